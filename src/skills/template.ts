import GithubSlugger from 'github-slugger';
import type { MarkdownNode } from '../fences/fence.ts';
import { parseMarkdown } from '../fences/markdown.ts';

/** A section of a page that a skill file asks for. */
export interface Include {
  /** The page's address. */
  address: string;
  /** The heading's anchor; empty for what comes before the first heading. */
  anchor: string;
  /** Without its own heading. */
  isBare: boolean;
  /** Without the sections below it. */
  isOnly: boolean;
  /** Offsets of the comment in the template. */
  from: number;
  to: number;
}

const marker = /^<!-- include (\S*)#(\S*)((?: (?:bare|only))*) -->$/gm;

/** The sections that a template asks for, as `<!-- include operate/scaling#autoscaling -->`. */
export function includesOf(template: string): Include[] {
  return [...template.matchAll(marker)].map(
    ({ 0: whole, 1: page = '', 2: anchor = '', 3: words = '', index }) => ({
      address: page === '' ? '/' : `/${page}/`,
      anchor,
      isBare: words.includes('bare'),
      isOnly: words.includes('only'),
      from: index,
      to: index + whole.length,
    }),
  );
}

/**
 * Cuts a section out of a page's Markdown.
 *
 * @returns undefined if the page has no such heading
 */
export function sectionOf(
  markdown: string,
  { anchor, isBare, isOnly }: Pick<Include, 'anchor' | 'isBare' | 'isOnly'>,
): string | undefined {
  const headings = headingsOf('section.md', markdown);
  const [first] = headings;
  if (anchor === '') return markdown.slice(0, first?.from).trim();
  const at = headings.findIndex(({ slug }) => slug === anchor);
  const own = headings[at];
  if (!own) return undefined;
  const next = headings.slice(at + 1).find(({ depth }) => isOnly || depth <= own.depth);
  return markdown.slice(isBare ? own.to : own.from, next?.from).trim();
}

/** The headings of a file, with their anchors and offsets. */
export function headingsOf(
  path: string,
  markdown: string,
): { slug: string; depth: number; from: number; to: number }[] {
  const slugger = new GithubSlugger();
  return (parseMarkdown(path, markdown).children ?? [])
    .filter(({ type }) => type === 'heading')
    .map((node) => ({
      slug: slugger.slug(textOf(node)),
      depth: node.depth ?? 1,
      from: node.position?.start.offset ?? 0,
      to: node.position?.end.offset ?? 0,
    }));
}

function textOf({ value, children = [] }: MarkdownNode): string {
  return value ?? children.map(textOf).join('');
}
