import { type Cursor, cursorAt, resolve, type Step } from './cursor.ts';
import { yamlText } from './edits.ts';
import { fieldKind } from './field-kind.ts';
import { isOfServiceType, isStaticSite, type Resource, readModel, variables } from './model.ts';
import { lacksFreePlan } from './rules/free-plan.ts';
import { httpFields } from './rules/http-field-on-worker.ts';
import { propertiesOf } from './rules/reference-property.ts';
import { strangersOf } from './rules/runtime-field.ts';
import { blueprintSchema, definition } from './schema/index.ts';
import type { JsonSchema } from './schema/json-schema.ts';
import { serviceProperties } from './schema/values.ts';
import { holds, serviceTypes } from './shapes.ts';
import { stringOf } from './tree.ts';

/** One thing that can be written at the cursor. */
export interface Completion {
  /** The field's name or the value, without quotes. */
  label: string;
  /** `reference` for what the file itself defines. */
  kind: 'field' | 'value' | 'reference';
  /** A few words beside the label: what a field takes, `default`, or what a name belongs to. */
  detail?: string;
  /** What the schema says of it. */
  description?: string;
  /** The text to put in place of the word, with the indentation of its further lines. */
  insert: string;
  /** Whether Render refuses the file without it. */
  required?: boolean;
}

export interface Completions {
  /** The word to replace, in UTF-16 units: from `from` up to, not including, `to`. */
  from: number;
  to: number;
  /** All that fits, the best first. What is typed so far does not narrow it. */
  items: Completion[];
}

/** Fields of which a mapping takes one, beyond what the schema's own `oneOf` says. */
const alternatives: readonly (readonly string[])[] = [['property', 'envVarKey']];

/**
 * What can be written at an offset of a Blueprint that is being typed, so that it need not be YAML.
 * Undefined where nothing is known: in comments, in block scalars, in text of any kind.
 *
 * @param text the whole file; its line breaks are `\n`
 * @param offset where the cursor is, in UTF-16 units
 */
export function completionsAt(text: string, offset: number): Completions | undefined {
  // Behind a comment's mark nothing is read, and before it there would be no space left.
  if (text[offset] === '#' && /\s|^$/.test(text.charAt(offset - 1))) return undefined;
  const cursor = cursorAt(text, offset, blueprintSchema);
  if (!cursor) return undefined;
  const items = cursor.place === 'field' ? fields(cursor) : values(cursor);
  return items.length > 0 ? { from: cursor.from, to: cursor.to, items } : undefined;
}

function fields(cursor: Cursor): Completion[] {
  const { steps, entry, column, lead, flow } = cursor;
  const step = steps.at(-1);
  if (!step) return [];
  const { properties, required, refused } = fieldsOf(step, entry?.key);
  const service = steps.findLast(({ definition }) => definition === 'service');
  const names = Object.keys(properties).filter((name) => !refused(name));
  const useless = new Set(step === service ? uselessFields(service) : []);
  // Render takes those without effect, so they come last.
  const rank = (name: string) => (required.has(name) ? 0 : useless.has(name) ? 2 : 1);
  return names
    .toSorted((a, b) => rank(a) - rank(b))
    .map((name) => {
      const { schema } = resolve(properties[name] ?? {});
      let insert = lead + fieldText(name, schema, column, flow);
      if (entry?.colon !== undefined) insert = name;
      // Lines that are indented below a word without its colon are its value.
      else if (entry && entry.value.start > entry.end) insert = `${lead}${name}:`;
      return {
        label: name,
        kind: 'field',
        detail: useless.has(name) ? 'no effect here' : fieldKind(schema),
        ...(schema.description && { description: schema.description }),
        insert,
        ...(required.has(name) && { required: true }),
      };
    });
}

/**
 * The fields that a mapping may have, by what it has already.
 *
 * @param typed the field at the cursor, which counts as not there
 */
function fieldsOf(
  { schema, definition: name, tree }: Step,
  typed: string | undefined,
): {
  properties: Record<string, JsonSchema>;
  required: Set<string>;
  refused(field: string): boolean;
} {
  const entries = tree?.kind === 'mapping' ? tree.entries : [];
  const there = new Set(entries.map(({ key }) => key));
  if (typed !== undefined && entries.filter(({ key }) => key === typed).length === 1) {
    there.delete(typed);
  }
  const present = (part: JsonSchema) => (part.required ?? []).every((field) => there.has(field));
  let properties = schema.properties ?? {};
  if (name === 'service' && !there.has('type')) {
    properties = { type: properties['type'] ?? {} };
  }
  if (name === 'envVar') properties = variableFields(there);
  const required = new Set(schema.required);
  const out = new Set(there);
  for (const { if: condition, then } of schema.allOf ?? []) {
    if (!condition || !then || !holds(condition, present)) continue;
    for (const field of then.required ?? []) required.add(field);
    for (const part of then.not?.anyOf ?? []) out.add(part.required?.[0] ?? '');
  }
  const groups = [...alternatives, (schema.oneOf ?? []).flatMap((part) => part.required ?? [])];
  for (const group of groups) {
    if (group.some((field) => there.has(field))) for (const field of group) out.add(field);
  }
  return {
    properties,
    required,
    refused: (field) => out.has(field) || properties[field]?.deprecated === true,
  };
}

/** What an entry of a service's `envVars` can go on with. */
function variableFields(there: ReadonlySet<string>): Record<string, JsonSchema> {
  const shapes = ['Value', 'FromDatabase', 'FromService', 'FromGroup'].map(
    (kind) => definition(`envVar${kind}`).properties ?? {},
  );
  return Object.assign(
    {},
    ...shapes.filter((shape) => [...there].every((field) => Object.hasOwn(shape, field))),
  ) as Record<string, JsonSchema>;
}

/** The fields that the schema takes and that do nothing on a service of this type and runtime. */
function uselessFields({ tree }: Step): readonly string[] {
  if (!tree) return [];
  const unread = strangersOf(stringOf(tree, 'runtime') ?? '');
  return stringOf(tree, 'type') === 'worker' ? [...unread, ...httpFields] : unread;
}

/** A field with the beginning of its value, whose further lines are indented below `column`. */
function fieldText(name: string, schema: JsonSchema, column: number, flow: boolean): string {
  const { type, items } = schema;
  if (flow) return `${name}: ${type === 'array' ? '[]' : schema.properties ? '{}' : ''}`;
  const line = `${name}:\n${' '.repeat(column + 2)}`;
  if (items) return `${line}${itemText(items, column + 2)}`;
  return schema.properties ? line + firstField(schema, column + 2) : `${name}: `;
}

function itemText(items: JsonSchema, column: number): string {
  const { schema } = resolve(items);
  return `- ${schema.properties ? firstField(schema, column + 2) : ''}`;
}

function firstField({ properties = {}, required = [] }: JsonSchema, column: number): string {
  const names = Object.keys(properties);
  const name = names.find((field) => required.includes(field)) ?? names[0] ?? '';
  return fieldText(name, resolve(properties[name] ?? {}).schema, column, false);
}

function values(cursor: Cursor): Completion[] {
  const { steps, lead, opensLine, column } = cursor;
  const step = steps.at(-1);
  if (!step) return [];
  const { schema } = step;
  if (schema.items) {
    if (!opensLine) {
      return [{ label: '[]', kind: 'value', detail: 'empty list', insert: `${lead}[]` }];
    }
    const starts = [itemText(schema.items, column)];
    if (resolve(schema.items).name === 'envVar') starts.push('- fromGroup: ');
    return starts.map((text) => {
      const label = text.split(':')[0]?.trimEnd() ?? '';
      return { label, kind: 'field', insert: lead + text };
    });
  }
  const references = referencesAt(cursor);
  if (references) {
    return references.map(({ label, detail }) => {
      return { label, kind: 'reference', detail, insert: lead + yamlText(label) };
    });
  }
  const known = valuesAt(cursor, step);
  const byDefault = schema.default === undefined ? undefined : String(schema.default);
  return known.map((label) => {
    const isText = schema.type === 'string';
    return {
      label,
      kind: 'value',
      ...(label === byDefault && { detail: 'default' }),
      insert: lead + (isText ? yamlText(label) : label),
    };
  });
}

/** The values of the fixed set that a field takes, or its default. */
function valuesAt({ steps, root }: Cursor, { schema, key }: Step): readonly string[] {
  const parent = steps.at(-2);
  const service = steps.findLast(({ definition }) => definition === 'service')?.tree;
  const type = service && stringOf(service, 'type');
  if (parent?.key === 'fromService' && parent.tree) {
    const target = targetOf(parent.tree, root);
    if (key === 'property') {
      return propertiesOf(stringOf(parent.tree, 'type') ?? target?.type) ?? serviceProperties;
    }
    if (key === 'type') {
      if (!target) return [...serviceTypes, 'static'];
      return isStaticSite(target.node) ? [target.type, 'static'] : [target.type];
    }
  }
  if (schema.type === 'boolean') return ['true', 'false'];
  const fixed = schema.const === undefined ? schema.enum : [schema.const];
  if (!fixed) return schema.default === undefined ? [] : [String(schema.default)];
  const lacksFree = key !== undefined && /plan/i.test(key) && lacksFreePlan(type ?? '');
  const isRun = key === 'runtime' && type !== 'web';
  return fixed.filter(
    (value) => !(lacksFree && value === 'free') && !(isRun && value === 'static'),
  );
}

/** The service that a `fromService` names. */
function targetOf(
  reference: NonNullable<Step['tree']>,
  root: Cursor['root'],
): Resource | undefined {
  const name = stringOf(reference, 'name');
  return readModel(root).services.find((service) => service.name === name && name !== undefined);
}

/** What of this file can be named here; undefined where the value is no name. */
function referencesAt({ steps, root }: Cursor): { label: string; detail: string }[] | undefined {
  const key = steps.at(-1)?.key;
  const parent = steps.at(-2);
  const named = (resources: readonly Resource[]) =>
    [...new Map(resources.map((resource) => [resource.name, resource.type]))]
      .filter(([label]) => label !== '')
      .map(([label, detail]) => ({ label, detail }));
  if (key === 'fromGroup') return named(readModel(root).groups);
  if (!parent?.tree) return undefined;
  if (parent.key === 'fromDatabase' && key === 'name') return named(readModel(root).databases);
  if (parent.key !== 'fromService') return undefined;
  if (key === 'envVarKey') {
    const target = targetOf(parent.tree, root);
    const keys = variables(readModel(root)).flatMap(({ owner, key }) =>
      owner.node === target?.node && key !== undefined ? [key] : [],
    );
    return [...new Set(keys)].map((label) => ({ label, detail: `of ${target?.name}` }));
  }
  if (key !== 'name') return undefined;
  const type = stringOf(parent.tree, 'type');
  const { services } = readModel(root);
  const fitting = services.filter((service) => !type || isOfServiceType(service, type));
  return named(fitting.length > 0 ? fitting : services);
}
