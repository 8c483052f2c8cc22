import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What Render sends with every file of the site, from the Blueprint that publishes it. */
export interface PublishedHeaders {
  'Content-Security-Policy': string;
  [name: string]: string;
}

/**
 * Reads the headers that a path gets: of those with one name, the first whose pattern is of it.
 *
 * @param root the project's root, where `render.yaml` lies
 * @param at the path; without it those of all files
 * @throws if no Content-Security-Policy is among them
 */
export function publishedHeaders(root: string, at = '/'): PublishedHeaders {
  const blueprint = parse(readFileSync(join(root, 'render.yaml'), 'utf8')) as {
    services: { headers: { path: string; name: string; value: string }[] }[];
  };
  const headers = new Map<string, string>();
  for (const { path, name, value } of blueprint.services[0]?.headers ?? []) {
    // A star at the end is all that we use of Render's patterns.
    if (at.startsWith(path.replace(/\*$/, '')) && !headers.has(name)) headers.set(name, value);
  }
  const { 'Content-Security-Policy': policy, ...others } = Object.fromEntries(headers);
  if (policy === undefined) throw new Error('render.yaml sends no Content-Security-Policy');
  return { 'Content-Security-Policy': policy, ...others };
}
