import type { APIRoute } from 'astro';
import { readSamples } from '../../playground/samples.ts';

/** Publishes the files that the playground offers to open. */
export const GET: APIRoute = () =>
  new Response(`${JSON.stringify(readSamples(process.cwd()))}\n`, {
    headers: { 'content-type': 'application/json' },
  });
