import type { Position, Range } from './diagnostic.ts';

const BYTE_ORDER_MARK = 0xfeff;

/** Where each line of a text starts, to turn offsets into lines and columns, and to read one line. */
export class Lines {
  readonly #starts: number[];
  readonly #length: number;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    // A byte order mark is no character of the first line.
    this.#starts = [text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0];
    this.#length = text.length;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The first line with more than `length` characters (its break counted), as its start. */
  firstLongerThan(length: number): number | undefined {
    return this.#starts.find(
      (start, at) => (this.#starts[at + 1] ?? this.#length) - start > length,
    );
  }

  /** The text of a line, from 1, without its break; empty behind the last one. */
  text(line: number): string {
    const start = this.#starts[line - 1] ?? this.#length;
    return this.#text.slice(start, this.#starts[line] ?? this.#length).replace(/\r?\n?$/, '');
  }

  /** The place of an offset (UTF-16 units); one outside the text is moved to its nearest end. */
  position(offset: number): Position {
    const starts = this.#starts;
    const inside = Math.max(starts[0] ?? 0, Math.min(offset, this.#length));
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= inside) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: inside - (starts[low] ?? 0) + 1, offset: inside };
  }

  /** From `start` up to, not including, `end`; empty where `end` comes before `start`. */
  range(start: number, end: number): Range {
    return new WrittenRange(this, start, Math.max(start, end));
  }
}

/**
 * A range that looks up its lines and columns when it is asked for them: most nodes of a file are never
 * reported, and three objects for each would be most of what a large file costs.
 */
class WrittenRange implements Range {
  readonly #lines: Lines;
  readonly #start: number;
  readonly #end: number;

  constructor(lines: Lines, start: number, end: number) {
    this.#lines = lines;
    this.#start = start;
    this.#end = end;
  }

  get start(): Position {
    return this.#lines.position(this.#start);
  }

  get end(): Position {
    return this.#lines.position(this.#end);
  }
}

/** The same range as plain data, to be compared, copied or written as JSON. */
export function plainRange({ start, end }: Range): Range {
  return { start, end };
}
