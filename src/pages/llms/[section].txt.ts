import type { APIRoute, GetStaticPaths } from 'astro';
import { sections } from '../../site.ts';
import { twinsOf } from '../../twins/index.ts';
import { llmsFull, twinsIn } from '../../twins/llms.ts';

export const getStaticPaths: GetStaticPaths = () =>
  sections.map(({ folder, label, about }) => ({
    params: { section: folder },
    props: { folder, label, about },
  }));

export const GET: APIRoute<{ folder: string; label: string; about: string }> = ({
  props: { folder, label, about },
}) =>
  new Response(
    llmsFull(`Render Workers: ${label}`, about, twinsIn(folder, twinsOf(process.cwd()))),
    { headers: { 'content-type': 'text/plain; charset=utf-8' } },
  );
