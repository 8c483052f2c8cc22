import type { APIRoute } from 'astro';
import { readSkills } from '../../../skills/check.ts';
import { discoveryIndex } from '../../../skills/discovery.ts';

export const GET: APIRoute = () =>
  new Response(`${JSON.stringify(discoveryIndex(readSkills(process.cwd())), null, 2)}\n`, {
    headers: { 'content-type': 'application/json' },
  });
