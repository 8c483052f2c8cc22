import type { Diagnostic, Edit, Fix, Range } from './diagnostic.ts';
import {
  applyEdits,
  endOf,
  holdsMarks,
  indexFrom,
  isFlow,
  lineAt,
  lineBreak,
  saysItself,
  sharedParts,
} from './edits.ts';
import type { Entry, Mapping, Tree } from './tree.ts';

/**
 * A fix that replaces a scalar that stands on one line. Undefined where the value stands behind an
 * alias: changing it would change it elsewhere too.
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
  if (start.offset === end.offset || start.line !== end.line) return undefined;
  return { title, safe, edits: [{ start: start.offset, end: end.offset, text }] };
}

/**
 * A fix that replaces all that stands under a key, whatever its kind. Undefined where that would
 * lose a comment or an anchor.
 *
 * @param source the whole text of the file
 * @param text the new value as it is to be written on the key's line
 */
export function replaceAll(
  title: string,
  source: string,
  entry: Entry | undefined,
  text: string,
  safe: boolean,
): Fix | undefined {
  if (!entry || entry.merged || entry.value.anchor) return undefined;
  const start = source.indexOf(':', entry.keyRange.end.offset) + 1;
  const end = endOf(source, entry.value);
  if (start === 0 || end === undefined || end < start) return undefined;
  if (holdsMarks(source.slice(start, end))) return undefined;
  return { title, safe, edits: [{ start, end, text: ` ${text}` }] };
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
  // In braces only a key in quotes may stand right before its value: {"a":1}.
  const isQuoted = end.offset - start.offset !== (entry.written ?? entry.key).length;
  const text = isQuoted ? `"${key}"` : key;
  return { title, safe, edits: [{ start: start.offset, end: end.offset, text }] };
}

/** A fix that writes another key with another value in the place of a scalar entry. */
export function replaceEntry(
  title: string,
  entry: Entry,
  [key, text]: [string, string],
  safe: boolean,
): Fix | undefined {
  const renamed = renameKey(title, entry, key, safe);
  const replaced = replaceValue(title, entry.value, text, safe);
  return renamed && replaced && { title, safe, edits: [...renamed.edits, ...replaced.edits] };
}

/**
 * A fix that writes one block of fields in the place of several scalar entries of a block mapping.
 * Undefined where one of them cannot be taken out.
 *
 * @param source the whole text of the file
 * @param olds the entries to take out, the first of which the block replaces
 * @param block the block's key, and its fields with values as they are to be written
 */
export function moveInto(
  title: string,
  source: string,
  mapping: Mapping,
  olds: readonly Entry[],
  [key, fields]: [string, readonly [string, string][]],
  safe: boolean,
): Fix | undefined {
  const [first, ...others] = olds;
  if (!first || mapping.flow || mapping.anchor) return undefined;
  if (!endsOnItsLine(source, first) || first.value.anchor || first.merged) return undefined;
  const indent = indentOf(source, first);
  const removals = others.map((entry) => removal(source, mapping, entry.key));
  if (indent === undefined || !removals.every((edit) => edit !== undefined)) return undefined;
  const start = first.keyRange.start.offset;
  const end = first.value.range.end.offset;
  if (holdsMarks(source.slice(start, end))) return undefined;
  const lines = fields.map(([name, value]) => `${indent}  ${name}: ${value}`);
  const text = [`${key}:`, ...lines].join(lineBreak(source, lineAt(source, end).end));
  return { title, safe, edits: [{ start, end, text }, ...removals] };
}

/**
 * A fix that adds `key: value` to a mapping, below its `after` entry or, without one, below its last
 * entry that ends on its line. Undefined where the mapping stands behind an alias, has no entry of
 * its own, or has the key.
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
  if (mapping.kind !== 'mapping' || mapping.anchor || saysItself(mapping, key)) return undefined;
  const own = mapping.entries.filter((entry) => !entry.merged && endsOnItsLine(source, entry));
  const anchor = own.find((entry) => entry.key === after) ?? own.at(-1);
  if (!anchor) return undefined;
  const valueEnd = anchor.value.range.end.offset;
  if (mapping.flow) {
    return { title, safe, edits: [{ start: valueEnd, end: valueEnd, text: `, ${key}: ${value}` }] };
  }
  const indent = indentOf(source, anchor);
  if (indent === undefined) return undefined;
  const at = lineAt(source, valueEnd).end;
  const text = `${lineBreak(source, at)}${indent}${key}: ${value}`;
  return { title, safe, edits: [{ start: at, end: at, text }] };
}

/**
 * A fix that removes an entry of a mapping, with its line if nothing else stands on it. A comment at
 * the line's end stays. Undefined where that would lose a comment or an anchor inside the value.
 *
 * @param source the whole text of the file
 */
export function removeField(
  title: string,
  source: string,
  mapping: Tree,
  key: string,
  safe: boolean,
): Fix | undefined {
  const edit = removal(source, mapping, key);
  return edit && { title, safe, edits: [edit] };
}

/** The one edit of {@link removeField}, for fixes that do more. */
function removal(source: string, mapping: Tree, key: string): Edit | undefined {
  if (mapping.kind !== 'mapping' || mapping.anchor) return undefined;
  const own = mapping.entries.filter(({ merged }) => !merged);
  const index = own.findIndex((entry) => entry.key === key);
  const entry = own[index];
  if (!entry) return undefined;
  const start = entry.keyRange.start.offset;
  const end = endOf(source, entry.value);
  if (end === undefined || end < start || holdsMarks(source.slice(start, end))) return undefined;
  const next = own[index + 1]?.keyRange.start.offset;
  if (mapping.flow) {
    const isComma = (from: number, to: number) => /^\s*,\s*$/.test(source.slice(from, to));
    if (next !== undefined) return isComma(end, next) ? { start, end: next, text: '' } : undefined;
    const previous = own[index - 1];
    const from = previous && endOf(source, previous.value);
    return from !== undefined && isComma(from, start) ? { start: from, end, text: '' } : undefined;
  }
  const line = lineAt(source, start);
  const before = source.slice(line.start, start);
  if (/^\uFEFF?[ \t]*$/.test(before)) {
    const last = lineAt(source, end).end;
    const rest = source.slice(end, last);
    const comment = rest.search(/\S/);
    if (comment >= 0) {
      return rest[comment] === '#' ? { start, end: end + comment, text: '' } : undefined;
    }
    const from = before.startsWith('\uFEFF') ? line.start + 1 : line.start;
    const to = last + (last < source.length ? lineBreak(source, last).length : 0);
    return { start: from, end: to, text: '' };
  }
  // First in a list item: what follows moves up behind the dash.
  const movesUp = next !== undefined && /^\s*$/.test(source.slice(end, next));
  return movesUp && /^[ \t]*(?:-[ \t]+)+$/.test(before)
    ? { start, end: next, text: '' }
    : undefined;
}

/** A safe fix that removes a comment, with its line if nothing else stands on it. */
export function removeComment(title: string, source: string, { start, end }: Range): Fix {
  const line = lineAt(source, start.offset);
  const before = source.slice(line.start, start.offset);
  const isAlone = before.trim() === '' && !before.includes('\uFEFF');
  const edit = isAlone
    ? {
        start: line.start,
        end: line.end + (line.end < source.length ? lineBreak(source, line.end).length : 0),
      }
    : { start: line.start + before.trimEnd().length, end: end.offset };
  return { title, safe: true, edits: [{ ...edit, text: '' }] };
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
  /** Sorted by start, none touching another. */
  const taken: Edit[] = [];
  const applied: Fixed['applied'] = [];
  for (const { rule, fixes } of diagnostics) {
    const fix = fixes.find(({ safe }) => safe || unsafe);
    if (!fix || fix.edits.some((edit) => isTaken(taken, edit))) continue;
    for (const edit of fix.edits) {
      taken.splice(
        indexFrom(taken, edit.start, ({ start }) => start),
        0,
        edit,
      );
    }
    applied.push({ rule, title: fix.title });
  }
  return { text: applyEdits(source, taken), applied };
}

/**
 * Leaves out the fixes that reach further than their finding: into what an alias or a merge key
 * repeats elsewhere, or to a value whose tag decides its type.
 */
export function withoutSharedFixes(
  diagnostics: Diagnostic[],
  source: string,
  tree: Tree,
): Diagnostic[] {
  if (diagnostics.every(({ fixes }) => fixes.length === 0)) return diagnostics;
  const shared = sharedParts(source, tree);
  const reachesFurther = ({ start, end }: Edit) =>
    (shared[indexFrom(shared, end + 1, ([from]) => from) - 1]?.[1] ?? -1) >= start ||
    /(?:^|\s)!\S*\s+$/.test(source.slice(lineAt(source, start).start, start));
  return diagnostics.map((diagnostic) => {
    const fixes = diagnostic.fixes.filter(({ edits }) => !edits.some(reachesFurther));
    return fixes.length === diagnostic.fixes.length ? diagnostic : { ...diagnostic, fixes };
  });
}

/** Whether an edit starts where an earlier one does, or overlaps with it. */
function isTaken(taken: readonly Edit[], { start, end }: Edit): boolean {
  const index = indexFrom(taken, start, (edit) => edit.start);
  const [before, after] = [taken[index - 1], taken[index]];
  return (
    (before !== undefined && before.end > start) ||
    (after !== undefined && (after.start === start || after.start < end))
  );
}

/** Whether nothing of an entry's value follows on a later line. */
function endsOnItsLine(source: string, { value }: Entry): boolean {
  const { start, end } = value.range;
  if (start.line !== end.line || start.offset === end.offset) return false;
  return value.kind === 'scalar' || value.anchor !== undefined || isFlow(source, value);
}

/** The spaces before the keys of a block mapping; undefined where other things stand there. */
function indentOf(source: string, { keyRange }: Entry): string | undefined {
  const { offset } = keyRange.start;
  const before = source.slice(lineAt(source, offset).start, offset).replace('\uFEFF', '');
  return /^ *(?:- +)*$/.test(before) ? ' '.repeat(before.length) : undefined;
}
