import { blueprintSchema } from '../../src/blueprint/schema/index.ts';
import type { JsonSchema } from '../../src/blueprint/schema/json-schema.ts';
import type { Random } from './random.ts';
import { type Data, type Fields, follow, isFields } from './schema-walk.ts';

/** A place in a Blueprint: a field of an object or an item of a list. */
interface Slot {
  parent: Fields | Data[];
  key: string | number;
  /** The name of the field that it is or stands under. */
  field: string;
}

/** Changes one thing at random, in place. False where there was nothing of its kind to change. */
type Mutator = (blueprint: Fields, random: Random) => boolean;

/** Every field name of the schema with what it may hold, wherever it stands. */
const fieldSchemas = new Map<string, JsonSchema[]>();
for (const part of [blueprintSchema, ...Object.values(blueprintSchema.$defs ?? {})]) collect(part);
function collect(part: JsonSchema): void {
  for (const [field, property] of Object.entries(part.properties ?? {})) {
    fieldSchemas.set(field, [...(fieldSchemas.get(field) ?? []), follow(property).schema]);
    collect(property);
  }
  if (part.items) collect(part.items);
}
const fieldNames = [...fieldSchemas.keys()];
const fixedValues = [...fieldSchemas.values()]
  .flat()
  .flatMap((schema) => schema.enum ?? schema.const ?? []);
const lists = ['services', 'databases', 'envVarGroups', 'buildSources'];

const oddValues: Data[] = [
  ...['', 'x', '10', 'true', 'off', 'null', '1.5', ' pro', '2026-11-25', 'ÿ', '#', '- a', 'a: b'],
  ...[0, 1, -1, 2, 90, 91, 300, 301, 0.5, 1.0000001, 1e21, Number.POSITIVE_INFINITY, Number.NaN],
  ...[true, false, null],
];
const oddCollections = (): Data[] => [[], {}, [{}], [[]], ['x'], { x: 1 }, [null]];

const uris = [
  'https://example.com',
  'https://example.com/a b',
  'example.com',
  '/maintenance',
  'mailto:ops@example.com',
  'a:b',
  'https:',
  'https://',
  'https://[::1]/',
  'https://[::1',
  'https://exämple.com',
  'HTTPS://EXAMPLE.COM/%7e',
  'https://example.com/%7',
  'https://example.com/"x"',
  'https://example.com:port/',
  '1http://example.com',
  'https://example.com/#a#b',
  'urn:isbn:0451450523',
];

function slots(
  blueprint: Fields,
  wanted: (value: Data, slot: Slot) => boolean = () => true,
): Slot[] {
  const found: Slot[] = [];
  const visit = (parent: Fields | Data[], above: string) => {
    for (const [name, value] of Object.entries(parent)) {
      const field = Array.isArray(parent) ? above : name;
      const slot = { parent, key: Array.isArray(parent) ? Number(name) : name, field };
      if (wanted(value, slot)) found.push(slot);
      if (typeof value === 'object' && value !== null) visit(value, field);
    }
  };
  visit(blueprint, '');
  return found;
}

function objects(blueprint: Fields): Fields[] {
  const inner = slots(blueprint, isFields).map(get);
  return [blueprint, ...inner.filter(isFields)];
}

function get({ parent, key }: Slot): Data {
  return (Array.isArray(parent) ? parent[Number(key)] : parent[key]) ?? null;
}

function set({ parent, key }: Slot, value: Data): true {
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else define(parent, String(key), value);
  return true;
}

/** A plain assignment to `__proto__` would change the object's own prototype. */
function define(fields: Fields, key: string, value: Data): true {
  Object.defineProperty(fields, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return true;
}

function remove({ parent, key }: Slot): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
}

/** Picks a slot of the kind that is asked for and changes it. */
const at =
  (
    wanted: (value: Data, slot: Slot) => boolean,
    change: (slot: Slot, random: Random, blueprint: Fields) => boolean,
  ): Mutator =>
  (blueprint, random) => {
    const found = slots(blueprint, wanted);
    return found.length > 0 && change(random.pick(found), random, blueprint);
  };

const anything = () => true;
const isField = (_: Data, { parent }: Slot) => !Array.isArray(parent);

function misspell(word: string, random: Random): string {
  const place = random.below(word.length);
  const letter = word[place] ?? '';
  return random.pick([
    word.slice(0, place) + word.slice(place + 1),
    word.slice(0, place) + letter + word.slice(place),
    `${word.slice(0, place)}x${word.slice(place + 1)}`,
    word.toUpperCase(),
    word.charAt(0).toUpperCase() + word.slice(1),
    `${word} `,
    `${word}s`,
  ]);
}

/** The mutators by name, each as often as its share of all mutants. */
export const mutators: Record<string, Mutator> = {
  drop: at(anything, (slot) => {
    remove(slot);
    return true;
  }),
  rename: at(isField, (slot, random) => {
    const value = get(slot);
    remove(slot);
    const oldName = String(slot.key);
    const name = random.chance(0.5) ? random.pick(fieldNames) : misspell(oldName, random);
    return define(slot.parent as Fields, name, value);
  }),
  retype: at(anything, (slot, random) =>
    set(slot, random.pick([...oddValues, ...oddCollections()])),
  ),
  convert: at(anything, (slot) => {
    const value = get(slot);
    if (typeof value === 'number' || typeof value === 'boolean') return set(slot, String(value));
    if (typeof value === 'string') return set(slot, Number(value));
    return set(slot, Array.isArray(value) ? { ...value } : [value]);
  }),
  wrap: at(anything, (slot, random) =>
    set(slot, random.chance(0.5) ? [get(slot)] : { [random.pick(fieldNames)]: get(slot) }),
  ),
  unwrap: at(
    (value) => typeof value === 'object' && value !== null && Object.keys(value).length > 0,
    (slot, random) => {
      const value = get(slot);
      return set(slot, random.pick(Object.values(value ?? {})) as Data);
    },
  ),
  duplicate: at(
    (_, { parent }) => Array.isArray(parent),
    (slot, random) => {
      const copy = random.chance(0.5) ? get(slot) : structuredClone(get(slot));
      (slot.parent as Data[]).push(copy);
      return true;
    },
  ),
  move: at(anything, (slot, random, blueprint) => {
    const value = get(slot);
    const targets = objects(blueprint);
    const target = random.pick(targets);
    if (random.chance(0.7)) remove(slot);
    // A structure inside itself is no tree any more.
    const copy = structuredClone(value);
    const name = typeof slot.key === 'string' ? slot.key : slot.field;
    return define(target, name, copy);
  }),
  value: at(
    (value) => typeof value === 'string' && fixedValues.includes(value),
    (slot, random) => {
      const value = String(get(slot));
      const allowed = (fieldSchemas.get(slot.field) ?? []).flatMap(
        (schema) => schema.enum ?? schema.const ?? [],
      );
      const known = random.chance(0.5) && allowed.length > 0 ? allowed : fixedValues;
      return set(slot, random.chance(0.6) ? random.pick(known) : misspell(value, random));
    },
  ),
  bound: at(
    (_, { field }) => (fieldSchemas.get(field) ?? []).some(({ minimum }) => minimum !== undefined),
    (slot, random) => {
      const bounds = (fieldSchemas.get(slot.field) ?? []).flatMap(({ minimum, maximum }) =>
        [minimum, maximum].filter((bound) => bound !== undefined),
      );
      return set(slot, random.pick(bounds) + random.pick([-1, 0, 1, 0.5, -0.5]));
    },
  ),
  uri: at(
    (_, { field }) => field === 'maintenanceMode' || field === 'uri',
    (slot, random) => {
      const uri = random.pick(uris);
      return set(slot, slot.field === 'uri' ? uri : { enabled: true, uri });
    },
  ),
  add: (blueprint, random) => {
    const name = random.chance(0.85)
      ? random.pick(fieldNames)
      : random.pick(['__proto__', 'constructor', 'toString', 'env', '<<', 'x-render', '']);
    const schema = fieldSchemas.has(name) ? random.pick(fieldSchemas.get(name) ?? []) : undefined;
    const fitting: Data =
      schema?.enum || schema?.const
        ? random.pick(schema.enum ?? [schema.const ?? ''])
        : schema?.type === 'array'
          ? []
          : schema?.type === 'object'
            ? {}
            : schema?.type === 'boolean'
              ? true
              : schema?.type === 'integer'
                ? 1
                : 'x';
    return define(random.pick(objects(blueprint)), name, fitting);
  },
  nest: (blueprint, random) => {
    const moved: Fields = {};
    for (const list of lists) {
      const items = blueprint[list];
      if (items === undefined || random.chance(0.2)) continue;
      moved[list] = items;
      delete blueprint[list];
    }
    if (random.chance(0.2)) moved[random.pick(fieldNames)] = random.pick(oddValues);
    const name = random.chance(0.9) ? { name: 'production' } : {};
    const places: Fields[] = [
      { ungrouped: moved },
      { projects: [{ name: 'shop', environments: [{ ...name, ...moved }] }] },
      { projects: [{ ...name, ...moved }] },
      { projects: [{ name: 'shop', environments: moved }] },
      { ungrouped: { ungrouped: moved } },
    ];
    Object.assign(blueprint, random.pick(places));
    return Object.keys(moved).length > 0;
  },
  relist: (blueprint, random) => {
    const from = random.pick(lists);
    const to = random.pick(lists);
    const items = blueprint[from];
    if (!Array.isArray(items) || items.length === 0 || from === to) return false;
    const others = Array.isArray(blueprint[to]) ? blueprint[to] : [];
    blueprint[to] = [...others, ...items.splice(random.below(items.length), 1)];
    return true;
  },
};
