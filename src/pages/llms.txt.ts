import type { APIRoute } from 'astro';
import { twinsOf } from '../twins/index.ts';
import { llmsText } from '../twins/llms.ts';

export const GET: APIRoute = () =>
  new Response(llmsText(twinsOf(process.cwd())), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
