import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import { parsePlace } from './place.ts';

/** Why the named piece cannot be had. The message is a sentence. */
export class NoSuchPiece extends Error {}

/** A comment, alone on its line, that begins or ends a region, with the region's name. */
const regionMark = /^\s*(?:#|\/\/|--|\/\*|<!--)\s*(end)?region:\s*(\S+?)\s*(?:\*\/|-->)?\s*$/;

/**
 * The text that a fence with `example="path#piece"` must show, without a newline at its end and
 * without the marks of regions.
 *
 * @param target `celery/app.py`, `celery/app.py#region` or `celery/render.yaml#services[name]`
 * @param readExample gives the text of a file under `examples/`, or undefined if there is none
 * @throws {NoSuchPiece}
 */
export function pieceOf(target: string, readExample: (path: string) => string | undefined): string {
  const [path = '', piece] = target.split('#', 2);
  const text = readExample(path);
  if (text === undefined) throw new NoSuchPiece(`There is no file \`examples/${path}\`.`);
  if (piece === undefined) return withoutMarks(text.split(/\r?\n/)).join('\n').trimEnd();
  return /\.ya?ml$/.test(path) ? yamlPiece(text, piece, path) : region(text, piece, path);
}

/** The lines between `region: name` and `endregion: name`, dedented. */
function region(text: string, name: string, path: string): string {
  const lines = text.split(/\r?\n/);
  const at = (isEnd: boolean) =>
    lines.findIndex((line) => {
      const mark = regionMark.exec(line);
      return mark?.[2] === name && (mark[1] !== undefined) === isEnd;
    });
  const start = at(false);
  const end = at(true);
  if (start < 0 || end < start) {
    throw new NoSuchPiece(
      `\`examples/${path}\` has no region \`${name}\` (a comment \`region: ${name}\` and, below it, \`endregion: ${name}\`).`,
    );
  }
  return dedent(withoutMarks(lines.slice(start + 1, end), lines));
}

/**
 * A file as it is without the marks of its regions, and without the blank lines that only stood
 * around them.
 */
export function withoutRegions(text: string): string {
  return withoutMarks(text.split('\n')).join('\n');
}

/** @param all the whole file, which tells a mark from a comment such as `# region: oregon` */
function withoutMarks(lines: string[], all = lines): string[] {
  const ended = new Set(
    all.flatMap((line) => {
      const [, isEnd, name] = regionMark.exec(line) ?? [];
      return isEnd && name ? [name] : [];
    }),
  );
  const isBlank = (line: string | undefined) => !line?.trim();
  const kept: string[] = [];
  let isAfterMark = false;
  for (const line of lines) {
    if (ended.has(regionMark.exec(line)?.[2] ?? '')) isAfterMark = true;
    else if (!isAfterMark || !isBlank(line) || !isBlank(kept.at(-1))) {
      isAfterMark = false;
      kept.push(line);
    }
  }
  return kept;
}

function yamlPiece(text: string, place: string, path: string): string {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, merge: true });
  let node = document.contents as Node | null;
  let owner: Node | null = node;
  for (const step of parsePlace(place)) {
    let found: Node | Pair | undefined;
    if ('key' in step && isMap(node)) {
      found = node.items.find((pair) => isScalar(pair.key) && pair.key.value === step.key);
      owner = (found as Pair | undefined)?.key as Node;
      node = ((found as Pair | undefined)?.value as Node | undefined) ?? null;
    } else if ('item' in step && isSeq(node)) {
      found = (node.items as Node[]).find(
        (item) => isMap(item) && (item.get('name') === step.item || item.get('key') === step.item),
      );
      node = (found as Node | undefined) ?? null;
      owner = node;
    }
    if (!found) throw new NoSuchPiece(`\`examples/${path}\` has nothing at \`${place}\`.`);
  }
  const start = owner?.range?.[0] ?? 0;
  const valueEnd = node?.range?.[1] ?? start;
  const first = lineCounter.linePos(start).line;
  const last = lineCounter.linePos(Math.max(start, valueEnd - 1)).line;
  return dedent(text.split(/\r?\n/).slice(first - 1, last));
}

/** Removes the indentation that all lines share, and empty lines at both ends. */
function dedent(lines: string[]): string {
  const kept = [...lines];
  while (kept.length > 0 && kept[0]?.trim() === '') kept.shift();
  while (kept.length > 0 && kept.at(-1)?.trim() === '') kept.pop();
  const indents = kept
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0] ?? '');
  const shared = indents.reduce((common, indent) => {
    let length = 0;
    while (length < common.length && common[length] === indent[length]) length++;
    return common.slice(0, length);
  }, indents[0] ?? '');
  return kept.map((line) => line.slice(shared.length)).join('\n');
}
