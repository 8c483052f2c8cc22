import { frameOf } from './formats/frame.ts';
import { Lines } from './lines.ts';

/** A 1-based line and column. */
export interface Place {
  line: number;
  column: number;
}

/** One finding in a file, ready to be printed. A diagnostic with a `path` is one. */
export interface Printable {
  path: string;
  rule: string;
  message: string;
  range: { start: Place; end: Place };
}

/** Wider than any line of a file that people write. */
const UNCUT = 1_000;

/**
 * `path:line:col message [rule]`, then the line with one above and one below it and a caret line.
 *
 * @param source the whole text of the file at `path`
 */
export function formatFinding({ path, rule, message, range }: Printable, source: string): string {
  const { line, column } = range.start;
  const plain = (text: string) => text;
  const frame = frameOf(new Lines(source), range, UNCUT, 1, { gutter: plain, caret: plain });
  return [`${path}:${line}:${column} ${message} [${rule}]`, ...frame].join('\n');
}
