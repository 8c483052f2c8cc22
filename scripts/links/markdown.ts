import GithubSlugger from 'github-slugger';
import { markdownToMdast } from 'satteri';
import type { MarkdownNode } from '../../src/fences/fence.ts';

/** A link of a Markdown file, as it is written. */
export interface Link {
  url: string;
  /** 1-based. */
  line: number;
}

/** What links lead to and from in a Markdown file. */
export interface Linked {
  links: Link[];
  /** The anchors of its headings, as GitHub and the site make them, and the ids of its HTML. */
  anchors: Set<string>;
}

/** Reads a Markdown file with the parser of the site, in a tenth of the time that the one of fences takes. */
export function readLinked(source: string): Linked {
  const slugger = new GithubSlugger();
  const linked: Linked = { links: [], anchors: new Set() };
  const visit = (node: MarkdownNode) => {
    if (node.url !== undefined) {
      linked.links.push({ url: node.url, line: node.position?.start.line ?? 1 });
    }
    if (node.type === 'heading') linked.anchors.add(slugger.slug(textOf(node)));
    if (node.type === 'html') {
      for (const [, id = ''] of (node.value ?? '').matchAll(/\bid="([^"]+)"/g)) {
        linked.anchors.add(id);
      }
    }
    node.children?.forEach(visit);
  };
  visit(markdownToMdast(source) as MarkdownNode);
  return linked;
}

function textOf({ value, children = [] }: MarkdownNode): string {
  return value ?? children.map(textOf).join('');
}

/** A Markdown file, and where its readers find it. */
export interface Located {
  /** For findings, from the project's root. */
  path: string;
  source: string;
  /** What its relative links start from. */
  address: URL;
}

/**
 * Where links may lead.
 *
 * @returns undefined if there is nothing; the anchors there, if it is a text that has some
 */
export type Lookup = (address: URL) => { anchors?: ReadonlySet<string> } | undefined;

/**
 * The broken links of Markdown files, as `path:line: link (why)`.
 *
 * @param lookups who knows the addresses of each origin; links to others are not followed
 */
export function brokenMarkdownLinks(
  files: readonly Located[],
  lookups: ReadonlyMap<string, Lookup>,
): { links: number; broken: string[] } {
  const broken: string[] = [];
  let count = 0;
  for (const { path, source, address } of files) {
    const { links, anchors } = readLinked(source);
    for (const { url, line } of links) {
      const fail = (why: string) => broken.push(`${path}:${line}: ${url} (${why})`);
      if (!URL.canParse(url, address)) {
        fail('not a URL');
        continue;
      }
      const target = new URL(url, address);
      const lookup = lookups.get(target.origin);
      if (!lookup) continue;
      count += 1;
      const isOwn = target.href.split('#')[0] === address.href;
      const found = isOwn ? { anchors } : lookup(target);
      const anchor = decodeURIComponent(target.hash.slice(1));
      if (!found) fail('no such page or file');
      else if (anchor !== '' && !found.anchors?.has(anchor)) fail('no such anchor');
    }
  }
  return { links: count, broken };
}
