import type { Diagnostic, Edit, Fix } from './diagnostic.ts';
import { type Entry, entryOf, type Mapping, type Tree } from './tree.ts';

/**
 * A fix that replaces a scalar. Undefined where the value stands behind an alias: changing it would
 * change it elsewhere too.
 *
 * @param text the new value as it is to be written, quotes included
 */
export function replaceValue(
  title: string,
  tree: Tree | undefined,
  text: string,
  safe: boolean,
): Fix | undefined {
  if (tree?.kind !== 'scalar' || tree.anchor) return undefined;
  const { start, end } = tree.range;
  return { title, safe, edits: [{ start: start.offset, end: end.offset, text }] };
}

/** A fix that renames a key. Undefined where a merge key brought it. */
export function renameKey(
  title: string,
  entry: Entry,
  key: string,
  safe: boolean,
): Fix | undefined {
  if (entry.merged) return undefined;
  const { start, end } = entry.keyRange;
  return { title, safe, edits: [{ start: start.offset, end: end.offset, text: key }] };
}

/**
 * A fix that adds `key: value` to a mapping, below its `after` entry or, without one, below its last
 * scalar. Undefined where the mapping stands behind an alias or has no entry of its own.
 *
 * @param source the whole text of the file
 * @param value as it is to be written, quotes included
 */
export function addField(
  title: string,
  source: string,
  mapping: Tree,
  [key, value]: [string, string],
  after: string,
  safe: boolean,
): Fix | undefined {
  if (mapping.kind !== 'mapping' || mapping.anchor) return undefined;
  const own = mapping.entries.filter((entry) => !entry.merged);
  const anchor =
    own.find((entry) => entry.key === after && entry.value.kind === 'scalar') ??
    own.findLast((entry) => entry.value.kind === 'scalar');
  if (!anchor) return undefined;
  const valueEnd = Math.max(anchor.value.range.end.offset, anchor.keyRange.end.offset + 1);
  if (mapping.flow) {
    return { title, safe, edits: [{ start: valueEnd, end: valueEnd, text: `, ${key}: ${value}` }] };
  }
  const at = lineEnd(source, valueEnd);
  const indent = ' '.repeat(anchor.keyRange.start.column - 1);
  const eol = eolOf(source);
  return { title, safe, edits: [{ start: at, end: at, text: `${eol}${indent}${key}: ${value}` }] };
}

/**
 * A fix that removes an entry of a block mapping with the lines that it stands on. Undefined where
 * that is not all that these lines hold.
 */
export function removeField(
  title: string,
  source: string,
  mapping: Tree,
  key: string,
  safe: boolean,
): Fix | undefined {
  const entry = entryOf(mapping, key);
  if (!entry || entry.merged || mapping.anchor || (mapping as Mapping).flow) return undefined;
  const start = source.lastIndexOf('\n', entry.keyRange.start.offset - 1) + 1;
  if (source.slice(start, entry.keyRange.start.offset).trim() !== '') return undefined;
  const valueEnd = Math.max(entry.value.range.end.offset, entry.keyRange.end.offset);
  // A block's range may end at the start of the next line already.
  const last = source[valueEnd - 1] === '\n' ? valueEnd - 1 : valueEnd;
  const end = Math.min(lineEnd(source, last) + eolOf(source).length, source.length);
  return { title, safe, edits: [{ start, end, text: '' }] };
}

/** What {@link applyFixes} did. */
export interface Fixed {
  text: string;
  applied: { rule: string; title: string }[];
}

/**
 * Applies the first fitting fix of each diagnostic, in the order of the text. One that touches what
 * an earlier one has changed is left for the next round.
 *
 * @param unsafe whether fixes count that a person should look at
 */
export function applyFixes(
  source: string,
  diagnostics: readonly Diagnostic[],
  { unsafe = false }: { unsafe?: boolean } = {},
): Fixed {
  const taken: Edit[] = [];
  const applied: Fixed['applied'] = [];
  for (const { rule, fixes } of diagnostics) {
    const fix = fixes.find(({ safe }) => safe || unsafe);
    if (!fix) continue;
    if (fix.edits.some((edit) => taken.some((other) => overlaps(edit, other)))) continue;
    taken.push(...fix.edits);
    applied.push({ rule, title: fix.title });
  }
  let text = source;
  for (const { start, end, text: replacement } of taken.sort((a, b) => b.start - a.start)) {
    text = text.slice(0, start) + replacement + text.slice(end);
  }
  return { text, applied };
}

function overlaps(a: Edit, b: Edit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}

function lineEnd(source: string, offset: number): number {
  const at = source.indexOf('\n', offset);
  if (at < 0) return source.length;
  return source[at - 1] === '\r' ? at - 1 : at;
}

function eolOf(source: string): string {
  return source.includes('\r\n') ? '\r\n' : '\n';
}
