import type { Lines } from './lines.ts';
import { EntryNode, MappingNode, ScalarNode, SequenceNode } from './nodes.ts';
import type { Entry, Mapping, Scalar, Sequence, Tree } from './tree.ts';

/** Something that is left to the full reader. Not an error: the text may be good YAML. */
class Unusual extends Error {}

const SPACE = 0x20;
const HASH = 0x23;
const COMMA = 0x2c;
const DASH = 0x2d;
const COLON = 0x3a;

/** Tabs, lone carriage returns, byte order marks and other control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unusualCharacter = /[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff]|\r(?!\n)/;

/** What a plain scalar cannot start with, or what starts something other than a plain scalar. */
const indicators = new Set(',[]{}#&*!|>\'"%@`'.split(''));

const MAX_DEPTH = 50;
const MAX_KEYS = 200;
const MAX_KEY_LENGTH = 200;
const MAX_WORD_LENGTH = 40;
const MAX_WORDS = 500;

const nulls = new Set(['~', 'null', 'Null', 'NULL']);
const booleans = new Map([
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
const decimal = /^[-+]?(?:0|[1-9]\d{0,14})$/;
const fraction = /^[-+]?\d{1,9}\.\d{1,9}$/;
const otherNumber =
  /^(?:[-+]?\d+|0o[0-7]+|0x[\da-fA-F]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/**
 * Reads the YAML that Blueprints are written in: block mappings and lists, and scalars and flow
 * collections on one line. It is about ten times as fast as the full reader, which parses every token
 * into a tree of its own first. Whatever it is not sure of it leaves alone, and every error.
 *
 * @returns the tree that the full reader would build, position by position, or undefined for text
 *   that needs the full reader
 */
export function readQuickly(text: string, lines: Lines): Tree | undefined {
  if (unusualCharacter.test(text)) return undefined;
  try {
    return new QuickReader(text, lines).read();
  } catch (error) {
    if (error instanceof Unusual) return undefined;
    throw error;
  }
}

class QuickReader {
  readonly #text: string;
  readonly #lines: Lines;
  /** The current line, which holds more than a comment, and where reading goes on in it. */
  #lineStart = 0;
  #lineEnd = 0;
  #nextLine = 0;
  #at = 0;
  /** The column (from 0) of the first character in the current line; -1 at the end of the text. */
  #indent = -1;

  /** Where the value ends that was read last. */
  #end = 0;
  readonly #words = new Map<string, string>();

  constructor(text: string, lines: Lines) {
    this.#text = text;
    this.#lines = lines;
  }

  read(): Tree {
    this.#advance();
    if (this.#indent < 0) throw new Unusual();
    const tree = this.#block(0);
    // A line that fits no open block ends all of them.
    if (this.#indent >= 0) throw new Unusual();
    return tree;
  }

  /** Goes to the next line that holds more than a comment. */
  #advance(): void {
    const text = this.#text;
    while (this.#nextLine < text.length) {
      const start = this.#nextLine;
      const newline = text.indexOf('\n', start);
      let end = newline < 0 ? text.length : newline;
      this.#nextLine = end + 1;
      if (end > start && text.charCodeAt(end - 1) === 0x0d) end -= 1;
      const at = this.#skipSpaces(start, end);
      if (at >= end || text.charCodeAt(at) === HASH) continue;
      this.#lineStart = start;
      this.#lineEnd = end;
      this.#at = at;
      this.#indent = at - start;
      return;
    }
    this.#indent = -1;
  }

  #skipSpaces(from: number, end: number): number {
    let at = from;
    while (at < end && this.#text.charCodeAt(at) === SPACE) at += 1;
    return at;
  }

  #scalar(start: number, end: number, value: Scalar['value'], plain: boolean): Scalar {
    this.#end = end;
    return new ScalarNode(this.#lines, start, end, value, plain);
  }

  /** A mapping or list that starts here. */
  #block(depth: number): Mapping | Sequence {
    if (depth > MAX_DEPTH) throw new Unusual();
    return this.#isDash(this.#at) ? this.#sequence(depth) : this.#mapping(depth);
  }

  #isDash(at: number): boolean {
    return this.#text.charCodeAt(at) === DASH && this.#endsWord(at + 1);
  }

  #endsWord(at: number): boolean {
    return at >= this.#lineEnd || this.#text.charCodeAt(at) === SPACE;
  }

  #sequence(depth: number): Sequence {
    const column = this.#at - this.#lineStart;
    const start = this.#at;
    const items: Tree[] = [];
    do {
      const content = this.#skipSpaces(this.#at + 1, this.#lineEnd);
      if (this.#isDash(content) || this.#keyEnd(content) > 0) {
        this.#at = content;
        items.push(this.#block(depth + 1));
      } else {
        items.push(this.#value(content, column, depth, false));
      }
    } while (this.#indent === column && this.#isDash(this.#at));
    return new SequenceNode(this.#lines, start, this.#end, items);
  }

  #mapping(depth: number): Mapping {
    const column = this.#at - this.#lineStart;
    const start = this.#at;
    const entries: Entry[] = [];
    do {
      const keyStart = this.#at;
      const keyEnd = this.#keyEnd(keyStart);
      if (keyEnd < 0) throw new Unusual();
      const key = this.#newKey(entries, keyStart, keyEnd);
      const content = this.#skipSpaces(keyEnd + 1, this.#lineEnd);
      const value = this.#value(content, column, depth, true);
      entries.push(new EntryNode(this.#lines, keyStart, keyEnd, key, value));
    } while (this.#indent === column);
    return new MappingNode(this.#lines, start, this.#end, entries, false);
  }

  #newKey(entries: readonly Entry[], start: number, end: number): string {
    const key = this.#word(start, end);
    if (entries.length >= MAX_KEYS || nulls.has(key)) throw new Unusual();
    if (entries.some((entry) => entry.key === key)) throw new Unusual();
    return key;
  }

  /** Part of the text. Words that come again are one string, which saves memory and comparing. */
  #word(start: number, end: number): string {
    const written = this.#text.slice(start, end);
    const known = this.#words.get(written);
    if (known !== undefined) return known;
    if (written.length <= MAX_WORD_LENGTH && this.#words.size < MAX_WORDS) {
      this.#words.set(written, written);
    }
    return written;
  }

  /** Where the key ends that starts here, at its colon; -1 if it is no plain word with a colon. */
  #keyEnd(start: number): number {
    const text = this.#text;
    let at = start;
    for (; ; at += 1) {
      const code = text.charCodeAt(at);
      const isLetter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
      const isInner = (code >= 0x30 && code <= 0x39) || code === DASH;
      if (!isLetter && code !== 0x5f && !(isInner && at > start)) break;
    }
    const isKey =
      at > start &&
      at - start <= MAX_KEY_LENGTH &&
      text.charCodeAt(at) === COLON &&
      this.#endsWord(at + 1);
    return isKey ? at : -1;
  }

  /** What follows a colon or dash: a scalar or flow collection here, a block below, or nothing. */
  #value(content: number, column: number, depth: number, isField: boolean): Tree {
    if (content < this.#lineEnd && this.#text.charCodeAt(content) !== HASH) {
      const [tree, end] = this.#inline(content, depth);
      this.#endLine(end);
      return tree;
    }
    const nothing = this.#scalar(content, content, null, true);
    this.#advance();
    const isNested =
      this.#indent > column || (isField && this.#indent === column && this.#isDash(this.#at));
    return isNested ? this.#block(depth + 1) : nothing;
  }

  /** Leaves a line of which nothing but a comment is left. */
  #endLine(from: number): void {
    const rest = this.#skipSpaces(from, this.#lineEnd);
    const isComment = this.#text.charCodeAt(rest) === HASH && rest > from;
    if (rest < this.#lineEnd && !isComment) throw new Unusual();
    this.#advance();
  }

  #inline(start: number, depth: number): [Tree, number] {
    const first = this.#text[start];
    if (first === '"' || first === "'") return this.#quoted(start, first);
    if (first === '[' || first === '{') return this.#flow(start, depth + 1);
    const comment = this.#text.slice(start, this.#lineEnd).indexOf(' #');
    return this.#plain(start, comment < 0 ? this.#lineEnd : start + comment);
  }

  #quoted(start: number, quote: string): [Scalar, number] {
    const text = this.#text;
    const close = text.indexOf(quote, start + 1);
    if (close < 0 || close >= this.#lineEnd) throw new Unusual();
    const value = this.#word(start + 1, close);
    if (quote === '"' && value.includes('\\')) throw new Unusual();
    return [this.#scalar(start, close + 1, value, false), close + 1];
  }

  #plain(start: number, limit: number): [Scalar, number] {
    let end = limit;
    while (end > start && this.#text.charCodeAt(end - 1) === SPACE) end -= 1;
    const source = this.#word(start, end);
    const first = source.charAt(0);
    if (first === '' || indicators.has(first) || source.includes(': ') || source.endsWith(':')) {
      throw new Unusual();
    }
    if ((first === '-' || first === '?' || first === ':') && this.#endsWord(start + 1)) {
      throw new Unusual();
    }
    return [this.#scalar(start, end, resolve(source), true), end];
  }

  /** A flow collection that is closed on its line. */
  #flow(start: number, depth: number): [Mapping | Sequence, number] {
    if (depth > MAX_DEPTH) throw new Unusual();
    const isMapping = this.#text[start] === '{';
    const close = isMapping ? '}' : ']';
    const items: Tree[] = [];
    const entries: Entry[] = [];
    let at = this.#skipSpaces(start + 1, this.#lineEnd);
    if (this.#text[at] !== close) {
      for (;;) {
        const keyEnd = isMapping ? this.#keyEnd(at) : at;
        if (keyEnd < 0) throw new Unusual();
        const valueStart = isMapping ? this.#skipSpaces(keyEnd + 1, this.#lineEnd) : at;
        const [value, end] = this.#flowValue(valueStart, depth);
        if (isMapping) {
          const key = this.#newKey(entries, at, keyEnd);
          entries.push(new EntryNode(this.#lines, at, keyEnd, key, value));
        } else {
          items.push(value);
        }
        at = this.#skipSpaces(end, this.#lineEnd);
        if (this.#text[at] === close) break;
        if (this.#text.charCodeAt(at) !== COMMA) throw new Unusual();
        at = this.#skipSpaces(at + 1, this.#lineEnd);
      }
    }
    if (at >= this.#lineEnd) throw new Unusual();
    this.#end = at + 1;
    const tree = isMapping
      ? new MappingNode(this.#lines, start, at + 1, entries, true)
      : new SequenceNode(this.#lines, start, at + 1, items);
    return [tree, at + 1];
  }

  #flowValue(start: number, depth: number): [Tree, number] {
    const text = this.#text;
    const first = text[start];
    if (first === '"' || first === "'") return this.#quoted(start, first);
    if (first === '[' || first === '{') return this.#flow(start, depth + 1);
    let end = start;
    while (end < this.#lineEnd && !',[]{}#'.includes(text.charAt(end))) end += 1;
    return this.#plain(start, end);
  }
}

/** What a plain scalar means in the core schema. */
function resolve(source: string): Scalar['value'] {
  const first = source.charCodeAt(0);
  // Digits, `+`, `-` and `.`
  if (first >= 0x2b && first <= 0x39) {
    if (decimal.test(source)) return Number(source);
    if (fraction.test(source)) return Number(source);
    if (otherNumber.test(source)) throw new Unusual();
    return source;
  }
  if (nulls.has(source)) return null;
  return booleans.get(source) ?? source;
}
