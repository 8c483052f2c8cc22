import type { Place } from '../format.ts';
import type { Lines } from '../lines.ts';

/** What a frame is painted with; each function gives its text back, with or without escapes. */
export interface FramePaint {
  gutter(text: string): string;
  caret(text: string): string;
}

/**
 * The line of a finding with a caret line below it and, unless `context` is 0, the lines around it.
 * Lines that are too long are cut around the caret; control characters are shown as pictures.
 *
 * @param lines those of the whole file
 * @param width columns of the terminal
 * @param context how many lines above and below are shown
 */
export function frameOf(
  lines: Lines,
  { start, end }: { start: Place; end: Place },
  width: number,
  context: number,
  paint: FramePaint,
): string[] {
  const numbers = linesAround(lines, start.line, context);
  const gutter = String(numbers.at(-1)).length;
  const room = Math.max(20, width - gutter - 3);
  const marked = lines.text(start.line);
  const from = cutBefore(marked, start.column - 1, room);
  const shown: string[] = [];
  for (const number of numbers) {
    const text = lines.text(number);
    const label = String(number).padStart(gutter);
    shown.push(`${paint.gutter(`${label} |`)} ${cut(text, from, room)}`.trimEnd());
    if (number !== start.line) continue;
    const before = cut(text, from, room).slice(0, start.column - 1 - from + (from > 0 ? 1 : 0));
    const last = end.line === start.line ? end.column - 1 : text.length;
    const covered = widthOf(visible(text.slice(start.column - 1, Math.max(last, start.column))));
    const indent = [...before].map((char) => (char === '\t' ? char : ' '.repeat(widthOf(char))));
    const free = Math.max(1, room - widthOf(before));
    const carets = '^'.repeat(Math.min(free, Math.max(1, covered)));
    shown.push(
      `${paint.gutter(`${' '.repeat(gutter)} |`)} ${indent.join('')}${paint.caret(carets)}`,
    );
  }
  return shown;
}

/** The numbers of the lines to show. What follows the last line break is one if a finding is there. */
function linesAround(lines: Lines, line: number, context: number): number[] {
  const last = lines.text(lines.count) === '' ? lines.count - 1 : lines.count;
  const from = Math.max(1, line - context);
  const to = Math.max(line, Math.min(line + context, last));
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Where a line is cut on the left, so that the caret and some of what follows it are seen. */
function cutBefore(line: string, caret: number, room: number): number {
  if (widthOf(line) <= room || caret < room * 0.75) return 0;
  const at = Math.max(0, caret - Math.floor(room / 2));
  // Not between the halves of a surrogate pair.
  return /[\uDC00-\uDFFF]/.test(line[at] ?? '') ? at - 1 : at;
}

function cut(line: string, from: number, room: number): string {
  const rest = visible(line.slice(from));
  const left = from > 0 && rest !== '' ? '…' : '';
  if (widthOf(rest) + left.length <= room) return left + rest;
  let text = left;
  let width = left.length + 1;
  for (const char of rest) {
    width += widthOf(char);
    if (width > room) break;
    text += char;
  }
  return `${text}…`;
}

const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;
const zero = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How many columns of a terminal a text takes; a tab counts as one. */
function widthOf(text: string): number {
  if (/^[\t\x20-\x7E]*$/.test(text)) return text.length;
  let width = 0;
  for (const char of text) width += zero.test(char) ? 0 : wide.test(char) ? 2 : 1;
  return width;
}

/**
 * The text with each control character but tab replaced by its picture: what a file holds must not
 * move the cursor or change the colors of the terminal that shows it.
 */
export function visible(text: string): string {
  return text.replace(/(?!\t)[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, (char) => {
    const code = char.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '␡' : '�';
  });
}
