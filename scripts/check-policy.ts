/**
 * Checks the built site against the Content-Security-Policy in render.yaml: that it lets no inline
 * script run but those that the pages have, each by its hash, and that no page needs more than it allows.
 *
 *   node scripts/check-policy.ts [--write]
 *
 * --write  put the hashes of the site's inline scripts into render.yaml
 *
 * Exit codes: 0 clean, 1 findings, 2 nothing built.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { publishedHeaders } from '../src/headers.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** What a page has within itself that a policy has to allow. */
interface Inline {
  /** The text of each script that runs. */
  scripts: string[];
  /** What no policy of ours allows, in words. */
  forbidden: string[];
}

/** Types of script elements that hold data and never run. */
const isData = (type: string) => /json$/.test(type) && type !== 'importmap';

function readInline(html: string): Inline {
  const inline: Inline = { scripts: [], forbidden: [] };
  const visit = (node: Node) => {
    if ('attrs' in node) readElement(node, inline);
    if ('childNodes' in node) node.childNodes.forEach(visit);
    if ('content' in node) node.content.childNodes.forEach(visit);
  };
  parse(html).childNodes.forEach(visit);
  return inline;
}

function readElement(
  { tagName, attrs, childNodes }: Element,
  { scripts, forbidden }: Inline,
): void {
  const attribute = (name: string) => attrs.find((own) => own.name === name)?.value;
  const text = () => childNodes.map((child) => ('value' in child ? child.value : '')).join('');
  if (tagName === 'style') forbidden.push(`a <style> element: ${excerpt(text())}`);
  if (tagName === 'script' && attribute('src') === undefined && !isData(attribute('type') ?? '')) {
    scripts.push(text());
  }
  for (const { name, value } of attrs) {
    if (name.startsWith('on')) forbidden.push(`an event handler: ${name}="${excerpt(value)}"`);
    if (/^\s*javascript:/i.test(value)) forbidden.push(`a script as address: ${excerpt(value)}`);
  }
}

function excerpt(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

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
 * Holds pages against a policy.
 *
 * @param pages the HTML of each page by its path
 * @param policy the value of the header
 * @returns what is wrong, each as a line, and the hash of every inline script, sorted
 */
export function checkPolicy(
  pages: ReadonlyMap<string, string>,
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
  for (const [path, html] of pages) {
    const { scripts, forbidden } = readInline(html);
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

/** The HTML of every page of a built site by its path. */
export function readPages(dist: string): Map<string, string> {
  const paths = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  return new Map(
    paths
      .filter((path) => path.endsWith('.html'))
      .map((path) => [path.replaceAll('\\', '/'), readFileSync(join(dist, path), 'utf8')]),
  );
}

function main(): number {
  const root = join(import.meta.dirname, '..');
  const dist = join(root, 'dist');
  if (!statSync(dist, { throwIfNoEntry: false })?.isDirectory()) {
    console.error(`There is no ${dist}. Build the site first: npm run build`);
    return 2;
  }
  const pages = readPages(dist);
  const policy = () => publishedHeaders(root)['Content-Security-Policy'];
  if (process.argv.includes('--write')) {
    const blueprint = join(root, 'render.yaml');
    const { hashes } = checkPolicy(pages, policy());
    writeFileSync(blueprint, withHashes(readFileSync(blueprint, 'utf8'), hashes));
  }
  const { problems, hashes } = checkPolicy(pages, policy());
  for (const line of problems) console.error(line);
  if (problems.length > 0) {
    console.error('If the scripts are right: node scripts/check-policy.ts --write');
  }
  console.log(
    `policy: ${pages.size} pages, ${hashes.length} inline scripts, ${problems.length} problems`,
  );
  return problems.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = main();
