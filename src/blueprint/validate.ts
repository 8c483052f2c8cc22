import { acceptedName, acceptedNames } from './accepted.ts';
import type { Diagnostic, Fix, Range, RelatedLocation } from './diagnostic.ts';
import { yamlText } from './edits.ts';
import { addField, removeField, renameKey, replaceValue } from './fixes.ts';
import { blueprintSchema, definition } from './schema/index.ts';
import type { JsonSchema } from './schema/json-schema.ts';
import { isUri } from './schema/uri.ts';
import { holds, serviceShape, serviceTypes, variableShape } from './shapes.ts';
import { type Entry, entryOf, type Mapping, type Scalar, stringOf, type Tree } from './tree.ts';
import { isOfType, retype, spaceFix, spaceHint, typeNames } from './types.ts';
import { capital, didYouMean, expected, kindOf, nearest, show } from './wording.ts';

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

/** Longer lists are for the page of the fields. */
const MOST_NAMED = 12;

/**
 * Holds a tree against the Blueprint schema. Each service and variable is held against the one shape
 * that its own fields ask for, so a misspelt key is one finding and never "matches none of five".
 * Any finding means that the schema refuses the file. Warnings are about what Render is known to
 * take all the same (`accepted.ts`).
 *
 * @param source the whole text of the file, for fixes
 */
export function validate(tree: Tree, source: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  new Walk(found, source).check(tree, blueprintSchema, 'the Blueprint', 'a Blueprint', tree.range);
  return found;
}

interface Extras {
  related?: RelatedLocation[];
  fixes?: (Fix | undefined)[];
}

class Walk {
  readonly #found: Diagnostic[];
  readonly #source: string;

  constructor(found: Diagnostic[], source: string) {
    this.#found = found;
    this.#source = source;
  }

  #report(
    rule: SchemaRule | 'deprecated-field' | 'group-reference',
    range: Range,
    message: string,
    { related = [], fixes = [] }: Extras = {},
  ): void {
    this.#found.push({
      rule,
      severity: rule === 'deprecated-field' ? 'warning' : 'error',
      message,
      range,
      related,
      fixes: fixes.filter((fix) => fix !== undefined),
    });
  }

  /**
   * @param field what the value is called in messages, e.g. `` `plan` ``
   * @param noun what an object of this schema is called, e.g. `a worker`
   * @param owner where a missing field is reported
   */
  check(tree: Tree, schema: JsonSchema, field: string, noun: string, owner: Range): void {
    if (schema.$ref) {
      const name = schema.$ref.slice('#/$defs/'.length);
      // Services come to it by their own shapes, so this is a group's.
      if (name === 'envVarValue' && this.#isReferenceInGroup(tree)) return;
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
        `A service must be a mapping; ${kindOf(tree)}.${spaceHint(tree)}`,
        { fixes: [spaceFix(tree)] },
      );
    }
    if (!type) {
      return this.#report(
        'missing-field',
        owner,
        `The service has no \`type\`. ${expected(serviceTypes)}`,
      );
    }
    const shape = serviceShape(tree);
    const at = type.keyRange;
    if (shape === undefined) return this.#reportType(type.value);
    if (shape === 'static') {
      const asServer: Diagnostic[] = [];
      const walk = new Walk(asServer, this.#source);
      walk.check(tree, definition('server'), 'the service', 'a web service', at);
      if (!asServer.some(({ severity }) => severity === 'error')) {
        this.#found.push(...asServer);
        return;
      }
    }
    const noun = nouns[shape] ?? serverNouns[stringOf(tree, 'type') ?? ''] ?? 'a service';
    this.check(tree, definition(shape), 'the service', noun, at);
  }

  #reportType(type: Tree): void {
    const value = type.kind === 'scalar' ? type.value : undefined;
    const hint = value === 'static' ? ' A static site is `type: web` with `runtime: static`.' : '';
    const near = nearest(value, serviceTypes);
    this.#report(
      'unknown-value',
      type.range,
      `${show(type)} is not a type of service.${hint}${didYouMean(near)} ${expected(serviceTypes)}`,
      { fixes: [this.#put(near, type)] },
    );
  }

  #checkEnvVar(tree: Tree, owner: Range): void {
    const shape = variableShape(tree);
    this.check(tree, definition(shape), 'the variable', nouns[shape] ?? shape, owner);
  }

  /** Reports what an entry of an environment group takes from elsewhere, which none can. */
  #isReferenceInGroup(tree: Tree): boolean {
    const entry = ['fromDatabase', 'fromService', 'fromGroup']
      .map((name) => entryOf(tree, name))
      .find((found) => found !== undefined);
    if (!entry) return false;
    this.#report(
      'group-reference',
      entry.keyRange,
      `\`${entry.key}\` does not work in an environment group, which holds literal and generated values only. Put it on each service that needs it.`,
    );
    return true;
  }

  /** @param misspelt fields of which a misspelt one was reported; they are not missing as well */
  #checkMapping(
    tree: Mapping,
    schema: JsonSchema,
    noun: string,
    owner: Range,
    misspelt = new Set<string>(),
  ): void {
    const properties = schema.properties ?? {};
    for (const entry of tree.entries) {
      const property = Object.hasOwn(properties, entry.key) ? properties[entry.key] : undefined;
      if (property) {
        if (entry.written) this.#reportAccepted(entry, entry.written);
        const field = `\`${entry.written ?? entry.key}\``;
        this.check(entry.value, property, field, field, entry.keyRange);
      } else if (schema.additionalProperties === false) {
        const near = this.#reportUnknown(tree, entry, Object.keys(properties), noun);
        if (near !== undefined) misspelt.add(near);
      }
    }
    for (const name of schema.required ?? []) {
      if (!entryOf(tree, name) && !misspelt.has(name)) {
        // An empty list is what most instances want; who may connect is for a person to decide.
        const fix =
          name === 'ipAllowList'
            ? addField('Add `ipAllowList: []`', this.#source, tree, [name, '[]'], 'plan', false)
            : undefined;
        this.#report('missing-field', owner, `${capital(noun)} needs \`${name}\`.`, {
          fixes: [fix],
        });
      }
    }
    this.#checkCombinations(tree, schema, noun, owner, misspelt);
  }

  /** An old name that Render takes and the schema refuses. */
  #reportAccepted(entry: Entry, written: string): void {
    this.#report(
      'deprecated-field',
      entry.keyRange,
      `\`${written}\` is the old name of \`${entry.key}\`. Render takes it, its schema no longer does. Write \`${entry.key}\`.`,
      { fixes: [renameKey(`Rename \`${written}\` to \`${entry.key}\``, entry, entry.key, true)] },
    );
  }

  /** @returns the field that was meant, if it can be guessed and is not there */
  #reportUnknown(tree: Mapping, entry: Entry, known: string[], noun: string): string | undefined {
    const key = entry.written ?? entry.key;
    const { keyRange } = entry;
    const current = acceptedName(key, stringOf(tree, 'type'))?.current;
    const both = current && known.includes(current) && entryOf(tree, current);
    if (both) {
      this.#report(
        'deprecated-field',
        keyRange,
        `\`${key}\` is the old name of \`${current}\`, which stands beside it. Remove \`${key}\`.`,
        { related: [{ label: `\`${current}\` is here`, range: both.keyRange }] },
      );
      return undefined;
    }
    const source = ['fromDatabase', 'fromService', 'fromGroup'].find((name) => entryOf(tree, name));
    const sourceEntry = source && entryOf(tree, source);
    if (sourceEntry && Object.hasOwn(definition('envVarValue').properties ?? {}, key)) {
      const why =
        source === 'fromGroup'
          ? 'A group brings its own keys: write `fromGroup` alone.'
          : `The value comes from \`${source}\`: remove one of the two.`;
      this.#report(
        'conflicting-field',
        keyRange,
        `\`${key}\` cannot stand beside \`${source}\`. ${why}`,
        {
          related: [{ label: `\`${source}\` is here`, range: sourceEntry.keyRange }],
          fixes: [removeField(`Remove \`${key}\``, this.#source, tree, entry.key, false)],
        },
      );
      return undefined;
    }
    const renamed = acceptedNames.find(({ old }) => old === key)?.current;
    const isKnown = renamed !== undefined && known.includes(renamed);
    const near = isKnown ? renamed : nearest(key, known);
    const hint = isKnown
      ? ` It is now called \`${renamed}\`.`
      : near === undefined && known.length <= MOST_NAMED
        ? ` ${expected(known)}`
        : didYouMean(near);
    const meant = near === undefined || entryOf(tree, near) ? undefined : near;
    const fix =
      meant === undefined
        ? undefined
        : renameKey(`Rename \`${key}\` to \`${meant}\``, entry, meant, false);
    this.#report('unknown-field', keyRange, `\`${key}\` is not a field of ${noun}.${hint}`, {
      fixes: [fix],
    });
    return meant;
  }

  /** The keywords that relate fields to each other: anyOf and oneOf over `required`, if and then. */
  #checkCombinations(
    tree: Mapping,
    schema: JsonSchema,
    noun: string,
    owner: Range,
    misspelt: Set<string>,
  ): void {
    const present = (part: JsonSchema) =>
      (part.required ?? []).every((name) => entryOf(tree, name));
    const names = (parts: readonly JsonSchema[]) =>
      parts
        .map((part) => (part.required ?? []).map((name) => `\`${name}\``).join(' and '))
        .join(' or ');

    const meant = (part: JsonSchema) => (part.required ?? []).some((name) => misspelt.has(name));
    if (schema.anyOf && !schema.anyOf.some((part) => present(part) || meant(part))) {
      this.#report('missing-field', owner, `${capital(noun)} needs ${names(schema.anyOf)}.`);
    }
    if (schema.oneOf) {
      const count = schema.oneOf.filter(present).length;
      if (count === 0 && !schema.oneOf.some(meant)) {
        this.#report('missing-field', owner, `${capital(noun)} needs ${names(schema.oneOf)}.`);
      } else if (count > 1) {
        const related = schema.oneOf.flatMap(({ required = [] }) =>
          required.flatMap((name) => {
            const entry = entryOf(tree, name);
            return entry ? [{ label: `\`${name}\` is here`, range: entry.keyRange }] : [];
          }),
        );
        this.#report(
          'conflicting-field',
          owner,
          `${capital(noun)} takes ${names(schema.oneOf)}, not both.`,
          { related },
        );
      }
    }
    for (const { if: condition, then } of schema.allOf ?? []) {
      if (!condition || !then || !holds(condition, present)) continue;
      for (const part of then.not?.anyOf ?? []) {
        const name = part.required?.[0] ?? '';
        const entry = entryOf(tree, name);
        if (!entry) continue;
        const decider = condition.required?.[0] ?? '';
        const by = entryOf(tree, decider);
        const written = entry.written ?? name;
        this.#report(
          'conflicting-field',
          entry.keyRange,
          `\`${written}\` cannot stand beside \`${decider}\`, which decides it.`,
          {
            related: by ? [{ label: `\`${decider}\` is here`, range: by.keyRange }] : [],
            fixes: [removeField(`Remove \`${written}\``, this.#source, tree, name, false)],
          },
        );
      }
      this.#checkMapping(tree, { ...then, additionalProperties: true }, noun, owner, misspelt);
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
      `${capital(field)} must be ${kinds}; ${kindOf(tree)}.${quote}${wanted.includes('object') ? spaceHint(tree) : ''}`,
      { fixes: [retype(tree, wanted), wanted.includes('object') ? spaceFix(tree) : undefined] },
    );
    return false;
  }

  /** A fix that writes another value where one stands; a person has to agree. */
  #put(value: string | undefined, tree: Tree): Fix | undefined {
    if (value === undefined) return undefined;
    return replaceValue(`Write \`${value}\``, tree, yamlText(value), false);
  }

  #checkScalar(tree: Scalar, schema: JsonSchema, field: string): void {
    const allowed = schema.const === undefined ? schema.enum : [schema.const];
    if (allowed && !allowed.includes(tree.value as string)) {
      const near = nearest(tree.value, allowed);
      this.#report(
        'unknown-value',
        tree.range,
        `${show(tree)} is not a value of ${field}.${didYouMean(near)} ${expected(allowed)}`,
        { fixes: [this.#put(near, tree)] },
      );
    }
    const { minimum, maximum } = schema;
    if (
      typeof tree.value === 'number' &&
      ((minimum !== undefined && tree.value < minimum) ||
        (maximum !== undefined && tree.value > maximum))
    ) {
      const limit = minimum !== undefined && tree.value < minimum ? minimum : maximum;
      const bounds = maximum === undefined ? `${minimum} or more` : `${minimum} to ${maximum}`;
      this.#report(
        'out-of-range',
        tree.range,
        `${capital(field)} is ${tree.value}; expected ${bounds}.`,
        { fixes: [replaceValue(`Write \`${limit}\``, tree, String(limit), false)] },
      );
    }
    if (schema.format === 'uri' && typeof tree.value === 'string' && !isUri(tree.value)) {
      this.#report(
        'unknown-value',
        tree.range,
        `${show(tree)} is not an absolute URL, such as \`https://example.com/status\`. Write spaces and other such characters as \`%20\`.`,
      );
    }
  }
}
