import { type AnySchema, type Shape, shapeOf } from './schema-shape.ts';

/** One difference between our schema and another: `added` is what the other has and ours has not. */
export interface Change {
  kind: 'added' | 'removed' | 'changed';
  /** The definition of ours and the field in it, such as `server.previews.plan`. */
  place: string;
  /** What of it: a `field`, a `value`, a whole `shape`, or a demand such as `maximum`. */
  what: string;
  /** The value, or what ours says and what the other says. Empty for a field. */
  detail: string;
}

/** Compares what two schemas demand and takes no notice of how they are written. */
export function compareSchemas(ours: AnySchema, theirs: AnySchema): Change[] {
  const comparison = new Comparison(ours, theirs);
  comparison.compare(ours, theirs, 'blueprint');
  return comparison.changes;
}

class Comparison {
  readonly changes: Change[] = [];
  readonly #ours: AnySchema;
  readonly #theirs: AnySchema;
  readonly #compared = new Set<string>();

  constructor(ours: AnySchema, theirs: AnySchema) {
    this.#ours = ours;
    this.#theirs = theirs;
  }

  compare(ourSchema: AnySchema, theirSchema: AnySchema, place: string): void {
    const ours = shapeOf(ourSchema, this.#ours);
    const theirs = shapeOf(theirSchema, this.#theirs);
    const isObject = ours.fields.size > 0 || ours.demands.get('type') === '"object"';
    if (ours.name !== undefined && (isObject || ours.choices.length > 0)) {
      // A definition is used in many places: once is enough.
      const pair = `${ours.name} ${theirs.name}`;
      if (this.#compared.has(pair)) return;
      this.#compared.add(pair);
    }
    const inside = isObject ? (ours.name ?? place) : place;
    this.#compareDemands(ours, theirs, inside);
    this.#compareValues(ours, theirs, inside);
    this.#compareFields(ours, theirs, inside);
    this.#compareChoices(ours, theirs, ours.name ?? place);
    if (ours.items && theirs.items) this.compare(ours.items, theirs.items, inside);
    else if (ours.items || theirs.items) {
      this.#change(theirs.items ? 'added' : 'removed', inside, 'items', '');
    }
  }

  #compareDemands(ours: Shape, theirs: Shape, place: string): void {
    // What only a choice demands is compared there.
    const silent = ours.choices.length > 0 ? ['type', 'other fields'] : [];
    for (const keyword of new Set([...ours.demands.keys(), ...theirs.demands.keys()])) {
      const [our, their] = [ours.demands.get(keyword), theirs.demands.get(keyword)];
      if (our === their || silent.includes(keyword)) continue;
      this.#change('changed', place, keyword, `ours ${our ?? 'none'}, theirs ${their ?? 'none'}`);
    }
    if (theirs.deprecated && !ours.deprecated) {
      this.#change('changed', place, 'deprecated', 'ours no, theirs yes');
    }
    if (ours.default !== undefined && theirs.default !== undefined) {
      if (ours.default !== theirs.default) {
        const detail = `ours ${ours.default}, theirs ${theirs.default}`;
        this.#change('changed', place, 'default', detail);
      }
    }
    for (const sentence of minus(theirs.relations, ours.relations)) {
      this.#change('added', place, 'relation', sentence);
    }
    for (const sentence of minus(ours.relations, theirs.relations)) {
      this.#change('removed', place, 'relation', sentence);
    }
  }

  #compareValues(ours: Shape, theirs: Shape, place: string): void {
    if (!ours.values && !theirs.values) return;
    if (!ours.values || !theirs.values) {
      const [our, their] = [ours.values ?? ['any'], theirs.values ?? ['any']];
      const detail = `ours ${our.join(', ')}, theirs ${their.join(', ')}`;
      return this.#change('changed', place, 'values', detail);
    }
    const [our, their] = [new Set(ours.values), new Set(theirs.values)];
    for (const value of minus(their, our)) this.#change('added', place, 'value', value);
    for (const value of minus(our, their)) this.#change('removed', place, 'value', value);
  }

  #compareFields(ours: Shape, theirs: Shape, place: string): void {
    // Of fields beside choices, the choices say more: they only help an editor.
    if (ours.choices.length > 0) return;
    for (const [name, their] of theirs.fields) {
      const our = ours.fields.get(name);
      const inner = `${place}.${name}`;
      if (!our) {
        this.#change('added', inner, 'field', '');
        continue;
      }
      if (our.required !== their.required) {
        const say = (required: boolean) => (required ? 'required' : 'optional');
        const detail = `ours ${say(our.required)}, theirs ${say(their.required)}`;
        this.#change('changed', inner, 'required', detail);
      }
      this.compare(our.schema, their.schema, inner);
    }
    for (const name of ours.fields.keys()) {
      if (!theirs.fields.has(name)) this.#change('removed', `${place}.${name}`, 'field', '');
    }
  }

  /** Pairs the choices that are most alike, since the two schemas name them differently. */
  #compareChoices(ours: Shape, theirs: Shape, place: string): void {
    const [ourChoices, theirChoices] = [
      distinct(ours.choices, this.#ours),
      distinct(theirs.choices, this.#theirs),
    ];
    const pairs = ourChoices
      .flatMap((our) => theirChoices.map((their) => ({ our, their, score: likeness(our, their) })))
      .filter(({ score }) => score > 0.3)
      .sort((a, b) => b.score - a.score);
    const paired = new Set<Choice>();
    for (const { our, their } of pairs) {
      if (paired.has(our) || paired.has(their)) continue;
      paired.add(our).add(their);
      this.compare(our.schema, their.schema, our.shape.name ?? place);
    }
    for (const choice of theirChoices) {
      if (!paired.has(choice)) this.#change('added', place, 'shape', describe(choice));
    }
    for (const choice of ourChoices) {
      if (!paired.has(choice)) this.#change('removed', place, 'shape', describe(choice));
    }
  }

  #change(kind: Change['kind'], place: string, what: string, detail: string): void {
    this.changes.push({ kind, place, what, detail });
  }
}

interface Choice {
  schema: AnySchema;
  shape: Shape;
}

function distinct(schemas: AnySchema[], document: AnySchema): Choice[] {
  const found = new Map<string, Choice>();
  for (const schema of schemas) {
    const key = typeof schema['$ref'] === 'string' ? schema['$ref'] : JSON.stringify(schema);
    found.set(key, { schema, shape: shapeOf(schema, document) });
  }
  return [...found.values()];
}

/** From 0 to 1: how many fields two choices share, and whether they are alike in `type`. */
function likeness(ours: Choice, theirs: Choice): number {
  const fields = ({ shape }: Choice) => new Set(shape.fields.keys());
  const shared = overlap(fields(ours), fields(theirs));
  const [ourTypes, theirTypes] = [typesOf(ours), typesOf(theirs)];
  if (ourTypes.size === 0 && theirTypes.size === 0) return shared;
  return (shared + overlap(ourTypes, theirTypes)) / 2;
}

function overlap(a: Set<string>, b: Set<string>): number {
  const onlyInB = minus(b, a).length;
  return (b.size - onlyInB) / Math.max(1, a.size + onlyInB);
}

function minus(from: Set<string>, what: Set<string>): string[] {
  return [...from].filter((item) => !what.has(item));
}

function typesOf({ shape }: Choice): Set<string> {
  const type = shape.fields.get('type')?.schema;
  const values = [type?.['const'], type?.['enum']].flat();
  return new Set(values.filter((value) => typeof value === 'string'));
}

function describe(choice: Choice): string {
  const types = [...typesOf(choice)];
  const fields = [...choice.shape.fields.keys()].join(', ');
  return types.length > 0 ? `type ${types.join(', ')}; fields ${fields}` : `fields ${fields}`;
}
