import type { Printable } from '../blueprint/index.ts';
import { Lines } from '../blueprint/lines.ts';
import type { MarkdownNode } from '../fences/fence.ts';
import { cutFrontmatter } from '../fences/frontmatter.ts';
import { avoided, spellings } from './words.ts';

/** What is wrong with a word or phrase of a text. */
export interface Remark {
  /** Where it begins and ends in the text, in UTF-16 units. */
  start: number;
  end: number;
  message: string;
}

// A name within an address, a path or another name is not prose.
const before = '(?<![\\w/.@#$\\-])';
const after = '(?![\\w/@#\\-]|[.:]\\S)';
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const anyOf = (phrases: readonly string[]) =>
  phrases
    .toSorted((a, b) => b.length - a.length)
    .map((phrase) => escaped(phrase).replaceAll(' ', '\\s+'))
    .join('|');

const unwanted = new RegExp(
  `${before}(?:${anyOf(avoided.map(({ phrase }) => phrase))})${after}`,
  'gi',
);
const misspelt = new RegExp(
  `${before}(?:${anyOf(spellings.flatMap(({ wrong }) => wrong))})${after}`,
  'g',
);
const repeated = /(?<![\w.-])(\p{L}+)\s+\1(?![\w-]|\.\w)/giu;
const exclaimed = /\p{L}!(?=\s|$)/gu;

const insteadOf = new Map(avoided.map(({ phrase, instead }) => [phrase.toLowerCase(), instead]));
const rightOf = new Map(
  spellings.flatMap(({ right, wrong }) => wrong.map((word) => [word, right] as const)),
);

/** What the house style objects to in a text without markup. */
export function remarksOn(text: string): Remark[] {
  const remarks: Remark[] = [];
  const note = (match: RegExpExecArray, message: string) =>
    remarks.push({ start: match.index, end: match.index + match[0].length, message });
  const asListed = (match: RegExpExecArray) => match[0].replace(/\s+/g, ' ');
  for (const match of text.matchAll(unwanted)) {
    note(match, `“${match[0]}”: ${insteadOf.get(asListed(match).toLowerCase())}`);
  }
  for (const match of text.matchAll(misspelt)) {
    note(match, `“${match[0]}” is written “${rightOf.get(asListed(match))}”`);
  }
  for (const match of text.matchAll(repeated)) {
    // "that that" can be right, and so can "had had".
    if (!/^(?:that|had)$/i.test(match[1] ?? '')) note(match, `“${match[1]}” stands here twice`);
  }
  for (const match of text.matchAll(exclaimed))
    note(match, 'no exclamation marks: say what happens');
  return remarks.sort((a, b) => a.start - b.start);
}

/**
 * What the house style objects to in the prose of a Markdown or MDX file: its title, its description
 * and its text, without code and without what others wrote (quotes, titles of sources).
 *
 * @param tree the parsed source
 */
export function lintProse(path: string, source: string, tree: MarkdownNode): Printable[] {
  const lines = new Lines(source);
  const findings: Printable[] = [];
  const look = (start: number, text: string) => {
    for (const remark of remarksOn(text)) {
      findings.push({
        path,
        rule: 'prose',
        message: remark.message,
        range: lines.range(start + remark.start, start + remark.end),
      });
    }
  };
  const { head } = cutFrontmatter(source);
  for (const field of head.matchAll(/^(?:title|description): *(.+)$/gm)) {
    const value = field[1] ?? '';
    look(field.index + field[0].length - value.length, value);
  }
  const visit = (node: MarkdownNode) => {
    if (node.type === 'blockquote') return;
    const { start, end } = node.position ?? {};
    if (node.type === 'text' && start?.offset !== undefined && end?.offset !== undefined) {
      look(start.offset, source.slice(start.offset, end.offset));
    }
    for (const child of node.children ?? []) visit(child);
  };
  visit(tree);
  return findings;
}
