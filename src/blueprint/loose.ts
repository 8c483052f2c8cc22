import type { Range } from './diagnostic.ts';
import { limits } from './limits.ts';
import { Lines } from './lines.ts';
import type { Entry, Mapping, Scalar, Sequence } from './tree.ts';

/** What can be told of a text that is being typed. Every value is read as text, or as null if empty. */
export type LooseTree = LooseMapping | LooseSequence | LooseScalar;

class Placed {
  readonly #lines: Lines;
  readonly start: number;
  end: number;

  constructor(lines: Lines, start: number, end: number) {
    this.#lines = lines;
    this.start = start;
    this.end = end;
  }

  get range(): Range {
    return this.#lines.range(this.start, this.end);
  }
}

export class LooseScalar extends Placed implements Scalar {
  readonly kind = 'scalar';
  readonly value: string | null;
  readonly plain: boolean;
  /** Whether it is the text below a `|` or `>`. */
  readonly block: boolean;

  constructor(
    lines: Lines,
    start: number,
    end: number,
    value: string | null,
    style: 'plain' | 'quoted' | 'block' = 'plain',
  ) {
    super(lines, start, end);
    this.value = value;
    this.plain = style === 'plain';
    this.block = style === 'block';
  }
}

export class LooseMapping extends Placed implements Mapping {
  readonly kind = 'mapping';
  readonly entries: LooseEntry[] = [];
  readonly flow: boolean;
  /** Where its keys start, from 0; of no meaning in braces. */
  column: number;

  constructor(lines: Lines, start: number, column: number, flow = false) {
    super(lines, start, start);
    this.column = column;
    this.flow = flow;
  }
}

export class LooseSequence extends Placed implements Sequence {
  readonly kind = 'sequence';
  readonly items: LooseTree[] = [];
  /** Where each item's dash stands, or in brackets the item itself. */
  readonly marks: number[] = [];
  readonly flow: boolean;
  readonly column: number;

  constructor(lines: Lines, start: number, column: number, flow = false) {
    super(lines, start, start);
    this.column = column;
    this.flow = flow;
  }
}

export class LooseEntry implements Entry {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  /** Behind its colon; undefined while there is none. */
  colon: number | undefined;
  readonly #lines: Lines;
  #value: LooseTree | undefined;

  constructor(lines: Lines, start: number, end: number, key: string, colon: number | undefined) {
    this.#lines = lines;
    this.start = start;
    this.end = end;
    this.key = key;
    this.colon = colon;
  }

  get keyRange(): Range {
    return this.#lines.range(this.start, this.end);
  }

  /** A null behind its colon until one is written. */
  get value(): LooseTree {
    const at = this.colon ?? this.end;
    this.#value ??= new LooseScalar(this.#lines, at, at, null);
    return this.#value;
  }

  set value(value: LooseTree) {
    this.#value = value;
  }
}

type Collection = LooseMapping | LooseSequence;

const emptyLines = /(?: *\n)* */y;
const key =
  /("(?:[^"\\\n]|\\.)*"[ \t]*|'[^'\n]*'[ \t]*|(?![-?][ \t\n])[^\s#"'{}[\],&*!|>%@`:][^:\n#]*):(?=[ \t\r]|$)/my;
/** Anchors and tags before a value. */
const properties = /(?:[&!]\S*(?:[ \t]+|(?=\r|$)))*/my;
const quoted = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\n]|'')*'?/y;

/**
 * Reads text that may be half typed, by its lines and columns. Its root is a mapping, as a Blueprint's
 * is. What fits nowhere is left out; nothing is an error. One pass over the text.
 */
export function readLoosely(text: string): LooseMapping {
  return new LooseReader(text).read();
}

class LooseReader {
  readonly #text: string;
  readonly #lines: Lines;
  readonly #root: LooseMapping;
  /** The collections that a line can go on with, outermost first. */
  readonly #open: Collection[];
  #at: number;
  #lineStart = 0;
  #lineEnd = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lines = new Lines(text);
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.#root = new LooseMapping(this.#lines, this.#at, 0);
    this.#open = [this.#root];
  }

  read(): LooseMapping {
    while (this.#at < this.#text.length) {
      this.#lineStart = this.#at;
      this.#lineEnd = this.#endOfLine(this.#at);
      this.#readLine();
      // A value of several lines ends on a later one.
      if (this.#at > this.#lineEnd) this.#lineEnd = this.#endOfLine(this.#at);
      this.#at = this.#lineEnd + 1;
    }
    return this.#root;
  }

  #endOfLine(at: number): number {
    const end = this.#text.indexOf('\n', at);
    return end < 0 ? this.#text.length : end;
  }

  /** Where the match of a sticky pattern ends, or where it would have started. */
  #skip(pattern: RegExp, at: number): number {
    pattern.lastIndex = at;
    return pattern.test(this.#text) ? pattern.lastIndex : at;
  }

  #skipBlanks(from: number): number {
    let at = from;
    while (this.#text[at] === ' ' || this.#text[at] === '\t') at += 1;
    return at;
  }

  #skipSpaces(from: number): number {
    let at = from;
    while (this.#text[at] === ' ') at += 1;
    return at;
  }

  #isDash(at: number): boolean {
    return this.#text[at] === '-' && /\s|^$/.test(this.#text.charAt(at + 1));
  }

  /** Whether nothing but a comment is on the line from here. */
  #isEmptyFrom(at: number): boolean {
    return at >= this.#lineEnd || this.#text[at] === '#' || this.#text[at] === '\r';
  }

  #readLine(): void {
    const at = this.#skipSpaces(this.#lineStart);
    const column = at - this.#lineStart;
    if (this.#isEmptyFrom(at)) return;
    if (column === 0 && /^(?:---|\.\.\.|%)/.test(this.#text.slice(at, at + 3))) return;
    const isDash = this.#isDash(at);
    const root = this.#root;
    if (root.entries.length === 0 || column < root.column) root.column = column;
    let top = this.#top();
    while (
      this.#open.length > 1 &&
      (top.column > column || (top.column === column && top.kind === 'sequence' && !isDash))
    ) {
      this.#open.pop();
      top = this.#top();
    }
    if (top.column === column && isDash === (top.kind === 'sequence')) {
      if (top.kind === 'mapping') this.#readEntry(top, at);
      else this.#readItem(top, at);
      return;
    }
    const last = lastOf(top);
    if (!last || (top.column === column && !isDash)) return;
    // Text that goes on with the value above it, or what nothing above it has a place for.
    if (last.kind !== 'scalar' || last.value !== null) {
      if (last.kind === 'scalar') last.end = this.#lineEnd;
      return;
    }
    this.#readValue(top, at, true);
  }

  #top(): Collection {
    return this.#open.at(-1) ?? this.#root;
  }

  /** Reads what stands at a place into the last entry or item of its parent. */
  #readValue(parent: Collection, from: number, canOpen: boolean): void {
    const at = this.#skip(properties, this.#skipBlanks(from));
    if (this.#isEmptyFrom(at)) return;
    const text = this.#text;
    const column = at - this.#lineStart;
    const isDash = canOpen && this.#isDash(at);
    if (isDash || (canOpen && this.#skip(key, at) > at)) {
      if (this.#open.length > limits.depth) return;
      const child = isDash
        ? new LooseSequence(this.#lines, at, column)
        : new LooseMapping(this.#lines, at, column);
      put(parent, child);
      this.#open.push(child);
      if (child.kind === 'sequence') this.#readItem(child, at);
      else this.#readEntry(child, at);
      return;
    }
    if (text[at] === '[' || text[at] === '{') {
      this.#at = at;
      put(parent, this.#readFlow(parent.column, 0));
    } else if (text[at] === '|' || text[at] === '>') {
      const end = this.#blockEnd(parent.column);
      put(parent, new LooseScalar(this.#lines, at, end, text.slice(at, end), 'block'));
      this.#at = end;
    } else {
      put(parent, this.#readScalar(at, false));
    }
  }

  #readScalar(at: number, inFlow: boolean): LooseScalar {
    const isQuoted = this.#isQuote(at);
    const end = isQuoted ? this.#skip(quoted, at) : this.#plainEnd(at, inFlow);
    const value = this.#word(at, end);
    return new LooseScalar(this.#lines, at, end, value, isQuoted ? 'quoted' : 'plain');
  }

  #isQuote(at: number): boolean {
    return this.#text[at] === '"' || this.#text[at] === "'";
  }

  /** The text of a word, without its quotes. */
  #word(start: number, end: number): string {
    if (!this.#isQuote(start)) return this.#text.slice(start, end);
    const isClosed = end > start + 1 && this.#text[end - 1] === this.#text[start];
    return this.#text.slice(start + 1, isClosed ? end - 1 : end);
  }

  /** Where a word without quotes ends, on its line. */
  #plainEnd(from: number, inFlow: boolean): number {
    const text = this.#text;
    let end = from;
    for (let at = from; at < text.length; at += 1) {
      const character = text.charAt(at);
      if (character === ' ' || character === '\t' || character === '\r') continue;
      if (character === '\n' || (character === '#' && end < at)) break;
      if (inFlow && (',[]{}'.includes(character) || this.#isFlowColon(at))) break;
      end = at + 1;
    }
    return end;
  }

  /** Whether a colon ends a key in braces. */
  #isFlowColon(at: number): boolean {
    return this.#text[at] === ':' && /[\s,[\]{}]|^$/.test(this.#text.charAt(at + 1));
  }

  #readItem(sequence: LooseSequence, at: number): void {
    const behind = at + 1;
    sequence.items.push(new LooseScalar(this.#lines, behind, behind, null));
    sequence.marks.push(at);
    this.#readValue(sequence, behind, true);
  }

  #readEntry(mapping: LooseMapping, at: number): void {
    const colon = this.#skip(key, at);
    const hasColon = colon > at;
    let end = hasColon ? colon - 1 : this.#plainEnd(at, false);
    while (/\s/.test(this.#text.charAt(end - 1))) end -= 1;
    const behind = hasColon ? colon : undefined;
    mapping.entries.push(new LooseEntry(this.#lines, at, end, this.#word(at, end), behind));
    if (hasColon) this.#readValue(mapping, colon, false);
  }

  /** Where the last line ends that is indented more than a column. */
  #blockEnd(column: number): number {
    let end = this.#lineEnd;
    for (let at = end + 1; at < this.#text.length; ) {
      const next = this.#endOfLine(at);
      const start = this.#skipSpaces(at);
      if (start < next) {
        if (start - at <= column) break;
        end = next;
      }
      at = next + 1;
    }
    return end;
  }

  /** A flow collection, to its bracket or to a line that is not indented more than `column`. */
  #readFlow(column: number, depth: number): Collection {
    const text = this.#text;
    const node =
      text[this.#at] === '{'
        ? new LooseMapping(this.#lines, this.#at, column, true)
        : new LooseSequence(this.#lines, this.#at, column, true);
    this.#at += 1;
    while (this.#skipFlowSpace(column)) {
      const at = this.#at;
      const mark = text.charAt(at);
      if (mark === '}' || mark === ']') {
        this.#at += 1;
        break;
      }
      if (node.kind === 'mapping' && !',:{['.includes(mark)) {
        const word = this.#readScalar(at, true);
        node.entries.push(new LooseEntry(this.#lines, at, word.end, word.value ?? '', undefined));
        this.#at = Math.max(word.end, at + 1);
      } else if (node.kind === 'mapping' && mark === ':') {
        this.#at += 1;
        const entry = node.entries.at(-1);
        if (!entry || entry.colon !== undefined) continue;
        entry.colon = this.#at;
        if (!this.#skipFlowSpace(column)) break;
        if (!',}]'.includes(text.charAt(this.#at))) {
          entry.value = this.#readFlowValue(column, depth);
        }
      } else if (node.kind === 'sequence' && !',:'.includes(mark)) {
        node.marks.push(at);
        node.items.push(this.#readFlowValue(column, depth));
      } else this.#at += 1;
    }
    node.end = this.#at;
    return node;
  }

  #readFlowValue(column: number, depth: number): LooseTree {
    const at = this.#at;
    if ('{['.includes(this.#text.charAt(at)) && depth < limits.depth) {
      return this.#readFlow(column, depth + 1);
    }
    const word = this.#readScalar(at, true);
    this.#at = Math.max(word.end, at + 1);
    return word;
  }

  /** Goes to the next token of a flow collection; false where it ends without its bracket. */
  #skipFlowSpace(column: number): boolean {
    const text = this.#text;
    for (;;) {
      this.#at = this.#skipBlanks(this.#at);
      const lineEnd = this.#endOfLine(this.#at);
      if (text[this.#at] === '#') this.#at = lineEnd;
      if (this.#at >= text.length) return false;
      if (this.#at < lineEnd) return true;
      const next = this.#skip(emptyLines, lineEnd + 1);
      const start = text.lastIndexOf('\n', next - 1) + 1;
      if (next - start <= column && text[next] !== '}' && text[next] !== ']') return false;
      this.#at = next;
    }
  }
}

function lastOf(collection: Collection): LooseTree | undefined {
  return collection.kind === 'mapping' ? collection.entries.at(-1)?.value : collection.items.at(-1);
}

function put(parent: Collection, value: LooseTree): void {
  if (parent.kind === 'sequence') parent.items[parent.items.length - 1] = value;
  else {
    const entry = parent.entries.at(-1);
    if (entry) entry.value = value;
  }
}

/** Where the last text of a node ends. */
export function endOfLoose(tree: LooseTree): number {
  let node = tree;
  while (node.kind !== 'scalar' && !node.flow) {
    const last = lastOf(node);
    if (!last) break;
    node = last;
  }
  return node.end;
}
