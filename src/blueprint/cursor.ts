import { limits } from './limits.ts';
import {
  endOfLoose,
  type LooseEntry,
  type LooseMapping,
  type LooseScalar,
  type LooseSequence,
  type LooseTree,
  readLoosely,
} from './loose.ts';
import { definition } from './schema/index.ts';
import type { JsonSchema } from './schema/json-schema.ts';
import { serviceShape, serviceTypes, variableShape } from './shapes.ts';
import type { Tree } from './tree.ts';

/** One node on the way from the root to the cursor. */
export interface Step {
  /** What the node may be, references followed. */
  schema: JsonSchema;
  /** The name by which the schema refers to it, such as `service`, if it does. */
  definition: string | undefined;
  /** The field that it stands in; undefined for the root and for an item. */
  key: string | undefined;
  /** Undefined where nothing is written yet. */
  tree: LooseTree | undefined;
}

/** Where in a Blueprint somebody types or points. Offsets count UTF-16 units. */
export interface Cursor {
  /** Whether the name of a field belongs here, or a value. */
  place: 'field' | 'value';
  /** The word at the cursor. */
  from: number;
  to: number;
  /** From the root to the mapping that has the field, or to the value; never empty. */
  steps: Step[];
  /** The field whose name is the word, if one is written. */
  entry: LooseEntry | undefined;
  /** Where a field that is written here starts in its line, from 0. */
  column: number;
  /** What has to be written before the word: a space behind a colon or a dash. */
  lead: string;
  /** Whether only indentation and dashes are before it, so that lines may follow that belong to it. */
  opensLine: boolean;
  /** Whether it is within brackets or braces. */
  flow: boolean;
  root: LooseMapping;
}

/** What a schema says of a node, with its reference followed by what the node's own fields ask for. */
export function resolve(schema: JsonSchema, tree?: Tree): { schema: JsonSchema; name?: string } {
  const { $ref, ...own } = schema;
  if (!$ref) return { schema };
  const name = $ref.slice('#/$defs/'.length);
  if (name === 'service') return { schema: serviceSchema(tree), name };
  const shape = name === 'envVar' ? variableShape(tree) : name;
  return { schema: { ...definition(shape), ...own }, name };
}

/** The schema of a service's own shape, in which `type` can still become any of the types. */
function serviceSchema(service: Tree | undefined): JsonSchema {
  const schema = definition((service && serviceShape(service)) ?? 'server');
  const type = { ...definition('service').properties?.['type'], enum: serviceTypes };
  return { ...schema, properties: { ...schema.properties, type } };
}

/** Finds the place of an offset in text that may be half typed; undefined where nothing is written. */
export function cursorAt(text: string, offset: number, root: JsonSchema): Cursor | undefined {
  const isInside = Number.isInteger(offset) && offset >= 0 && offset <= text.length;
  if (!isInside || text.length > limits.characters) return undefined;
  return new Search(text, offset).find(readLoosely(text), root);
}

class Search {
  readonly #text: string;
  readonly #at: number;
  readonly #lineStart: number;
  readonly #lineEnd: number;
  readonly #isBlank: boolean;
  readonly #steps: Step[] = [];
  /** Behind the colon or dash that leads to the node. */
  #behind = 0;
  #flow = false;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
    const lineStart = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
    this.#lineStart = lineStart === 0 && text.charCodeAt(0) === 0xfeff ? 1 : lineStart;
    const end = text.indexOf('\n', at);
    this.#lineEnd = end < 0 ? text.length : end;
    this.#isBlank = this.#isSpace(this.#lineStart, this.#lineEnd);
  }

  find(root: LooseMapping, schema: JsonSchema): Cursor | undefined {
    this.#enter(schema, undefined, root);
    const word = this.#search(root);
    if (!word) return undefined;
    const { from, to, entry } = word;
    const lead = from > this.#lineStart && from === this.#behind && !this.#flow ? ' ' : '';
    const opensLine =
      !this.#flow && /^[ -]*$/.test(this.#text.slice(this.#lineStart, Math.min(from, this.#at)));
    const steps = this.#steps;
    const last = steps.at(-1);
    let { place } = word;
    if (place === 'value' && last?.schema.properties) {
      // A word that may become the first field of a mapping, unless it stands behind a field.
      if (!opensLine) return undefined;
      place = 'field';
      steps[steps.length - 1] = { ...last, tree: undefined };
    }
    const column = from + lead.length - this.#lineStart;
    return { place, from, to, steps, entry, column, lead, opensLine, flow: this.#flow, root };
  }

  #enter(schema: JsonSchema | undefined, key: string | undefined, tree?: LooseTree): void {
    const { schema: resolved, name } = resolve(schema ?? {}, tree);
    this.#steps.push({ schema: resolved, definition: name, key, tree });
  }

  /** Whether nothing but blanks is between two offsets. */
  #isSpace(from: number, to: number): boolean {
    return /^[ \t\r]*$/.test(this.#text.slice(from, to));
  }

  #search(tree: LooseTree): Word | undefined {
    if (tree.kind === 'scalar') return this.#inScalar(tree);
    const starts = tree.kind === 'mapping' ? tree.entries.map(({ start }) => start) : tree.marks;
    const index = starts.findLastIndex((start) => start <= this.#at);
    if (tree.flow) {
      this.#flow = true;
      if (this.#at <= tree.start || this.#at > tree.end) return undefined;
    } else if (this.#isBlank) {
      const child = tree.kind === 'mapping' ? tree.entries[index]?.value : tree.items[index];
      const column = this.#at - this.#lineStart;
      if (column === tree.column) {
        const isInside = child && endOfLoose(child) > this.#at;
        return isInside ? undefined : this.#gap(tree.kind === 'mapping' ? 'field' : 'value');
      }
      if (column < tree.column || !child) return undefined;
    }
    return tree.kind === 'mapping' ? this.#inMapping(tree, index) : this.#inList(tree, index);
  }

  #inMapping(tree: LooseMapping, index: number): Word | undefined {
    const entry = tree.entries[index];
    if (!entry) return this.#beforeFields(tree);
    const { key, start: from, end: to, colon, value } = entry;
    if (this.#at <= to) return { place: 'field', from, to, entry };
    if (tree.flow && this.#isBehind(value, colon)) return this.#flowGap('{,');
    if (colon === undefined || this.#at < colon) return undefined;
    this.#behind = colon;
    const { properties = {} } = this.#steps.at(-1)?.schema ?? {};
    this.#enter(Object.hasOwn(properties, key) ? properties[key] : undefined, key, value);
    return this.#search(value);
  }

  #inList(tree: LooseSequence, index: number): Word | undefined {
    const item = tree.items[index];
    const mark = tree.marks[index] ?? 0;
    if (tree.flow && (!item || this.#isBehind(item, mark))) return this.#flowGap('[,', true);
    if (!item || (!tree.flow && this.#at === mark)) return undefined;
    this.#behind = tree.flow ? -1 : mark + 1;
    this.#enter(this.#steps.at(-1)?.schema.items, undefined, item);
    return this.#search(item);
  }

  /** Whether the cursor is in the text after an entry or item of a flow collection. */
  #isBehind(value: LooseTree, colon: number | undefined): boolean {
    if (colon === undefined) return true;
    return this.#at > value.end && !this.#isSpace(value.end, this.#at);
  }

  #gap(place: Word['place']): Word {
    return { place, from: this.#at, to: this.#at, entry: undefined };
  }

  #flowGap(openers: string, isItem = false): Word | undefined {
    let before = this.#at - 1;
    while (/\s/.test(this.#text.charAt(before))) before -= 1;
    const isComment = /(?:^|\s)#/.test(this.#text.slice(this.#lineStart, this.#at));
    if (isComment || !openers.includes(this.#text.charAt(before))) return undefined;
    if (isItem) this.#enter(this.#steps.at(-1)?.schema.items, undefined, undefined);
    return this.#gap(isItem ? 'value' : 'field');
  }

  /** Behind a dash whose mapping starts on a later line. */
  #beforeFields(tree: LooseMapping): Word | undefined {
    if (tree.flow) return this.#flowGap('{,');
    const isFree =
      this.#at - this.#lineStart === tree.column &&
      this.#isSpace(Math.max(this.#behind, this.#lineStart), this.#lineEnd);
    return isFree ? this.#gap('field') : undefined;
  }

  #inScalar(tree: LooseScalar): Word | undefined {
    if (this.#isBlank) return tree.value === null ? this.#gap('value') : undefined;
    if (tree.block || this.#at > tree.end) {
      const isEmpty = tree.value === null && this.#behind >= this.#lineStart;
      const rest = this.#text.slice(this.#at, this.#lineEnd);
      const isFree = /^(?:\s|$)/.test(rest) || (this.#flow && /^[,}\]]/.test(rest));
      return isEmpty && isFree && this.#isSpace(tree.end, this.#at)
        ? this.#gap('value')
        : undefined;
    }
    const { start, end } = tree;
    if (this.#text.slice(start, end).includes('\n')) return undefined;
    if (this.#at >= start) return { place: 'value', from: start, to: end, entry: undefined };
    const isBefore = this.#behind >= this.#lineStart && this.#isSpace(this.#behind, start);
    return isBefore ? { place: 'value', from: this.#at, to: end, entry: undefined } : undefined;
  }
}

type Word = Pick<Cursor, 'place' | 'from' | 'to' | 'entry'>;
