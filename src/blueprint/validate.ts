import { closest, distance } from 'fastest-levenshtein';
import type { Diagnostic, Fix, Range } from './diagnostic.ts';
import { blueprintSchema, definition } from './schema/index.ts';
import type { JsonSchema } from './schema/json-schema.ts';
import { referenceTypes } from './schema/values.ts';
import { entryOf, type Mapping, type Scalar, stringOf, type Tree } from './tree.ts';

/** The rules that the schema itself decides, in the order in which they are explained. */
export const schemaRules = {
  'unknown-field': 'A field that Render does not know, or not in this place.',
  'missing-field': 'A field without which Render refuses the Blueprint.',
  'wrong-type': 'A value of the wrong kind: text for a number, nothing for a list.',
  'unknown-value': 'A value outside the fixed set that the field takes.',
  'out-of-range': 'A number below the least or above the greatest value of the field.',
  'conflicting-field': 'Two fields that exclude each other.',
} as const;

type SchemaRule = keyof typeof schemaRules;

/** What a definition is called in a message. */
const nouns: Record<string, string> = {
  cron: 'a cron job',
  static: 'a static site',
  keyvalue: 'a Key Value instance',
  workflow: 'a workflow',
  database: 'a database',
  envVar: 'an environment variable',
  envVarValue: 'an environment variable',
  envVarFromDatabase: 'an environment variable',
  envVarFromService: 'an environment variable',
  envVarFromGroup: 'an entry with `fromGroup`',
  envVarGroup: 'an environment group',
  project: 'a project',
  environment: 'an environment',
  buildSource: 'a build source',
  header: 'a header',
  route: 'a route',
};
const serverNouns: Record<string, string> = {
  web: 'a web service',
  worker: 'a worker',
  pserv: 'a private service',
};

/** Fields that were renamed or dropped: what to write now. */
const replaced: Record<string, string> = {
  env: '`env` is now called `runtime`.',
  afterFirstDeployCommand: 'It is now called `initialDeployHook`.',
};

/** What a service's `type` may say today; `redis` is read, and not offered. */
const serviceTypes = referenceTypes.filter(
  (type) => !['dpg', 'job', 'static', 'redis'].includes(type),
);

/**
 * Holds a tree against the Blueprint schema. Each service and variable is held against the one shape
 * that its own fields ask for, so a misspelt key is one finding and never "matches none of five".
 */
export function validate(tree: Tree): Diagnostic[] {
  const found: Diagnostic[] = [];
  new Walk(found).check(tree, blueprintSchema, 'the Blueprint', 'a Blueprint', tree.range);
  return found;
}

class Walk {
  readonly #found: Diagnostic[];

  constructor(found: Diagnostic[]) {
    this.#found = found;
  }

  #report(rule: SchemaRule, range: Range, message: string, fixes: Fix[] = []): void {
    this.#found.push({ rule, severity: 'error', message, range, related: [], fixes });
  }

  /**
   * @param field what the value is called in messages, e.g. `` `plan` ``
   * @param noun what an object of this schema is called, e.g. `a worker`
   * @param owner where a missing field is reported
   */
  check(tree: Tree, schema: JsonSchema, field: string, noun: string, owner: Range): void {
    if (schema.$ref) {
      const name = schema.$ref.slice('#/$defs/'.length);
      if (name === 'service') return this.#checkService(tree, owner);
      if (name === 'envVar') return this.#checkEnvVar(tree, owner);
      return this.check(tree, definition(name), field, nouns[name] ?? noun, owner);
    }
    if (!this.#checkType(tree, schema, field)) return;
    if (tree.kind === 'mapping') this.#checkMapping(tree, schema, noun, owner);
    if (tree.kind === 'sequence' && schema.items) {
      for (const item of tree.items) {
        const place =
          item.kind === 'mapping' ? (item.entries[0]?.keyRange ?? item.range) : item.range;
        this.check(item, schema.items, `an item of ${field}`, `an item of ${field}`, place);
      }
    }
    if (tree.kind === 'scalar') this.#checkScalar(tree, schema, field);
  }

  #checkService(tree: Tree, owner: Range): void {
    const type = entryOf(tree, 'type');
    if (tree.kind !== 'mapping') {
      return this.#report(
        'wrong-type',
        tree.range,
        `A service must be a mapping; ${kindOf(tree)}.`,
      );
    }
    if (!type) {
      return this.#report(
        'missing-field',
        owner,
        `The service has no \`type\`. ${expected(serviceTypes)}`,
      );
    }
    const value = type.value.kind === 'scalar' ? type.value.value : undefined;
    const at = type.keyRange;
    switch (value) {
      case 'keyvalue':
      case 'redis':
        return this.#checkShape(tree, 'keyvalue', at);
      case 'cron':
      case 'workflow':
        return this.#checkShape(tree, value, at);
      case 'web': {
        if (stringOf(tree, 'runtime') !== 'static') break;
        const asServer: Diagnostic[] = [];
        new Walk(asServer).check(tree, definition('server'), 'the service', 'a web service', at);
        if (asServer.length === 0) return;
        return this.#checkShape(tree, 'static', at);
      }
      case 'worker':
      case 'pserv':
        break;
      default: {
        const hint =
          value === 'static' ? ' A static site is `type: web` with `runtime: static`.' : '';
        return this.#report(
          'unknown-value',
          type.value.range,
          `${show(type.value)} is not a type of service.${hint}${suggestion(value, serviceTypes)} ${expected(serviceTypes)}`,
        );
      }
    }
    this.check(tree, definition('server'), 'the service', serverNouns[value] ?? 'a service', at);
  }

  #checkShape(tree: Tree, shape: string, owner: Range): void {
    this.check(tree, definition(shape), 'the service', nouns[shape] ?? 'a service', owner);
  }

  #checkEnvVar(tree: Tree, owner: Range): void {
    const shape = entryOf(tree, 'fromDatabase')
      ? 'envVarFromDatabase'
      : entryOf(tree, 'fromService')
        ? 'envVarFromService'
        : entryOf(tree, 'fromGroup')
          ? 'envVarFromGroup'
          : 'envVarValue';
    this.check(tree, definition(shape), 'the variable', nouns[shape] ?? shape, owner);
  }

  #checkMapping(tree: Mapping, schema: JsonSchema, noun: string, owner: Range): void {
    const properties = schema.properties ?? {};
    for (const entry of tree.entries) {
      const property = Object.hasOwn(properties, entry.key) ? properties[entry.key] : undefined;
      if (property) {
        const field = `\`${entry.key}\``;
        this.check(entry.value, property, field, field, entry.keyRange);
      } else if (schema.additionalProperties === false) {
        this.#reportUnknown(tree, entry.key, entry.keyRange, Object.keys(properties), noun);
      }
    }
    for (const name of schema.required ?? []) {
      if (!entryOf(tree, name)) {
        this.#report('missing-field', owner, `${capital(noun)} needs \`${name}\`.`);
      }
    }
    this.#checkCombinations(tree, schema, noun, owner);
  }

  #reportUnknown(tree: Mapping, key: string, at: Range, known: string[], noun: string): void {
    const source = ['fromDatabase', 'fromService', 'fromGroup'].find((name) => entryOf(tree, name));
    if (source && Object.hasOwn(definition('envVarValue').properties ?? {}, key)) {
      const why =
        source === 'fromGroup'
          ? 'A group brings its own keys: write `fromGroup` alone.'
          : `The value comes from \`${source}\`: remove one of the two.`;
      return this.#report(
        'conflicting-field',
        at,
        `\`${key}\` cannot stand beside \`${source}\`. ${why}`,
      );
    }
    const hint = replaced[key] ? ` ${replaced[key]}` : suggestion(key, known);
    this.#report('unknown-field', at, `\`${key}\` is not a field of ${noun}.${hint}`);
  }

  /** The keywords that relate fields to each other: anyOf and oneOf over `required`, if and then. */
  #checkCombinations(tree: Mapping, schema: JsonSchema, noun: string, owner: Range): void {
    const present = (part: JsonSchema) =>
      (part.required ?? []).every((name) => entryOf(tree, name));
    const names = (parts: readonly JsonSchema[]) =>
      parts
        .map((part) => (part.required ?? []).map((name) => `\`${name}\``).join(' and '))
        .join(' or ');

    if (schema.anyOf && !schema.anyOf.some(present)) {
      this.#report('missing-field', owner, `${capital(noun)} needs ${names(schema.anyOf)}.`);
    }
    if (schema.oneOf) {
      const count = schema.oneOf.filter(present).length;
      if (count === 0) {
        this.#report('missing-field', owner, `${capital(noun)} needs ${names(schema.oneOf)}.`);
      } else if (count > 1) {
        this.#report(
          'conflicting-field',
          owner,
          `${capital(noun)} takes ${names(schema.oneOf)}, not both.`,
        );
      }
    }
    for (const { if: condition, then } of schema.allOf ?? []) {
      if (!condition || !then || !holds(condition, present)) continue;
      for (const part of then.not?.anyOf ?? []) {
        const name = part.required?.[0] ?? '';
        const entry = entryOf(tree, name);
        if (!entry) continue;
        this.#report(
          'conflicting-field',
          entry.keyRange,
          `\`${name}\` cannot stand beside \`${condition.required?.[0]}\`, which decides it.`,
        );
      }
      this.#checkMapping(tree, { ...then, additionalProperties: true }, noun, owner);
    }
  }

  /** Whether the value is of the right kind; what follows would only repeat the finding. */
  #checkType(tree: Tree, schema: JsonSchema, field: string): boolean {
    const wanted = schema.type
      ? [schema.type]
      : tree.kind === 'scalar'
        ? (schema.anyOf ?? []).flatMap((part) => part.type ?? [])
        : (schema.anyOf ?? []).some((part) => part.type)
          ? (schema.anyOf ?? []).flatMap((part) => part.type ?? [])
          : [];
    if (wanted.length === 0 || wanted.some((type) => isOfType(tree, type))) return true;
    const quote =
      tree.kind === 'scalar' && typeof tree.value === 'boolean' && wanted.includes('string')
        ? ` Quote it: "${tree.value}".`
        : '';
    const kinds = wanted.map((type) => typeNames[type]).join(' or ');
    this.#report(
      'wrong-type',
      tree.range,
      `${capital(field)} must be ${kinds}; ${kindOf(tree)}.${quote}`,
    );
    return false;
  }

  #checkScalar(tree: Scalar, schema: JsonSchema, field: string): void {
    const allowed = schema.const === undefined ? schema.enum : [schema.const];
    if (allowed && !allowed.includes(tree.value as string)) {
      this.#report(
        'unknown-value',
        tree.range,
        `${show(tree)} is not a value of ${field}.${suggestion(tree.value, allowed)} ${expected(allowed)}`,
      );
    }
    const { minimum, maximum } = schema;
    if (
      typeof tree.value === 'number' &&
      ((minimum !== undefined && tree.value < minimum) ||
        (maximum !== undefined && tree.value > maximum))
    ) {
      const bounds = maximum === undefined ? `${minimum} or more` : `${minimum} to ${maximum}`;
      this.#report(
        'out-of-range',
        tree.range,
        `${capital(field)} is ${tree.value}; expected ${bounds}.`,
      );
    }
    if (schema.format === 'uri' && !URL.canParse(String(tree.value))) {
      this.#report('unknown-value', tree.range, `${show(tree)} is not an absolute URL.`);
    }
  }
}

function holds(condition: JsonSchema, present: (part: JsonSchema) => boolean): boolean {
  if (condition.not) return !holds(condition.not, present);
  if (condition.anyOf) return condition.anyOf.some(present);
  return present(condition);
}

const typeNames: Record<NonNullable<JsonSchema['type']>, string> = {
  object: 'a mapping',
  array: 'a list',
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
};

function isOfType(tree: Tree, type: NonNullable<JsonSchema['type']>): boolean {
  if (type === 'object') return tree.kind === 'mapping';
  if (type === 'array') return tree.kind === 'sequence';
  if (tree.kind !== 'scalar') return false;
  if (type === 'integer') return Number.isInteger(tree.value);
  return typeof tree.value === type;
}

function kindOf(tree: Tree): string {
  if (tree.kind === 'mapping') return 'this is a mapping';
  if (tree.kind === 'sequence') return 'this is a list';
  if (tree.value === null) return 'this is empty';
  return `${show(tree)} is a ${typeof tree.value}`;
}

function show(tree: Tree): string {
  if (tree.kind !== 'scalar') return tree.kind === 'mapping' ? 'A mapping' : 'A list';
  return tree.value === null ? 'An empty value' : `\`${String(tree.value)}\``;
}

/** A value close enough to be what was meant: a third of it may differ. */
function suggestion(value: unknown, allowed: readonly string[]): string {
  if (typeof value !== 'string' || allowed.length === 0) return '';
  const nearest = closest(value.toLowerCase(), [...allowed]);
  return distance(value.toLowerCase(), nearest.toLowerCase()) <= Math.max(1, value.length / 3)
    ? ` Did you mean \`${nearest}\`?`
    : '';
}

function expected(allowed: readonly string[]): string {
  const names = allowed.map((value) => `\`${value}\``);
  return allowed.length === 1 ? `Expected ${names[0]}.` : `Expected one of ${names.join(', ')}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
