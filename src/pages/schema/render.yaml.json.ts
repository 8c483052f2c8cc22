import type { APIRoute } from 'astro';
import { blueprintSchema } from '../../blueprint/schema/index.ts';

/** Publishes the Blueprint schema for editors: `# yaml-language-server: $schema=` and its address. */
export const GET = (() =>
  new Response(`${JSON.stringify(blueprintSchema, null, 2)}\n`, {
    headers: { 'content-type': 'application/schema+json' },
  })) satisfies APIRoute;
