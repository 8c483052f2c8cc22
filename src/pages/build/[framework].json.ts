import type { APIRoute } from 'astro';
import { frameworkNames } from '../../builder/answers.ts';
import { exampleTexts } from '../../examples/checkout/texts.ts';

export function getStaticPaths() {
  return frameworkNames.map((framework) => ({ params: { framework } }));
}

/** Publishes the files of each example for the builder, which makes projects of them in the browser. */
export const GET: APIRoute<never, { framework: string }> = ({ params: { framework } }) =>
  Response.json(exampleTexts(process.cwd(), framework));
