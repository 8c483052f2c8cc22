import { blueprintSchema, definition } from '../../src/blueprint/schema/index.ts';
import type { JsonSchema } from '../../src/blueprint/schema/json-schema.ts';
import type { Random } from './random.ts';
import { type Data, type Fields, follow, isFields, shapesOf } from './schema-walk.ts';

/** As many turns as the longest set of values has, so that each value has its turn. */
const turns = 50;

/** What a Blueprint holds, and the list that each goes into. */
const resources = [
  ['server', 'services'],
  ['static', 'services'],
  ['cron', 'services'],
  ['keyvalue', 'services'],
  ['workflow', 'services'],
  ['database', 'databases'],
  ['envVarGroup', 'envVarGroups'],
] as const;

/**
 * Small valid Blueprints that together show every field and every value of the schema: each resource
 * in each place, once with all of its fields and once with few.
 */
export function sampleBlueprints(random: Random): Fields[] {
  const found: Fields[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [name, list] of resources) {
      for (const sample of samples(definition(name), turn)) {
        found.push(place({ [list]: [sample] }, found.length));
        found.push(place({ [list]: [thin(sample, definition(name), random)] }, found.length));
      }
    }
    found.push(...withoutResources(turn));
  }
  return found;
}

/** Puts resources at the top, out of all environments, or into one. */
function place(content: Fields, turn: number): Fields {
  if (turn % 3 === 0) return content;
  if (turn % 3 === 1) return { ungrouped: content };
  return { projects: [{ name: 'shop', environments: [{ name: 'production', ...content }] }] };
}

/** Everything that a Blueprint says beside its resources. */
function withoutResources(turn: number): Fields[] {
  const bare = (schema: JsonSchema): JsonSchema => {
    const kept = Object.entries(schema.properties ?? {}).filter(
      ([field]) => !resources.some(([, list]) => list === field),
    );
    return { ...schema, properties: Object.fromEntries(kept) };
  };
  const environments = samples(bare(definition('environment')), turn);
  return samples(bare(blueprintSchema), turn).map((sample) => ({
    ...(sample as Fields),
    projects: (samples(bare(definition('project')), turn) as Fields[]).map((project) => ({
      ...project,
      environments,
    })),
    ungrouped: { buildSources: samples(definition('buildSource'), turn + 1) },
  }));
}

/** Values that a schema accepts, one for each shape; the turn chooses among what a field allows. */
function samples(part: JsonSchema, turn: number): Data[] {
  const { schema } = follow(part);
  const shapes = shapesOf(schema);
  if (shapes.length > 0) return shapes.flatMap((shape) => samples(shape, turn));
  const types = (schema.anyOf ?? []).flatMap(({ type }) => type ?? []);
  if (!schema.type && types.length > 0) {
    return samples({ type: types[turn % types.length] ?? 'string' }, turn);
  }
  switch (schema.type) {
    case 'string':
      return [text(schema, turn)];
    case 'integer':
    case 'number': {
      const { minimum = 0, maximum = minimum + 40 } = schema;
      return [[minimum, maximum, minimum + 4][turn % 3] ?? minimum];
    }
    case 'boolean':
      return [turn % 2 === 0];
    case 'array': {
      const items = schema.items ? samples(schema.items, turn) : [];
      return [items];
    }
    default:
      return objects(schema, turn);
  }
}

function text(schema: JsonSchema, turn: number): string {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[turn % schema.enum.length] ?? '';
  if (schema.format === 'uri') return 'https://status.example.com/orders';
  return ['orders', 'npm ci && npm run build', '0 3 * * *', '10'][turn % 4] ?? '';
}

/** Objects with all fields that can stand together: one for each side of every condition. */
function objects(schema: JsonSchema, turn: number): Fields[] {
  const full: Fields = {};
  for (const [field, property] of Object.entries(schema.properties ?? {})) {
    const choices = samples(property, turn);
    const choice = choices[turn % choices.length];
    if (choice !== undefined) full[field] = choice;
  }
  let found = [full];
  const named = (parts: readonly JsonSchema[] | undefined) =>
    (parts ?? []).flatMap(({ required }) => required ?? []);
  if (schema.oneOf) {
    const sides = named(schema.oneOf);
    found = sides.map((side) =>
      without(
        full,
        sides.filter((other) => other !== side),
      ),
    );
  }
  if (named(schema.anyOf).length > 0) {
    const sides = named(schema.anyOf);
    found = [full, ...sides.map((side) => without(full, [side]))];
  }
  for (const { if: condition, then } of schema.allOf ?? []) {
    const triggers = condition ? named([condition, ...(condition.anyOf ?? [])]) : [];
    if (triggers.length === 0) continue;
    const fixed = Object.entries(then?.properties ?? {}).map(([field, value]) => [
      field,
      value.const ?? '',
    ]);
    found = found.flatMap((sample) => [
      without(sample, triggers),
      { ...without(sample, named(then?.not?.anyOf)), ...Object.fromEntries(fixed) },
    ]);
  }
  return found;
}

function without(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

/** The same object with about a third of its optional fields. */
function thin(sample: Data, schema: JsonSchema, random: Random): Data {
  if (!isFields(sample)) return sample;
  const needed = new Set([...(schema.required ?? []), 'runtime', 'buildSource']);
  return Object.fromEntries(
    Object.entries(sample).filter(([name]) => needed.has(name) || random.chance(0.3)),
  );
}
