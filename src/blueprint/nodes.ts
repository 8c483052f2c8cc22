import type { Range } from './diagnostic.ts';
import type { Lines } from './lines.ts';
import type { Entry, Mapping, Scalar, Sequence, Tree } from './tree.ts';

/**
 * Nodes that make their range when it is asked for. Most are never reported, and in a large file the
 * memory that ranges take costs more time than reading it.
 */
class Placed {
  // The fields of a range too, but private: a class above both would have to show them to every reader.
  // jscpd:ignore-start
  readonly #lines: Lines;
  readonly #start: number;
  readonly #end: number;

  constructor(lines: Lines, start: number, end: number) {
    this.#lines = lines;
    this.#start = start;
    this.#end = end;
  }
  // jscpd:ignore-end

  get range(): Range {
    return this.#lines.range(this.#start, this.#end);
  }
}

export class ScalarNode extends Placed implements Scalar {
  readonly kind = 'scalar';
  readonly value: Scalar['value'];
  readonly plain: boolean;

  constructor(lines: Lines, start: number, end: number, value: Scalar['value'], plain: boolean) {
    super(lines, start, end);
    this.value = value;
    this.plain = plain;
  }
}

export class SequenceNode extends Placed implements Sequence {
  readonly kind = 'sequence';
  readonly items: Tree[];

  constructor(lines: Lines, start: number, end: number, items: readonly Tree[]) {
    super(lines, start, end);
    this.items = items.slice();
  }
}

export class MappingNode extends Placed implements Mapping {
  readonly kind = 'mapping';
  readonly entries: Entry[];
  readonly flow: boolean;

  constructor(lines: Lines, start: number, end: number, entries: readonly Entry[], flow: boolean) {
    super(lines, start, end);
    // A list that grew has room to spare; its copy has none.
    this.entries = entries.slice();
    this.flow = flow;
  }
}

export class EntryNode implements Entry {
  key: string;
  readonly value: Tree;
  readonly #lines: Lines;
  readonly #start: number;
  readonly #end: number;

  constructor(lines: Lines, start: number, end: number, key: string, value: Tree) {
    this.key = key;
    this.value = value;
    this.#lines = lines;
    this.#start = start;
    this.#end = end;
  }

  get keyRange(): Range {
    return this.#lines.range(this.#start, this.#end);
  }
}
