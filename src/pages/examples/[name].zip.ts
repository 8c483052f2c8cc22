import type { APIRoute } from 'astro';
import { builtExamples } from '../../examples/checkout/built.ts';
import type { ExampleFile } from '../../examples/example.ts';
import { zipOf } from '../../zip.ts';

export function getStaticPaths() {
  return builtExamples(process.cwd()).map(({ name, files }) => ({
    params: { name },
    props: { files },
  }));
}

/** Publishes each example as a zip: what `render-workers new` makes, in one folder. */
export const GET: APIRoute<{ files: ExampleFile[] }, { name: string }> = ({
  params: { name },
  props: { files },
}) =>
  new Response(zipOf(files.map((file) => ({ ...file, path: `${name}/${file.path}` }))), {
    headers: { 'content-type': 'application/zip' },
  });
