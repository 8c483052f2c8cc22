import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  YAMLParseError,
} from 'yaml';
import type { Range } from './diagnostic.ts';
import { limits } from './limits.ts';
import type { Lines } from './lines.ts';
import type { Entry, Mapping, Tree } from './tree.ts';
import { explainAlias } from './yaml-errors.ts';

/** What {@link buildTree} makes of a document. `problems` are in the order of the text. */
export interface Built {
  tree: Tree;
  /** Keys given twice, as the YAML library reports them. */
  duplicates: YAMLParseError[];
  problems: { range: Range; message: string }[];
}

/** A tree that an alias can repeat, and what repeating it costs. */
interface Anchored {
  tree: Tree;
  aliases: number;
  values: number;
}

/** Resolves the aliases and merge keys of a parsed document and gives every node its place. */
export function buildTree(document: Document.Parsed, text: string, lines: Lines): Built {
  const builder = new Builder(text, lines);
  const tree = builder.build(document.contents, 0);
  return { tree, duplicates: builder.duplicates, problems: builder.problems };
}

class Builder {
  readonly duplicates: YAMLParseError[] = [];
  readonly problems: Built['problems'] = [];
  readonly #text: string;
  readonly #lines: Lines;
  /** The last node above that has this anchor. */
  readonly #anchors = new Map<string, Node>();
  readonly #anchored = new Map<Node, Anchored>();
  /** What stands for aliases that cannot be resolved. */
  readonly #refused = new Set<Tree>();
  #aliases = 0;
  #aliasedValues = 0;
  #ownValues = 0;

  constructor(text: string, lines: Lines) {
    this.#text = text;
    this.#lines = lines;
  }

  /** @param fallback where an absent value would stand */
  build(node: Node | null, fallback: number): Tree {
    if (isAlias(node)) return this.#buildAlias(node);
    const anchor = (isScalar(node) || isMap(node) || isSeq(node)) && node.anchor;
    if (!anchor) return this.#buildOwn(node, fallback);
    this.#anchors.set(anchor, node);
    const [aliases, values] = [this.#aliases, this.#ownValues + this.#aliasedValues];
    const tree = this.#buildOwn(node, fallback);
    this.#anchored.set(node, {
      tree,
      aliases: this.#aliases - aliases,
      values: this.#ownValues + this.#aliasedValues - values,
    });
    return tree;
  }

  #buildOwn(node: Node | null, fallback: number): Tree {
    this.#ownValues += 1;
    const [start, end] = node?.range ?? [fallback, fallback];
    if (isOpaque(node)) {
      return { kind: 'mapping', entries: [], flow: true, range: this.#lines.range(start, end) };
    }
    if (isMap(node))
      return this.#buildMapping(node.items as Pair<Node, Node>[], node.flow === true, start, end);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.build(item as Node, start));
      const last = node.flow ? undefined : items.at(-1);
      return { kind: 'sequence', items, range: this.#endingWith(last, start, end) };
    }
    const value = isScalar(node) ? node.value : null;
    return {
      kind: 'scalar',
      value: isPlainValue(value) ? value : String(value),
      plain: !isScalar(node) || node.type === undefined || node.type === 'PLAIN',
      range: this.#lines.range(start, end),
    };
  }

  /** The parser lets a block run on to the next line; ours ends with its last value. */
  #endingWith(last: Tree | undefined, start: number, end: number): Range {
    if (!last) return this.#lines.range(start, end);
    return this.#lines.range(start, last.range.end.offset);
  }

  #buildAlias(alias: Alias): Tree {
    const [start, end] = alias.range ?? [0, 0];
    const range = this.#lines.range(start, end);
    const target = this.#anchors.get(alias.source);
    const anchored = target && this.#anchored.get(target);
    const wasWithin = this.#isWithinLimits();
    this.#aliases += 1 + (anchored?.aliases ?? 0);
    this.#aliasedValues += anchored?.values ?? 1;
    const name = `\`*${alias.source}\``;
    const problem = !target
      ? explainAlias(alias.source)
      : !anchored
        ? `The alias ${name} contains itself.`
        : this.#aliases > limits.aliases
          ? `The file uses more than ${limits.aliases} aliases. Write the values out.`
          : this.#aliasedValues > limits.aliasedValues
            ? `The aliases of this file repeat more than ${limits.aliasedValues} values. Write the values out.`
            : undefined;
    if (anchored && !problem) return { ...anchored.tree, range, anchor: anchored.tree.range };
    // Once is enough: every alias after it is over the limit, too.
    if (problem && (wasWithin || !anchored)) this.problems.push({ range, message: problem });
    const nothing: Tree = { kind: 'scalar', value: null, plain: true, range };
    this.#refused.add(nothing);
    return nothing;
  }

  #isWithinLimits(): boolean {
    return this.#aliases <= limits.aliases && this.#aliasedValues <= limits.aliasedValues;
  }

  #buildMapping(pairs: Pair<Node, Node>[], flow: boolean, start: number, end: number): Mapping {
    const own = new Map<string, Entry>();
    const merged: Entry[] = [];
    const seen = new Set<unknown>();
    let last: Range | undefined;
    for (const { key: keyNode, value: valueNode } of pairs) {
      const [keyStart, keyEnd] = keyNode.range ?? [start, start];
      const key = this.#buildKey(keyNode, keyStart, keyEnd);
      if (isScalar(keyNode)) this.#noteDuplicate(seen, keyNode.value, keyStart);
      const value = this.build(valueNode, keyEnd);
      last = valueNode ? value.range : undefined;
      if (isMergeKey(keyNode)) {
        for (const source of value.kind === 'sequence' ? value.items : [value]) {
          if (source.kind === 'mapping') for (const entry of source.entries) merged.push(entry);
          else this.#refuseMerge(source);
        }
        continue;
      }
      const entry = { key, keyRange: this.#lines.range(keyStart, keyEnd), value };
      last ??= entry.keyRange;
      own.set(key, entry);
    }
    for (const entry of merged) {
      if (!own.has(entry.key)) own.set(entry.key, { ...entry, merged: true });
    }
    const range = this.#lines.range(start, flow || !last ? end : last.end.offset);
    return { kind: 'mapping', entries: [...own.values()], flow, range };
  }

  #buildKey(node: Node, start: number, end: number): string {
    // As JavaScript sees it, which is how the schema's verdict is given: an empty key is ''.
    if (isScalar(node) && !node.anchor) return String(node.value ?? '');
    const tree = this.build(node, start);
    return tree.kind === 'scalar' ? String(tree.value ?? '') : this.#text.slice(start, end);
  }

  #noteDuplicate(seen: Set<unknown>, value: unknown, at: number): void {
    if (seen.has(value) && !Number.isNaN(value)) {
      this.duplicates.push(
        new YAMLParseError([at, at + 1], 'DUPLICATE_KEY', 'Map keys must be unique'),
      );
    }
    seen.add(value);
  }

  #refuseMerge(source: Tree): void {
    // What is wrong with an alias is said already.
    if (this.#refused.has(source)) return;
    this.problems.push({
      range: source.range,
      message:
        'A merge key (`<<`) takes a mapping or a list of mappings, such as `*name` of one that is anchored above with `&name`.',
    });
  }
}

/** The parser turns a merge key into a symbol and leaves a quoted "<<" a string. */
function isMergeKey(key: Node): boolean {
  return isScalar(key) && typeof key.value === 'symbol' && key.value.description === '<<';
}

/** Whether a tag, such as `!!binary`, makes an object of it: no text, and with no fields to a schema. */
function isOpaque(node: Node | null): boolean {
  if (isScalar(node)) return typeof node.value === 'object' && node.value !== null;
  return (isMap(node) || isSeq(node)) && /:(?:set|omap)$/.test(node.tag ?? '');
}

function isPlainValue(value: unknown): value is string | number | bigint | boolean | null {
  return value === null || ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}
