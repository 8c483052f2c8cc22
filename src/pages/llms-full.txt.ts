import type { APIRoute } from 'astro';
import { tagline } from '../site.ts';
import { twinsOf } from '../twins/index.ts';
import { llmsFull } from '../twins/llms.ts';

export const GET: APIRoute = () =>
  new Response(llmsFull('Render Workers', tagline, twinsOf(process.cwd())), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
