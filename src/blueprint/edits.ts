import type { Edit } from './diagnostic.ts';
import { entryOf, type Tree } from './tree.ts';

/** The text after edits that are in its order and do not overlap. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const { start, end, text } of edits) {
    parts.push(source.slice(at, start), text);
    at = end;
  }
  return parts.join('') + source.slice(at);
}

/** Where a value's own text ends: before comments, and before the line breaks that end a block. */
export function endOf(source: string, tree: Tree): number | undefined {
  if (tree.anchor || tree.kind === 'scalar' || isFlow(source, tree)) {
    return trimmed(source, tree.range.start.offset, tree.range.end.offset);
  }
  // A merge key is not among the entries, so what is written last is not known.
  if (tree.kind === 'mapping' && tree.entries.some(({ merged }) => merged)) return undefined;
  const last = tree.kind === 'mapping' ? tree.entries.at(-1)?.value : tree.items.at(-1);
  return last && endOf(source, last);
}

/** Whether a value stands in brackets or braces. */
export function isFlow(source: string, tree: Tree): boolean {
  return tree.kind !== 'scalar' && '[{'.includes(source[tree.range.start.offset] ?? ' ');
}

/** The line that an offset is on: where it starts, and where its line break does. */
export function lineAt(source: string, offset: number): { start: number; end: number } {
  const start = source.lastIndexOf('\n', offset - 1) + 1;
  const end = source.indexOf('\n', offset);
  if (end < 0) return { start, end: source.length };
  return { start, end: source[end - 1] === '\r' && end > offset ? end - 1 : end };
}

/** The line break at an offset, or the one that the file uses. */
export function lineBreak(source: string, offset: number): string {
  if (source.startsWith('\r\n', offset)) return '\r\n';
  if (source[offset] === '\n') return '\n';
  return source.includes('\r\n') ? '\r\n' : '\n';
}

/** Whether text between two nodes may hold a comment, an anchor or a tag. */
export function holdsMarks(text: string): boolean {
  return /(?:^|\s)(?:#|[&!]\S)/.test(text);
}

/**
 * A value as it is to be written in YAML: bare where every reader takes it for text, otherwise in
 * double quotes.
 */
export function yamlText(value: string): string {
  const isBare =
    /^[A-Za-z0-9][\w ./-]*[\w/-]$|^[A-Za-z]$/.test(value) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value) &&
    !/^[\d._]+$|^0[xo]|^\d+(?:\.\d+)?e\d+$/i.test(value);
  return isBare ? value : JSON.stringify(value);
}

/**
 * The parts of a file that count in more than one place: what an alias or a merge key repeats. An
 * edit in there would change every one of them. In the order of the text, none touching another.
 */
export function sharedParts(source: string, tree: Tree): [start: number, end: number][] {
  const parts: [number, number][] = [];
  if (!source.includes('*')) return parts;
  const visit = (node: Tree) => {
    if (node.anchor) {
      parts.push([node.anchor.start.offset, node.anchor.end.offset]);
      return;
    }
    if (node.kind === 'sequence') node.items.forEach(visit);
    if (node.kind !== 'mapping') return;
    const merged = node.entries.filter((entry) => entry.merged);
    if (merged.length > 0) {
      let [from, to] = [source.length, 0];
      for (const { keyRange, value } of merged) {
        from = Math.min(from, keyRange.start.offset, value.range.end.offset);
        to = Math.max(to, keyRange.start.offset, value.range.end.offset);
      }
      parts.push([from, to]);
    }
    for (const entry of node.entries) if (!entry.merged) visit(entry.value);
  };
  visit(tree);
  parts.sort(([a], [b]) => a - b);
  const apart: [number, number][] = [];
  for (const [start, end] of parts) {
    const last = apart.at(-1);
    // What is added after the last line of such a part would belong to it too.
    const to = lineAt(source, end).end;
    if (last && start <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([start, to]);
  }
  return apart;
}

/** The index of the first part that starts at an offset or after it, in parts sorted by start. */
export function indexFrom<T>(
  sorted: readonly T[],
  offset: number,
  startOf: (part: T) => number,
): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (startOf(sorted[middle] as T) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a mapping says this key itself, so that adding it would say it twice. */
export function saysItself(mapping: Tree, key: string): boolean {
  const entry = entryOf(mapping, key);
  return entry !== undefined && !entry.merged;
}

function trimmed(source: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(source[at - 1] ?? '')) at -= 1;
  return at;
}
