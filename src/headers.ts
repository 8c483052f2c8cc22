import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What Render sends with every file of the site, from the Blueprint that publishes it. */
export interface PublishedHeaders {
  'Content-Security-Policy': string;
  [name: string]: string;
}

/**
 * Reads the headers of the path `/*`.
 *
 * @param root the project's root, where `render.yaml` lies
 * @throws if no Content-Security-Policy is among them
 */
export function publishedHeaders(root: string): PublishedHeaders {
  const blueprint = parse(readFileSync(join(root, 'render.yaml'), 'utf8')) as {
    services: { headers: { path: string; name: string; value: string }[] }[];
  };
  const headers = (blueprint.services[0]?.headers ?? [])
    .filter(({ path }) => path === '/*')
    .map(({ name, value }) => [name, value] as const);
  const { 'Content-Security-Policy': policy, ...others } = Object.fromEntries(headers);
  if (policy === undefined) throw new Error('render.yaml sends no Content-Security-Policy');
  return { 'Content-Security-Policy': policy, ...others };
}
