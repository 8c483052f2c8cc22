/** A JSON Schema as anybody may write it. */
export interface AnySchema {
  [keyword: string]: unknown;
}

/**
 * What a schema demands, however it is spelt: `$ref` followed, `allOf` merged, `const` read as a set of
 * one, `unevaluatedProperties` as `additionalProperties`.
 */
export interface Shape {
  /** The name of the definition that it is, if it is one. */
  name: string | undefined;
  fields: Map<string, { schema: AnySchema; required: boolean }>;
  items: AnySchema | undefined;
  /** What it chooses from, by `anyOf` or by conditions that lead to definitions. */
  choices: AnySchema[];
  values: readonly string[] | undefined;
  /** Every other demand, by keyword: type, bounds, format, whether it is open, and those unknown to us. */
  demands: Map<string, string>;
  /** What relates fields of one object to each other, one sentence each. */
  relations: Set<string>;
  deprecated: boolean;
  /** As JSON; undefined where none is given. */
  default: string | undefined;
}

/** Keywords that say nothing about what is valid, or that `shapeOf` reads itself. */
const read = new Set([
  ...['$schema', '$id', '$ref', '$defs', 'definitions', 'title', 'description', 'examples'],
  ...['properties', 'required', 'items', 'enum', 'const', 'allOf', 'anyOf', 'oneOf', 'not', 'if'],
  ...['then', 'else', 'additionalProperties', 'unevaluatedProperties', 'deprecated', 'default'],
]);

/** Reads what a schema demands. `document` is where its `$ref` point into. */
export function shapeOf(schema: AnySchema, document: AnySchema): Shape {
  const shape: Shape = {
    name: undefined,
    fields: new Map(),
    items: undefined,
    choices: [],
    values: undefined,
    demands: new Map(),
    relations: new Set(),
    deprecated: false,
    default: undefined,
  };
  add(shape, schema, document);
  return shape;
}

function add(shape: Shape, schema: AnySchema, document: AnySchema): void {
  if (typeof schema['$ref'] === 'string') {
    const { name, target } = resolve(schema['$ref'], document);
    add(shape, target, document);
    shape.name = name;
  }
  if (schema['deprecated'] === true) shape.deprecated = true;
  if (schema['default'] !== undefined) shape.default = JSON.stringify(schema['default']);
  if (schema['enum'] !== undefined) shape.values = list(schema['enum']).map(String);
  if (schema['const'] !== undefined) shape.values = [String(schema['const'])];
  if (isSchema(schema['items'])) shape.items = schema['items'];
  for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
    if (schema[keyword] === false) shape.demands.set('other fields', 'refused');
    else if (isSchema(schema[keyword])) {
      shape.demands.set('other fields', JSON.stringify(schema[keyword]));
    }
  }
  for (const [keyword, value] of Object.entries(schema)) {
    if (!read.has(keyword)) shape.demands.set(keyword, JSON.stringify(value));
  }
  const required = list(schema['required']).map(String);
  for (const [name, property] of Object.entries(schemaOf(schema['properties']))) {
    if (isSchema(property)) shape.fields.set(name, { schema: property, required: false });
    else shape.relations.add(`never \`${name}\``);
  }
  for (const name of required) {
    const field = shape.fields.get(name);
    if (field) field.required = true;
    else shape.relations.add(`needs \`${name}\``);
  }
  addParts(shape, schema, document);
}

function addParts(shape: Shape, schema: AnySchema, document: AnySchema): void {
  const anyOf = list(schema['anyOf']).filter(isSchema);
  const types = anyOf.map((part) => (Object.keys(part).join() === 'type' ? part['type'] : ''));
  if (anyOf.length > 0 && anyOf.every(isPresence)) {
    shape.relations.add(`needs ${anyOf.map(presence).sort().join(' or ')}`);
  } else if (types.length > 0 && types.every((type) => type !== '')) {
    shape.demands.set('type', JSON.stringify(types.length === 1 ? types[0] : [...types].sort()));
  } else shape.choices.push(...anyOf);

  const oneOf = list(schema['oneOf']).filter(isSchema);
  if (oneOf.length > 0) {
    const sides = oneOf.every(isPresence) ? oneOf.map(presence) : oneOf.map(spell);
    shape.relations.add(`needs exactly one of ${sides.sort().join(', ')}`);
  }
  if (isSchema(schema['not'])) shape.relations.add(`not ${spell(schema['not'])}`);
  const definitions = schema['if'] ? definitionsIn(schema) : [];
  if (definitions.length > 0) {
    const known = new Set(shape.choices.map(({ $ref }) => $ref));
    shape.choices.push(...definitions.filter(({ $ref }) => !known.has($ref)));
  } else if (isSchema(schema['if'])) {
    for (const sentence of conditions(schema)) shape.relations.add(sentence);
  }
  for (const part of list(schema['allOf']).filter(isSchema)) {
    const { name } = shape;
    add(shape, part, document);
    shape.name = name;
  }
}

/** The definitions that conditions lead to. */
function definitionsIn({ then, else: otherwise, anyOf }: AnySchema): AnySchema[] {
  return [then, otherwise, ...list(anyOf)]
    .filter(isSchema)
    .flatMap((part) => (part['$ref'] ? [part] : definitionsIn(part)));
}

/** `if` and `then` as one sentence for each thing that follows. */
function conditions({ if: condition, then, else: otherwise }: AnySchema): string[] {
  const when = spellCondition(schemaOf(condition));
  const sentences = isSchema(then) ? consequences(then).map((what) => `with ${when} ${what}`) : [];
  return isSchema(otherwise)
    ? [...sentences, ...consequences(otherwise).map((what) => `without ${when} ${what}`)]
    : sentences;
}

function spellCondition(condition: AnySchema): string {
  const { not, anyOf } = condition;
  if (isPresence(condition)) return presence(condition);
  if (isSchema(not) && Object.keys(condition).length === 1) return `no ${spellCondition(not)}`;
  const parts = list(anyOf).filter(isSchema);
  if (parts.length > 0 && parts.every(isPresence)) return parts.map(presence).sort().join(' or ');
  return spell(condition);
}

function consequences(then: AnySchema): string[] {
  const { required, properties, not, ...rest } = then;
  const forbidden = isSchema(not) ? list(not['anyOf']).filter(isSchema) : [];
  const simple = forbidden.length > 0 && forbidden.every(isPresence);
  const sentences = [
    ...list(required).map((name) => `needs \`${name}\``),
    ...Object.entries(schemaOf(properties)).map(([name, property]) =>
      property === false
        ? `never \`${name}\``
        : `takes for \`${name}\` only ${spell(withoutType(schemaOf(property)))}`,
    ),
    ...(simple ? forbidden.map((part) => `never ${presence(part)}`) : []),
  ];
  if (isSchema(not) && !simple) sentences.push(`not ${spell(not)}`);
  if (Object.keys(rest).length > 0) sentences.push(`is ${spell(rest)}`);
  return sentences;
}

/** A `const` says its type. */
function withoutType(schema: AnySchema): AnySchema {
  const { type, ...rest } = schema;
  return rest['const'] === undefined ? { type, ...rest } : rest;
}

function isPresence(schema: AnySchema): boolean {
  return Object.keys(schema).join() === 'required';
}

function presence(schema: AnySchema): string {
  return list(schema['required'])
    .map((name) => `\`${name}\``)
    .join(' and ');
}

function spell(schema: AnySchema): string {
  return JSON.stringify(schema);
}

function resolve(ref: string, document: AnySchema): { name: string; target: AnySchema } {
  const path = ref.replace(/^#\/?/, '').split('/').filter(Boolean);
  let target: unknown = document;
  for (const part of path) target = schemaOf(target)[part];
  if (!ref.startsWith('#') || !isSchema(target)) {
    throw new Error(`The schema refers to "${ref}", which is not in it.`);
  }
  return { name: path.at(-1) ?? '', target };
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isSchema(value: unknown): value is AnySchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function schemaOf(value: unknown): AnySchema {
  return isSchema(value) ? value : {};
}
