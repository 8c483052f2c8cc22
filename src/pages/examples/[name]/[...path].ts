import type { APIRoute } from 'astro';
import { builtExamples } from '../../../examples/checkout/built.ts';
import type { ExampleFile } from '../../../examples/example.ts';

export function getStaticPaths() {
  return builtExamples(process.cwd()).flatMap(({ name, files }) =>
    files.map((file) => ({ params: { name, path: file.path }, props: { file } })),
  );
}

/** Publishes each file of each example as it is, at the path that it has in the example. */
export const GET: APIRoute<{ file: ExampleFile }> = ({ props: { file } }) =>
  new Response(Uint8Array.from(file.content));
