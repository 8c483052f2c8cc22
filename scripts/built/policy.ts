import { createHash } from 'node:crypto';
import { type BuiltPage, excerpt } from './pages.ts';

/** A script's text as a policy names it, e.g. `'sha256-…'`. */
function hashOf(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

/** The sources that a policy gives for a directive, or for the one that stands in for it. */
function sourcesOf(policy: string, directive: string): string[] {
  const directives = new Map(
    policy.split(';').map((part) => {
      const [name = '', ...sources] = part.trim().split(/\s+/);
      return [name, sources] as const;
    }),
  );
  return directives.get(directive) ?? directives.get('default-src') ?? ['*'];
}

/**
 * Holds pages against the Content-Security-Policy: it lets no inline script run but those that the pages
 * have, each by its hash, and no page needs more than it allows.
 *
 * @param pages each page by its path
 * @param policy the value of the header
 * @returns what is wrong, each as a line, and the hash of every inline script, sorted
 */
export function checkPolicy(
  pages: ReadonlyMap<string, BuiltPage>,
  policy: string,
): { problems: string[]; hashes: string[] } {
  const problems: string[] = [];
  const allowed = sourcesOf(policy, 'script-src');
  for (const source of ["'unsafe-inline'", "'unsafe-eval'", '*', 'data:', 'https:', 'http:']) {
    if (allowed.includes(source)) problems.push(`the policy allows scripts from ${source}`);
  }
  if (sourcesOf(policy, 'style-src').includes("'unsafe-inline'")) {
    problems.push("the policy allows <style> elements by 'unsafe-inline'");
  }
  const found = new Set<string>();
  const pagesWith = new Map<string, string[]>();
  for (const [path, { scripts, forbidden }] of pages) {
    const unnamed = scripts.filter((script) => !allowed.includes(hashOf(script)));
    for (const script of scripts) found.add(hashOf(script));
    const wrong = new Set([
      ...unnamed.map(
        (script) => `an inline script that the policy does not name: ${excerpt(script)}`,
      ),
      ...forbidden,
    ]);
    for (const what of wrong) pagesWith.set(what, [...(pagesWith.get(what) ?? []), path]);
  }
  for (const [what, [path, ...others]] of pagesWith) {
    problems.push(`${path}${others.length > 0 ? ` and ${others.length} more` : ''}: ${what}`);
  }
  for (const source of allowed) {
    if (source.startsWith("'sha") && !found.has(source)) {
      problems.push(`the policy names ${source}, and no page has that script`);
    }
  }
  return { problems, hashes: [...found].sort() };
}

/**
 * A Blueprint with these hashes in the place of those in its `script-src`.
 *
 * @param blueprint with `script-src 'self'` on a line of its own, one hash a line below it
 * @throws if there is no such line
 */
export function withHashes(blueprint: string, hashes: readonly string[]): string {
  const place = /^( *)script-src 'self'\n(?: *'sha256-[^']*'\n)*/m;
  if (!place.test(blueprint)) throw new Error("render.yaml has no line `script-src 'self'`");
  return blueprint.replace(place, (_, indent: string) =>
    [`script-src 'self'`, ...hashes].map((line) => `${indent}${line}\n`).join(''),
  );
}
