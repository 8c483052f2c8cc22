import type { APIRoute } from 'astro';
import { readSkills } from '../../../skills/check.ts';
import { legacyIndex } from '../../../skills/discovery.ts';

/** Where clients looked before there was an agent-skills folder. */
export const GET: APIRoute = () =>
  new Response(`${JSON.stringify(legacyIndex(readSkills(process.cwd())), null, 2)}\n`, {
    headers: { 'content-type': 'application/json' },
  });
