import { parseDocument } from 'yaml';
import type { Random } from '../random.ts';

/** A value of a Blueprint, as plain data. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
export type Fields = { [key: string]: Value };
export type Path = (string | number)[];

/** A Blueprint to make mutants of. */
export interface Blueprint {
  where: string;
  text: string;
  data: Fields;
  services: Part[];
  databases: Part[];
}

/** A resource and where it stands. */
export interface Part {
  path: Path;
  fields: Fields;
  type: string;
  name: string;
}

/** What makes a mutant: values to set, fields to remove (`undefined`), in this order. */
export type Change = [Path, Value | undefined][];

/** Makes mutants that break one rule. They know the mistake, and nothing of how the rule finds it. */
export type Mutator = (blueprint: Blueprint, random: Random) => Change[];

/** Reads a Blueprint; its resources may stand at the top, in environments or ungrouped. */
export function readBlueprint(where: string, text: string): Blueprint {
  const data = parseDocument(text, { merge: true }).toJS() as Fields;
  const scopes: [Path, Fields][] = [[[], data]];
  if (isFields(data['ungrouped'])) scopes.push([['ungrouped'], data['ungrouped']]);
  for (const [at, project] of list(data['projects']).entries()) {
    for (const [index, environment] of list(project['environments']).entries()) {
      scopes.push([['projects', at, 'environments', index], environment]);
    }
  }
  const parts = (key: string): Part[] =>
    scopes.flatMap(([path, scope]) =>
      list(scope[key]).map((fields, index) => ({
        path: [...path, key, index],
        fields,
        type: fields['type'] === 'redis' ? 'keyvalue' : String(fields['type'] ?? key),
        name: String(fields['name']),
      })),
    );
  return { where, text, data, services: parts('services'), databases: parts('databases') };
}

/** The text of a mutant. Everything that the change does not name stays as it is written. */
export function mutate(text: string, change: Change): string {
  const document = parseDocument(text, { merge: true });
  for (const [path, value] of change) {
    if (value === undefined) document.deleteIn(path);
    else document.setIn(path, document.createNode(value));
  }
  return document.toString({ lineWidth: 0 });
}

export function isFields(value: Value | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function list(value: Value | undefined): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** Sets one field of a part. */
export function set(
  part: Part,
  field: string,
  value: Value | undefined,
): [Path, Value | undefined] {
  return [[...part.path, field], value];
}

/** Adds one item to a list of the Blueprint's top level, which need not be there yet. */
export function append({ data }: Blueprint, key: string, ...items: Value[]): Change {
  const there = data[key];
  if (!Array.isArray(there)) return [[[key], items]];
  return items.map((item, index) => [[key, there.length + index], item]);
}

/** Adds one entry to a part's `envVars`. */
export function addVariable(part: Part, ...entries: Fields[]): Change {
  const there = part.fields['envVars'];
  if (!Array.isArray(there)) return [set(part, 'envVars', entries)];
  return entries.map((entry, index) => [[...part.path, 'envVars', there.length + index], entry]);
}

/** The services of these types that run code of their own. */
export function running({ services }: Blueprint, ...types: string[]): Part[] {
  return services.filter(
    ({ type, fields }) =>
      types.includes(type) && fields['runtime'] !== 'static' && !fields['buildSource'],
  );
}

/** Each reference of a service to another one. */
export interface Reference {
  from: Part;
  /** The place of the `fromService` value. */
  path: Path;
  source: Fields;
  target: Part | undefined;
}

export function references({ services }: Blueprint): Reference[] {
  return services.flatMap((from) =>
    list(from.fields['envVars']).flatMap((entry, index): Reference[] => {
      const source = entry['fromService'];
      if (!isFields(source)) return [];
      const target = services.find(({ name }) => name === source['name']);
      return [{ from, path: [...from.path, 'envVars', index, 'fromService'], source, target }];
    }),
  );
}

/** The Key Value instances that a worker reads, and not as a cache. */
export function brokersOf(blueprint: Blueprint): Part[] {
  const found = references(blueprint)
    .filter(({ from, source, target, path }) => {
      const key = list(from.fields['envVars'])[Number(path.at(-2))]?.['key'];
      const names = `${String(key)} ${String(source['name'])}`;
      return from.type === 'worker' && target?.type === 'keyvalue' && !/cache/i.test(names);
    })
    .flatMap(({ target }) => target ?? []);
  return [...new Set(found)];
}
