import type { Range } from './diagnostic.ts';

/**
 * A YAML document as the engine sees it: aliases and merge keys resolved, every node with the place
 * where it is written. Rules and the schema walk over this and never over text.
 */
export type Tree = Mapping | Sequence | Scalar;

interface Written {
  /** Where the value stands; for an alias, where the alias stands. */
  range: Range;
  /** For an alias, where the anchored value stands. */
  anchor?: Range;
}

/** One `key: value` of a mapping, after merge keys are resolved. */
export interface Entry {
  key: string;
  keyRange: Range;
  value: Tree;
  /** Whether a merge key brought it, so that it is written somewhere else. */
  merged?: true;
  /** The old name that the file says, where it is read as `key`. */
  written?: string;
}

export interface Mapping extends Written {
  kind: 'mapping';
  entries: Entry[];
  /** Whether it is written in braces. */
  flow: boolean;
}

export interface Sequence extends Written {
  kind: 'sequence';
  items: Tree[];
}

export interface Scalar extends Written {
  kind: 'scalar';
  value: string | number | bigint | boolean | null;
  /** Whether it is written without quotes or block markers. */
  plain: boolean;
}

/** Below this many entries looking through them is faster than an index. */
const SMALL = 64;
const indexes = new WeakMap<Entry[], Map<string, Entry>>();

/** The entry with this key, if the node is a mapping and has one. */
export function entryOf(tree: Tree | undefined, key: string): Entry | undefined {
  if (tree?.kind !== 'mapping') return undefined;
  const { entries } = tree;
  if (entries.length <= SMALL) return entries.find((entry) => entry.key === key);
  let index = indexes.get(entries);
  if (!index) {
    index = new Map(entries.map((entry) => [entry.key, entry]));
    indexes.set(entries, index);
  }
  return index.get(key);
}

/** Reads an entry as if it had another key. `written` keeps the one that stands in the file. */
export function renameEntry(mapping: Mapping, entry: Entry, key: string): void {
  entry.written = entry.key;
  entry.key = key;
  indexes.delete(mapping.entries);
}

/** The value under this key, if the node is a mapping and has one. */
export function fieldOf(tree: Tree | undefined, key: string): Tree | undefined {
  return entryOf(tree, key)?.value;
}

/** Where the value under this key stands; the whole node, if it has none. */
export function rangeAt(tree: Tree, key: string): Range {
  return (fieldOf(tree, key) ?? tree).range;
}

/** The text under this key, if it is a string. */
export function stringOf(tree: Tree | undefined, key: string): string | undefined {
  const value = fieldOf(tree, key);
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

/** The number under this key, if it is one. */
export function numberOf(tree: Tree | undefined, key: string): number | undefined {
  const value = fieldOf(tree, key);
  return value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : undefined;
}

/** The items under this key; none if there is no sequence. */
export function itemsOf(tree: Tree | undefined, key: string): Tree[] {
  const value = fieldOf(tree, key);
  return value?.kind === 'sequence' ? value.items : [];
}

/** The same value as plain data, for tests and generators. */
export function toData(tree: Tree): unknown {
  switch (tree.kind) {
    case 'mapping':
      return Object.fromEntries(tree.entries.map(({ key, value }) => [key, toData(value)]));
    case 'sequence':
      return tree.items.map(toData);
    case 'scalar':
      return tree.value;
  }
}
