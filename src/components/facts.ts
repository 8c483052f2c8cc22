import { resolve } from '../blueprint/cursor.ts';
import { fieldKind } from '../blueprint/field-kind.ts';
import { changes } from '../blueprint/platform/changes.ts';
import { fieldNotes } from '../blueprint/platform/fields.ts';
import { limits } from '../blueprint/platform/limits.ts';
import {
  databaseConnections,
  defaultPlans,
  keyValuePlans,
  otherPrices,
  type Price,
  planPrice,
  plansDated,
  postgresConnections,
  postgresPlans,
  serverPlans,
  workflowPlans,
} from '../blueprint/platform/plans.ts';
import { renamed } from '../blueprint/platform/renamed.ts';
import { runtimeVersions } from '../blueprint/platform/runtimes.ts';
import { exits, signals } from '../blueprint/platform/signals.ts';
import { type PlatformVariable, platformVariables } from '../blueprint/platform/variables.ts';
import { propertiesOf } from '../blueprint/rules/reference-property.ts';
import { definition } from '../blueprint/schema/index.ts';
import type { JsonSchema } from '../blueprint/schema/json-schema.ts';
import { type Source, sources } from '../blueprint/sources.ts';

/** A table drawn from data. Cells are inline Markdown: code, links and bold. */
export interface FactTable {
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** US dollars, and a mark where one source alone says so. */
function dollars(price: Price | undefined): string {
  if (!price) return 'not known';
  return `$${price.dollars}${price.isUncertain ? ' (one source)' : ''}`;
}

/** Megabytes as Render writes them. */
function memory(megabytes: number | undefined): string {
  if (megabytes === undefined) return '';
  return megabytes < 1024 ? `${megabytes} MB` : `${megabytes / 1024} GB`;
}

const number = (value: number) => value.toLocaleString('en-US');
const code = (text: string) => `\`${text}\``;

function cited(list: readonly Source[]): string {
  return list
    .map(({ title, url, read }) => `${url === undefined ? title : `[${title}](${url})`}, ${read}`)
    .join('; ');
}

/** A plan's name, marked where it is the one that counts if none is given. */
function plan(id: string, ids: string): string {
  return id === ids ? `${code(id)} (when omitted)` : code(id);
}

function planTable(): FactTable {
  return {
    head: ['Plan', 'Old name', 'CPU', 'Memory', 'Price a month'],
    rows: serverPlans.map(({ id, oldName, cpus, memory: size, price }) => [
      id === 'free' ? '`free` (web services only)' : plan(id, defaultPlans.server),
      oldName === undefined ? '' : code(oldName),
      String(cpus),
      memory(size),
      dollars(price),
    ]),
  };
}

function keyValueTable(): FactTable {
  return {
    head: ['Plan', 'Old name', 'Memory', 'Connections', 'Price a month'],
    rows: keyValuePlans.map(({ id, oldName, memory: size, connections, price, isUnlisted }) => [
      isUnlisted ? `${code(id)} (in the schema only)` : plan(id, defaultPlans.keyvalue),
      oldName === undefined ? '' : code(oldName),
      memory(size),
      isUnlisted ? 'not known' : number(connections),
      dollars(price),
    ]),
  };
}

function postgresTable(): FactTable {
  return {
    head: ['Plan', 'CPU', 'Memory', 'Connections', 'Price a month'],
    rows: postgresPlans
      .filter(({ family, price }) => family === 'flexible' || price)
      .map(({ id, family, cpus, memory: size, price }) => [
        family === 'old' ? `${code(id)} (older name)` : plan(id, defaultPlans.postgres),
        cpus === undefined ? '' : String(cpus),
        id === 'free' ? '' : memory(size),
        number(databaseConnections(id)),
        dollars(price),
      ]),
  };
}

function connectionTable(): FactTable {
  return {
    head: ['Memory of the plan', 'Connections'],
    rows: postgresConnections.map(({ below, connections }, index) => {
      const least = postgresConnections[index - 1]?.below;
      const from = least === undefined ? '' : `${memory(least)} `;
      const to = Number.isFinite(below) ? `under ${memory(below)}` : 'and more';
      const range = from && Number.isFinite(below) ? `${from}to ${to}` : `${from}${to}`;
      return [range, number(connections)];
    }),
  };
}

function priceTable(): FactTable {
  return {
    head: ['What', 'Price a month'],
    rows: [
      ['A cron job, at least; billed by the second of its runs', dollars(otherPrices.cronJob)],
      ['A gigabyte of a database’s storage', dollars(otherPrices.postgresStorage)],
      ['A gigabyte of a service’s disk', dollars(otherPrices.disk)],
    ],
  };
}

/** Connections of every store that a worker may have its queue in. */
function storeTable(): FactTable {
  const listed = keyValuePlans.filter(({ isUnlisted }) => !isUnlisted);
  return {
    head: ['Store', 'Connections'],
    rows: [
      ...listed.map(({ id, connections }) => [`Key Value ${code(id)}`, number(connections)]),
      ...connectionTable().rows.map(([range = '', count = '']) => [`Postgres, ${range}`, count]),
    ],
  };
}

/** Prices that worker, cron job and workflow are compared by. */
function comparedTable(): FactTable {
  const [ofPlans] = plansDated.prices.sources;
  const [ofWorkflows] = plansDated.workflows.sources;
  const first = (list: readonly { id: string; price?: Price }[], count: number) =>
    list.filter(({ id, price }) => price && id !== 'free').slice(0, count);
  return {
    head: ['Item', 'Plan', 'Price', 'Source, read'],
    rows: [
      ...first(serverPlans, 3).map(({ id, price }) => [
        'Worker or cron job',
        code(id),
        `${dollars(price)} a month`,
        cited([ofPlans]),
      ]),
      ...first(keyValuePlans, 1).map(({ id, price }) => [
        'Key Value',
        code(id),
        `${dollars(price)} a month`,
        cited([ofPlans]),
      ]),
      ...workflowPlans.map(({ id, cpus, memory: size, dollarsAnHour }) => [
        'Workflow run',
        `${code(id)}, ${cpus} CPU, ${memory(size)}`,
        `$${dollarsAnHour.toFixed(2)} an hour`,
        cited([ofWorkflows]),
      ]),
    ],
  };
}

function renamedTable(): FactTable {
  return {
    head: ['Old', 'Write', 'The schema'],
    rows: [
      ...renamed.map(({ old, current, schema }) => [old, current, schema]),
      [
        `${serverPlans.flatMap(({ oldName }) => (oldName === undefined ? [] : `\`plan: ${oldName}\``)).join(', ')}`,
        'the [plan](/reference/plans/) by its name of today',
        'takes it',
      ],
    ],
  };
}

function runtimeTable(): FactTable {
  return {
    head: ['Runtime', 'Pin with', 'Without a pin', 'Source'],
    rows: runtimeVersions.map(({ runtime, pin, newest = '', sources: own }) => [
      code(runtime),
      pin,
      newest,
      cited(own),
    ]),
  };
}

/** What a reference can ask of each type of service, as the rule `reference-property` judges it. */
function referenceTable(): FactTable {
  const properties = ['connectionString', 'host', 'port', 'hostport', 'slug'];
  const types = ['keyvalue', 'web', 'pserv', 'worker', 'cron', 'workflow'];
  const isUnsettled = (type: string, property: string) =>
    type === 'keyvalue' && ['host', 'port'].includes(property);
  return {
    head: ['Target', ...properties.map(code), '`envVarKey`'],
    rows: types.map((type) => [
      code(type),
      ...properties.map((property) => {
        if (isUnsettled(type, property)) return 'not settled';
        return propertiesOf(type)?.includes(property) ? 'yes' : 'no';
      }),
      type === 'keyvalue' ? 'no, it has no variables' : 'yes',
    ]),
  };
}

function limitTable(): FactTable {
  return {
    head: ['Limit', 'Value', 'What it means', 'Source'],
    rows: limits.map(({ what, value, effect, sources: own }) => [what, value, effect, cited(own)]),
  };
}

const where: Record<PlatformVariable['on'], string> = {
  all: 'all services',
  web: 'web services',
  'web and private': 'web and private services',
  node: 'Node.js',
  python: 'Python',
  ruby: 'Ruby',
  elixir: 'Elixir',
  go: 'Go',
};
const when = { build: 'in the build', run: 'at run time', both: 'always' } as const;

function variableTable(): FactTable {
  return {
    head: ['Variable', 'Set for', 'When', 'Holds', 'On a worker'],
    rows: platformVariables.map(({ name, on, during, value, holds, onWorker }) => [
      code(name),
      where[on],
      when[during],
      value === undefined ? holds : `${holds}: ${code(value)}`,
      onWorker,
    ]),
  };
}

function languageTable(): FactTable {
  const languages = ['node', 'python', 'ruby', 'elixir', 'go'] as const;
  return {
    head: ['Language', 'Set by Render'],
    rows: languages.map((language) => [
      where[language],
      platformVariables
        .filter(({ on }) => on === language)
        .map(({ name, value, during }) => {
          const set = code(value === undefined ? name : `${name}=${value}`);
          return during === 'both' ? set : `${set} ${when[during]} only`;
        })
        .join(', '),
    ]),
  };
}

function signalTable(): FactTable {
  return {
    head: ['Signal', 'Number', 'Who sends it', 'What to do'],
    rows: signals.map(({ name, number: value, from, answer }) => [
      code(name),
      String(value),
      from,
      answer,
    ]),
  };
}

function exitTable(): FactTable {
  return {
    head: ['Code', 'Meaning', 'Jobs in hand', 'Render’s API says'],
    rows: exits.map(({ code: value, meaning, jobs, reason }) => [
      String(value),
      meaning,
      jobs,
      reason,
    ]),
  };
}

function changeTable(): FactTable {
  return {
    head: ['Date', 'What changed', 'What it means', 'Pages', 'Source'],
    rows: changes.map(({ date, what, effect, pages, sources: own }) => [
      date,
      what,
      effect,
      pages.map((page) => `[${nameOf(page)}](${page})`).join(', '),
      cited(own),
    ]),
  };
}

/** The last part of a page's address, as a link to it is read. */
function nameOf(page: string): string {
  return page.split('/').filter(Boolean).at(-1)?.replaceAll('-', ' ') ?? page;
}

/** Longer lists of values are said by their number. */
const MOST_VALUES = 9;

function takes(schema: JsonSchema): string {
  const values = schema.enum;
  if (schema.const !== undefined) return code(schema.const);
  if (!values) return fieldKind(schema);
  if (values.length > MOST_VALUES) return fieldKind(schema);
  return values.map((value) => code(value === 'off' ? '"off"' : value)).join(', ');
}

/**
 * Fields of a definition of the schema, or of an object in it.
 *
 * @param of the definition, and below it a field: `server`, `server.scaling`
 * @param names the fields, in the order of the table; all if it is left out
 * @throws {Error} for a field that the schema does not have, or that nothing is said of
 */
export function fieldTable(of: string, names?: readonly string[]): FactTable {
  const [root = '', ...below] = of.split('.');
  let schema = definition(root);
  for (const name of below) {
    const { schema: inner } = resolve(schema.properties?.[name] ?? {});
    schema = inner;
  }
  const { properties = {}, required = [] } = schema;
  const notes = fieldNotes[below.at(-1) ?? root] ?? {};
  return {
    head: ['Field', 'Takes', 'Default', 'What it does', 'Beware', 'Source'],
    rows: (names ?? Object.keys(properties)).map((name) => {
      const property = properties[name];
      const note = Object.hasOwn(notes, name) ? notes[name] : undefined;
      if (!property) throw new Error(`The schema has no field ${name} in ${of}.`);
      if (!note) throw new Error(`Nothing is said of the field ${name} of ${of}.`);
      const { schema: own } = resolve(property);
      return [
        code(name),
        takes(own),
        required.includes(name) ? '**required**' : defaultOf(own),
        note.effect,
        note.trap ?? '',
        (note.sources ?? [sources.spec])
          .map(({ title, url }) => `[${title.replace('Render docs: ', '')}](${url})`)
          .join(', '),
      ];
    }),
  };
}

function defaultOf({ default: value }: JsonSchema): string {
  return value === undefined ? '' : code(String(value));
}

/** Every table by its name. */
export const factTables = {
  plans: planTable,
  'key-value-plans': keyValueTable,
  'postgres-plans': postgresTable,
  'postgres-connections': connectionTable,
  prices: priceTable,
  connections: storeTable,
  'prices-used': comparedTable,
  renamed: renamedTable,
  runtimes: runtimeTable,
  references: referenceTable,
  limits: limitTable,
  variables: variableTable,
  'language-variables': languageTable,
  signals: signalTable,
  exits: exitTable,
  changes: changeTable,
} as const satisfies Record<string, () => FactTable>;

export type FactName = keyof typeof factTables;

/**
 * The table that a page asks for.
 *
 * @param of a table's name, or `fields` for fields of the schema
 * @param from for `fields`: the definition of the schema, and below it a field
 * @param names for `fields`: which, apart by spaces; all if it is left out
 */
export function tableOf(of: FactName | 'fields', from = '', names?: string): FactTable {
  return of === 'fields' ? fieldTable(from, names?.split(' ')) : factTables[of]();
}

/**
 * A price, or the sum of several, as it stands in a sentence: `server/0.5c-512mb`, or
 * `server/0.5c-512mb + keyvalue/256mb`.
 *
 * @throws {Error} for a plan that does not exist or has no known price
 */
export function priceText(of: string): string {
  const sum = of.split('+').reduce((total, term) => {
    const [kind = '', id = ''] = term.trim().split('/');
    const price = priceOf(kind, id);
    if (!price) throw new Error(`There is no price of ${term.trim()}.`);
    return total + price.dollars;
  }, 0);
  const cents = Math.round(sum * 100);
  return `$${cents % 100 === 0 ? cents / 100 : (cents / 100).toFixed(2)}`;
}

function priceOf(kind: string, id: string): Price | undefined {
  if (kind === 'server' || kind === 'keyvalue' || kind === 'postgres') return planPrice(kind, id);
  return Object.hasOwn(otherPrices, kind)
    ? otherPrices[kind as keyof typeof otherPrices]
    : undefined;
}
