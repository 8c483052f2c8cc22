import type { APIRoute, GetStaticPaths } from 'astro';
import { readSkills } from '../../../../skills/check.ts';

/** Every file of every skill, as it is committed. */
export const getStaticPaths: GetStaticPaths = () =>
  readSkills(process.cwd()).flatMap(({ name, files }) =>
    [...files].map(([file, text]) => ({ params: { skill: name, file }, props: { text } })),
  );

export const GET: APIRoute<{ text: string }> = ({ props }) =>
  new Response(props.text, { headers: { 'content-type': 'text/markdown; charset=utf-8' } });
