import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as changes from '../../src/blueprint/platform/changes.ts';
import * as fields from '../../src/blueprint/platform/fields.ts';
import * as limits from '../../src/blueprint/platform/limits.ts';
import * as plans from '../../src/blueprint/platform/plans.ts';
import * as renamed from '../../src/blueprint/platform/renamed.ts';
import * as runtimes from '../../src/blueprint/platform/runtimes.ts';
import * as signals from '../../src/blueprint/platform/signals.ts';
import * as variables from '../../src/blueprint/platform/variables.ts';
import { rules } from '../../src/blueprint/rules/index.ts';
import type { Source } from '../../src/blueprint/sources.ts';
import { errorGroups } from '../../src/errors/index.ts';
import type { MarkdownFile } from '../../src/fences/coverage.ts';
import type { MarkdownNode } from '../../src/fences/fence.ts';
import { cutFrontmatter } from '../../src/fences/frontmatter.ts';
import { site } from '../../src/site.ts';

/** Where the list of external links is kept, from the project's root. */
export const listPath = 'docs/external-links.json';

/** A link that leads off the site. */
export interface ExternalLink {
  /** Without its anchor. */
  url: string;
  /** The day on which it was seen last, by a reader or by the check: YYYY-MM-DD. Or that nobody has. */
  seen: string;
  /** The files that lead there, from the project's root. */
  usedIn: string[];
}

const never = 'never';

/** A use of a link, with the day on which somebody read what is there, if somebody noted it. */
interface Use {
  url: string;
  path: string;
  read?: string;
}

/** Links that a component makes for each page: the question differs, the address does not. */
const drawn: readonly Use[] = [
  { url: 'https://chatgpt.com/', path: 'src/components/PageActions.astro' },
  { url: 'https://claude.ai/new', path: 'src/components/PageActions.astro' },
];

/** The address that a link is listed by; undefined if it leads nowhere outside. */
export function externalUrl(link: string): string | undefined {
  // Most links are the site's own, and need no parsing.
  if (!/^https?:/i.test(link) || link.startsWith(`${site}/`)) return undefined;
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  const isReserved = /(?:^|\.)(?:example|invalid|localhost|test)$|^127\.|^\[::1\]$/.test(
    url.hostname,
  );
  if (url.origin === site || isReserved) return undefined;
  url.hash = '';
  return url.href;
}

/**
 * Every external link of pages, READMEs, skills, rules, messages and facts, by address.
 *
 * @param root the project's root
 * @param files its Markdown, read
 * @param listed the list as it is, which knows what the check has seen
 */
export function externalLinks(
  root: string,
  files: readonly MarkdownFile[],
  listed: readonly ExternalLink[],
): ExternalLink[] {
  const known = new Map(listed.map(({ url, seen }) => [url, seen]));
  const links = new Map<string, { seen: string; usedIn: Set<string> }>();
  // Rules and messages are imported, and so those of this project; another root has none of their files.
  const isThere = ({ path }: Use) => existsSync(join(root, path));
  const ofCode = [...usesOfData(), ...drawn].filter(isThere);
  for (const { url, path, read } of [...usesIn(files), ...ofCode]) {
    const own = externalUrl(url);
    if (own === undefined) continue;
    const link = links.get(own) ?? { seen: known.get(own) ?? never, usedIn: new Set() };
    if (read !== undefined) link.seen = later(link.seen, read);
    link.usedIn.add(path);
    links.set(own, link);
  }
  return [...links]
    .map(([url, { seen, usedIn }]) => ({ url, seen, usedIn: [...usedIn].sort() }))
    .sort((a, b) => (a.url < b.url ? -1 : 1));
}

function later(a: string, b: string): string {
  if (a === never) return b;
  return a > b ? a : b;
}

function usesIn(files: readonly MarkdownFile[]): Use[] {
  const uses: Use[] = [];
  for (const { path, source, tree } of files) {
    // What skills are made of is read as the skills.
    if (!tree || path.startsWith('src/content/skills/')) continue;
    uses.push(...usesOf(path, frontmatterSources(source)));
    const visit = (node: MarkdownNode) => {
      if (node.url !== undefined) uses.push({ url: node.url, path });
      for (const { value } of node.attributes ?? []) {
        if (typeof value === 'string') uses.push({ url: value, path });
      }
      node.children?.forEach(visit);
    };
    visit(tree);
  }
  return uses;
}

function frontmatterSources(source: string): readonly Source[] {
  const yaml = cutFrontmatter(source).yaml ?? '';
  if (!/^sources:/m.test(yaml)) return [];
  const data = parse(yaml) as { sources?: Source[] } | null;
  return data?.sources ?? [];
}

function usesOf(path: string, sources: readonly Source[]): Use[] {
  return sources.flatMap(({ url, read }) => (url === undefined ? [] : [{ url, path, read }]));
}

function usesOfData(): Use[] {
  return [
    ...rules.flatMap(({ id, sources }) => usesOf(`src/blueprint/rules/${id}.ts`, sources)),
    ...errorGroups.flatMap(({ id, messages }) =>
      usesOf(
        `src/errors/${id}.ts`,
        messages.map(({ source }) => source),
      ),
    ),
    ...Object.entries(facts).flatMap(([file, module]) =>
      usesOf(`src/blueprint/platform/${file}.ts`, sourcesWithin(module)),
    ),
  ];
}

const facts = { changes, fields, limits, plans, renamed, runtimes, signals, variables };

/** Every source that some data name, however deep. */
function sourcesWithin(data: unknown): Source[] {
  if (typeof data !== 'object' || data === null) return [];
  if ('title' in data && 'url' in data && 'read' in data) return [data as Source];
  return Object.values(data).flatMap(sourcesWithin);
}

/** The list as it is committed; empty if there is none. */
export function readList(root: string): ExternalLink[] {
  try {
    return JSON.parse(readFileSync(join(root, listPath), 'utf8')) as ExternalLink[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The list as its file has it. */
export function formatList(links: readonly ExternalLink[]): string {
  return `${JSON.stringify(links, undefined, 2)}\n`;
}

/** What the committed list lacks, has too much or has wrong, each as a line with what to do. */
export function driftOf(listed: readonly ExternalLink[], used: readonly ExternalLink[]): string[] {
  const before = new Map(listed.map((link) => [link.url, link]));
  const now = new Map(used.map((link) => [link.url, link]));
  const say = (what: string) => `${listPath}: ${what} Run \`npm run links:list\`. [external-link]`;
  return [
    ...used.flatMap((link) => {
      const old = before.get(link.url);
      const [first = ''] = link.usedIn;
      if (!old) return [say(`${first} leads to ${link.url}, which is not listed.`)];
      if (old.usedIn.join() !== link.usedIn.join()) {
        return [
          say(
            `${link.url} is listed for ${old.usedIn.join(', ')}; it is used in ${link.usedIn.join(', ')}.`,
          ),
        ];
      }
      if (old.seen !== link.seen) {
        return [say(`${link.url} is listed as seen ${old.seen}; it was read on ${link.seen}.`)];
      }
      return [];
    }),
    ...listed
      .filter(({ url }) => !now.has(url))
      .map(({ url }) => say(`${url} is listed, and nothing leads there.`)),
  ];
}
