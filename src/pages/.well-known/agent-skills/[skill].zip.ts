import type { APIRoute, GetStaticPaths } from 'astro';
import type { Skill } from '../../../skills/build.ts';
import { readSkills } from '../../../skills/check.ts';
import { archiveOf } from '../../../skills/discovery.ts';

export const getStaticPaths: GetStaticPaths = () =>
  readSkills(process.cwd()).map((skill) => ({ params: { skill: skill.name }, props: { skill } }));

export const GET: APIRoute<{ skill: Skill }> = ({ props: { skill } }) =>
  new Response(archiveOf(skill), {
    headers: { 'content-type': 'application/zip' },
  });
