import type { APIRoute } from 'astro';
import { exampleNames, readExample } from '../../examples/checkout/read.ts';
import { zipOf } from '../../zip.ts';

export function getStaticPaths() {
  return exampleNames(process.cwd()).map((name) => ({ params: { name } }));
}

/** Publishes each example as a zip: what `render-workers new` makes, in one folder. */
export const GET: APIRoute<never, { name: string }> = ({ params: { name } }) =>
  new Response(
    zipOf(
      readExample(process.cwd(), name).files.map((file) => ({
        ...file,
        path: `${name}/${file.path}`,
      })),
    ),
    { headers: { 'content-type': 'application/zip' } },
  );
