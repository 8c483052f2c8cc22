import { lineAt } from './edits.ts';
import type { Explanation } from './explanation.ts';
import { quote } from './wording.ts';

/** A column (from 0) in which a key or a list's dash starts, on a line that is still open. */
interface Level {
  kind: 'key' | 'item';
  column: number;
  start: number;
  end: number;
}

/** More lines than anybody indents by. */
const MAX_LINES = 2_000;

const keyPattern = /^(?:"[^"]*"|'[^']*'|[^\s#"'{[][^:#]*)(?=\s*:(?:\s|$))/;

/**
 * Explains a line that starts in a column where none of the mappings and lists above it goes on.
 *
 * @param offset any place in that line
 */
export function explainIndentation(text: string, offset: number): Explanation {
  const line = lineAt(text, offset);
  const content = text.slice(line.start, line.end);
  const indent = Math.max(0, content.search(/\S/));
  const start = line.start + indent;
  const isItem = /^-(?:\s|$)/.test(content.slice(indent));
  const word = isItem
    ? '-'
    : ((keyPattern.exec(content.slice(indent)) ?? /^\S*/.exec(content.slice(indent)))?.[0] ?? '');
  const end = start + word.length;
  const tab = content.slice(0, indent).indexOf('\t');
  if (tab >= 0) return explainTab(line.start + tab);

  const name = isItem ? 'This `-`' : quote(word);
  const here = `${name} starts in column ${indent + 1}`;
  const levels = levelsAbove(text, line.start);
  const dash = levels.find(({ kind, column }) => kind === 'item' && column === indent);
  const same = levels.filter(({ kind }) => kind === (isItem ? 'item' : 'key'));
  const nearest = same.sort(
    (a, b) => Math.abs(a.column - indent) - Math.abs(b.column - indent) || b.column - a.column,
  )[0];
  if (!isItem && dash) {
    const key = levels.find(({ kind, column }) => kind === 'key' && column > dash.column);
    const advice = key
      ? ` The keys of that item start in column ${key.column + 1}.`
      : ` Write ${quote(`- ${word}`)} if it is an item of that list.`;
    const related = key ? [relate(text, key)] : [relate(text, dash)];
    return { start, end, message: `${here}, where the dashes of a list stand.${advice}`, related };
  }
  if (!nearest || nearest.column === indent) {
    const message = isItem
      ? 'A list item cannot stand among the keys of a mapping. Indent the list below the key that it belongs to.'
      : `${here}, where nothing above it goes on. Keys of one mapping start in one column.`;
    return { start, end, message };
  }
  const others = isItem ? 'The items of its list' : 'The keys of its mapping';
  const on = `on line ${lineNumber(text, nearest.start)}`;
  const as = isItem ? `as ${on}` : `as ${quote(text.slice(nearest.start, nearest.end))} ${on} does`;
  return {
    start,
    end,
    message: `${here}. ${others} start in column ${nearest.column + 1}, ${as}.`,
    related: [relate(text, nearest)],
  };
}

/** Explains a tab among the spaces that indent a line. */
export function explainTab(at: number): Explanation {
  return {
    start: at,
    end: at + 1,
    message: 'A tab is used for indentation. YAML allows spaces only: write two of them per level.',
  };
}

/** The columns that a new line may start in, innermost first. */
function levelsAbove(text: string, before: number): Level[] {
  const levels: Level[] = [];
  let open = Number.POSITIVE_INFINITY;
  let end = before;
  for (let count = 0; count < MAX_LINES && end > 0 && open > 0; count += 1) {
    const line = lineAt(text, end - 1);
    end = line.start;
    const content = text.slice(line.start, line.end);
    const indent = content.search(/[^\s\uFEFF]/);
    if (indent < 0 || content[indent] === '#' || indent >= open) continue;
    const own: Level[] = [];
    let column = indent;
    for (
      let dash = /^-\s+/.exec(content.slice(column));
      dash;
      dash = /^-\s+/.exec(content.slice(column))
    ) {
      const start = line.start + column;
      own.unshift({ kind: 'item', column, start, end: start + 1 });
      column += dash[0].length;
    }
    const key = keyPattern.exec(content.slice(column))?.[0];
    const start = line.start + column;
    if (key !== undefined) own.unshift({ kind: 'key', column, start, end: start + key.length });
    // A line without a key or a dash goes on with the text above it.
    if (own.length === 0) continue;
    levels.push(...own.filter((level) => level.column < open));
    open = indent;
  }
  return levels;
}

function relate(text: string, { column, kind, start, end }: Level) {
  const what = kind === 'item' ? 'this `-`' : quote(text.slice(start, end));
  return { label: `${what} starts in column ${column + 1}`, start, end };
}

function lineNumber(text: string, offset: number): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    count += 1;
  }
  return count;
}
