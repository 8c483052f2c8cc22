import type { APIRoute } from 'astro';
import { rehearsalSchema } from '../../rehearsal/result-schema.ts';

/** Publishes the shape of `render-workers rehearse --json` at a stable address. */
export const GET: APIRoute = () =>
  new Response(`${JSON.stringify(rehearsalSchema, null, 2)}\n`, {
    headers: { 'content-type': 'application/schema+json' },
  });
