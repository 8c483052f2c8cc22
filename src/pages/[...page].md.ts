import type { APIRoute, GetStaticPaths } from 'astro';
import { twinPath, twinsOf } from '../twins/index.ts';

/** Each page has its twin at `/x.md`, and the same at `/x/index.md`, where others have it. */
export const getStaticPaths: GetStaticPaths = () =>
  twinsOf(process.cwd()).flatMap(({ page: { address }, markdown }) => {
    const paths = new Set([twinPath(address).slice(1, -'.md'.length), `${address.slice(1)}index`]);
    return [...paths].map((page) => ({ params: { page }, props: { markdown } }));
  });

export const GET: APIRoute<{ markdown: string }> = ({ props }) =>
  new Response(props.markdown, { headers: { 'content-type': 'text/markdown; charset=utf-8' } });
