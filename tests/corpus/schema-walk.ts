import { blueprintSchema, definition } from '../../src/blueprint/schema/index.ts';
import type { JsonSchema } from '../../src/blueprint/schema/json-schema.ts';

/** Data as YAML and JSON both have it. */
export type Data = string | number | boolean | null | Data[] | { [key: string]: Data };
export type Fields = { [key: string]: Data };

export function isFields(data: Data | undefined): data is Fields {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** A schema with its `$ref` followed, and the name of the definition that it led to. */
export function follow(schema: JsonSchema): { schema: JsonSchema; name: string | undefined } {
  if (!schema.$ref) return { schema, name: undefined };
  const name = schema.$ref.slice('#/$defs/'.length);
  const found = follow(definition(name));
  return { schema: found.schema, name: found.name ?? name };
}

/** The shapes that an object may take where `anyOf`, or conditions on `type`, choose one; none elsewhere. */
export function shapesOf(schema: JsonSchema): JsonSchema[] {
  const refs: JsonSchema[] = [];
  const collect = (part: JsonSchema) => {
    if (part.$ref) {
      if (!refs.some(({ $ref }) => $ref === part.$ref)) refs.push(part);
      return;
    }
    for (const next of [part.then, part.else, ...(part.allOf ?? []), ...(part.anyOf ?? [])]) {
      if (next) collect(next);
    }
  };
  collect({ allOf: schema.allOf ?? [], anyOf: schema.anyOf ?? [] });
  return refs;
}

/** One field, or one value of a field with a fixed set: `server.previews.plan`, `cron.plan=pro`. */
export type Fact = string;

function valuesOf(schema: JsonSchema): readonly string[] {
  return schema.const === undefined ? (schema.enum ?? []) : [schema.const];
}

/** Every field and every enum value of every definition. */
export function factsOfSchema(): Set<Fact> {
  const facts = new Set<Fact>();
  const visited = new Set<string>();
  const visit = (part: JsonSchema, path: string): void => {
    const { schema, name } = follow(part);
    const shapes = shapesOf(schema);
    if (shapes.length > 0) {
      for (const shape of shapes) visit(shape, path);
      return;
    }
    for (const value of valuesOf(schema)) facts.add(`${path}=${value}`);
    if (schema.items) visit(schema.items, path);
    if (!schema.properties) return;
    const owner = name ?? path;
    if (name && visited.has(name)) return;
    if (name) visited.add(name);
    for (const [field, property] of Object.entries(schema.properties)) {
      facts.add(`${owner}.${field}`);
      visit(property, `${owner}.${field}`);
    }
  };
  visit(blueprintSchema, 'blueprint');
  return facts;
}

/**
 * The facts of the schema that a valid Blueprint shows.
 *
 * @param accepts whether a definition accepts a value: it decides between shapes
 */
export function factsOfData(
  data: Data,
  accepts: (definition: string, data: Data) => boolean,
): Set<Fact> {
  const facts = new Set<Fact>();
  const visit = (value: Data, part: JsonSchema, path: string): void => {
    const { schema, name } = follow(part);
    const shapes = shapesOf(schema);
    if (shapes.length > 0) {
      for (const shape of shapes) {
        const shapeName = follow(shape).name;
        if (shapeName && accepts(shapeName, value)) visit(value, shape, path);
      }
      return;
    }
    if (typeof value === 'string' && valuesOf(schema).includes(value))
      facts.add(`${path}=${value}`);
    if (Array.isArray(value) && schema.items) {
      for (const item of value) visit(item, schema.items, path);
    }
    if (!isFields(value)) return;
    const owner = name ?? path;
    for (const [field, property] of Object.entries(schema.properties ?? {})) {
      const inner = Object.hasOwn(value, field) ? value[field] : undefined;
      if (inner === undefined) continue;
      facts.add(`${owner}.${field}`);
      visit(inner, property, `${owner}.${field}`);
    }
  };
  visit(data, blueprintSchema, 'blueprint');
  return facts;
}
