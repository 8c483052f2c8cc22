import type { APIRoute } from 'astro';
import { checkOutputSchema } from '../../blueprint/formats/output-schema.ts';

/** Publishes the shape of `render-workers check --format json` at a stable address. */
export const GET: APIRoute = () =>
  new Response(`${JSON.stringify(checkOutputSchema, null, 2)}\n`, {
    headers: { 'content-type': 'application/schema+json' },
  });
