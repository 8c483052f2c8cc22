import { parse, stringify } from 'yaml';
import { parsePlace, type Step } from './place.ts';

/** A Blueprint made of a fragment and its host, with the way back into the fragment. */
export interface Composed {
  text: string;
  /** The place in the fragment (1-based), or undefined if the line belongs to the host. */
  toFragment(place: { line: number; column: number }): { line: number; column: number } | undefined;
}

/** Why a fragment cannot stand where it says. The message is a sentence. */
export class CannotCompose extends Error {}

type Fields = Record<string, unknown>;

const MARK = '__fragment__';

const native = {
  runtime: 'node',
  region: 'oregon',
  plan: '0.5c-512mb',
  buildCommand: 'npm ci',
  startCommand: 'node main.js',
};
const broker = {
  region: 'oregon',
  plan: '256mb',
  ipAllowList: [],
  maxmemoryPolicy: 'noeviction',
  persistenceMode: 'journal-snapshot',
};

/** The least Blueprint entry of each type that has no finding. */
const hosts: Record<string, Fields> = {
  web: { type: 'web', name: 'api', ...native },
  pserv: { type: 'pserv', name: 'internal', ...native },
  worker: { type: 'worker', name: 'worker', ...native },
  cron: { type: 'cron', name: 'nightly', ...native, schedule: '0 3 * * *' },
  keyvalue: { type: 'keyvalue', name: 'broker', ...broker },
  static: {
    type: 'web',
    name: 'site',
    runtime: 'static',
    buildCommand: 'npm run build',
    staticPublishPath: 'dist',
  },
  workflow: {
    type: 'workflow',
    name: 'tasks',
    runtime: 'node',
    region: 'oregon',
    buildCommand: 'npm ci',
    startCommand: 'node main.js',
  },
};
const database = {
  name: 'database',
  region: 'oregon',
  plan: '0.1c-256mb',
  ipAllowList: [],
};

/**
 * Puts a fragment into a whole Blueprint: into `hostText`, or into the least one that has its place.
 * A mapping replaces the fields that it names, a list replaces the items of the same name.
 *
 * @param place e.g. `services[worker].envVars`; without a host the bracket is a type of service
 * @throws {CannotCompose} if the place is not there or is of another kind than the fragment
 */
export function compose(fragment: string, place: string, hostText?: string): Composed {
  const content: unknown = parse(fragment, { merge: true });
  if (content === null || typeof content !== 'object') {
    throw new CannotCompose('The fragment is neither a mapping nor a list.');
  }
  let steps: Step[];
  try {
    steps = parsePlace(place);
  } catch (error) {
    throw new CannotCompose(`${(error as Error).message}.`);
  }
  const root =
    hostText === undefined
      ? generateHost(steps, content as Fields | unknown[])
      : (parse(hostText, { merge: true }) as Fields);

  const target = resolve(root, steps, place, Array.isArray(content) ? [] : {});
  if (Array.isArray(content) !== Array.isArray(target)) {
    const kind = (value: unknown) => (Array.isArray(value) ? 'a list' : 'a mapping');
    throw new CannotCompose(`\`${place}\` is ${kind(target)}; the fragment is ${kind(content)}.`);
  }
  if (Array.isArray(target)) {
    const named = new Set((content as unknown[]).map(identity));
    named.delete(undefined);
    const kept = target.filter((item) => !named.has(identity(item)));
    target.splice(0, target.length, ...kept, MARK);
  } else {
    for (const key of Object.keys(content)) delete (target as Fields)[key];
    (target as Fields)[MARK] = null;
  }
  return splice(stringify(root, { lineWidth: 0 }), fragment);
}

function splice(host: string, fragment: string): Composed {
  const lines = host.split('\n');
  const at = lines.findIndex((line) => line.includes(MARK));
  const marked = lines[at] ?? '';
  const isItem = marked.trim() === `- ${MARK}`;
  const prefix = isItem
    ? marked.slice(0, marked.indexOf('-'))
    : marked.slice(0, marked.indexOf(MARK));
  const blank = ' '.repeat(prefix.length);
  const inner = fragment
    .split(/\r?\n/)
    .map((line, index) => (line.trim() === '' ? '' : (index === 0 ? prefix : blank) + line));
  lines.splice(at, 1, ...inner);
  return {
    text: lines.join('\n'),
    toFragment({ line, column }) {
      const index = line - 1 - at;
      if (index < 0 || index >= inner.length) return undefined;
      return { line: index + 1, column: Math.max(1, column - prefix.length) };
    },
  };
}

/** What tells two items of one list apart. */
function identity(item: unknown): string | undefined {
  const { name, key, fromGroup } = (item ?? {}) as Fields;
  const found = name ?? key ?? fromGroup;
  return typeof found === 'string' ? found : undefined;
}

function resolve(
  root: Fields,
  steps: Step[],
  place: string,
  fallback: Fields | unknown[],
): unknown {
  let here: unknown = root;
  for (const [index, step] of steps.entries()) {
    if ('key' in step && !Array.isArray(here) && here !== null && typeof here === 'object') {
      const fields = here as Fields;
      // A field that the host leaves out, such as `envVars`, is made of the fragment's kind.
      if (fields[step.key] == null && index === steps.length - 1) fields[step.key] = fallback;
      here = fields[step.key];
    } else if ('item' in step && Array.isArray(here)) {
      here = here.find(
        (item) =>
          step.item === '' ||
          identity(item) === step.item ||
          hostType(item as Fields) === step.item,
      );
    } else {
      here = undefined;
    }
    if (here === undefined)
      throw new CannotCompose(`There is nothing at \`${place}\` in the host.`);
  }
  return here;
}

function hostType({ type, runtime }: Fields): unknown {
  return runtime === 'static' ? 'static' : type;
}

function generateHost(steps: Step[], content: Fields | unknown[]): Fields {
  const [first, second] = steps;
  const collection = first && 'key' in first ? first.key : '';
  const root: Fields = {};
  const own: Fields = Array.isArray(content) ? {} : content;
  const direct = steps.length === 2;

  if (collection === 'services' && second && 'item' in second) {
    const host = hosts[second.item];
    if (!host) {
      throw new CannotCompose(
        `\`${second.item}\` is not a type of service. Expected one of ${Object.keys(hosts).join(', ')}, or name an example's service with \`in="…"\`.`,
      );
    }
    const service: Fields = { ...host };
    if (direct && own['runtime'] !== undefined && own['runtime'] !== 'node') {
      const isBuilt = !['docker', 'image'].includes(String(own['runtime']));
      if (!isBuilt) {
        delete service['buildCommand'];
        delete service['startCommand'];
      }
    }
    if (direct && own['buildSource'] !== undefined) {
      delete service['runtime'];
      delete service['buildCommand'];
    }
    root['services'] = [service];
    if (second.item === 'keyvalue' && !/cache/i.test(String(own['name'] ?? ''))) {
      // Whether a Key Value instance is a broker is decided by the worker that reads it.
      (root['services'] as unknown[]).push({
        ...hosts['worker'],
        ...regionOf(own),
        envVars: [
          {
            key: 'REDIS_URL',
            fromService: {
              type: 'keyvalue',
              name: own['name'] ?? host['name'],
              property: 'connectionString',
            },
          },
        ],
      });
    }
  } else if (collection === 'databases' && second) {
    root['databases'] = [{ ...database }];
  } else if (collection === 'envVarGroups' && second) {
    root['envVarGroups'] = [{ name: 'shared', envVars: [] }];
  } else if (steps.length === 1 && collection !== '') {
    root[collection] = Array.isArray(content) ? [] : {};
  }
  addReferenced(root, content);
  return root;
}

function regionOf(fields: Fields): Fields {
  return fields['region'] === undefined ? {} : { region: fields['region'] };
}

/** Adds what the fragment refers to and neither it nor the host defines. */
function addReferenced(root: Fields, content: Fields | unknown[]): void {
  const listAt = (key: string) => {
    root[key] ??= [];
    return root[key] as Fields[];
  };
  const services = listAt('services');
  const databases = listAt('databases');
  const groups = listAt('envVarGroups');
  const defined = new Set<unknown>();
  const region = Array.isArray(content)
    ? regionOf((content.find((item) => (item as Fields)?.['region']) as Fields) ?? {})
    : regionOf(content);

  const collectNames = (value: unknown) => {
    if (Array.isArray(value)) for (const item of value) collectNames(item);
    else if (value !== null && typeof value === 'object') {
      const fields = value as Fields;
      if (fields['name'] !== undefined) defined.add(fields['name']);
      for (const [key, inner] of Object.entries(fields)) {
        if (key !== 'fromService' && key !== 'fromDatabase') collectNames(inner);
      }
    }
  };
  collectNames(content);
  collectNames(root);

  const visit = (value: unknown) => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (value === null || typeof value !== 'object') return;
    const { fromService, fromDatabase, fromGroup } = value as Fields;
    const service = fromService as Fields | undefined;
    if (service?.['name'] !== undefined && !defined.has(service['name'])) {
      const type = service['type'] === 'redis' ? 'keyvalue' : String(service['type']);
      const host = hosts[type];
      if (host) {
        services.push({ ...host, ...(type === 'static' ? {} : region), name: service['name'] });
        defined.add(service['name']);
      }
    }
    const source = fromDatabase as Fields | undefined;
    if (source?.['name'] !== undefined && !defined.has(source['name'])) {
      databases.push({ ...database, ...region, name: source['name'] });
      defined.add(source['name']);
    }
    if (typeof fromGroup === 'string' && !defined.has(fromGroup)) {
      groups.push({ name: fromGroup, envVars: [] });
      defined.add(fromGroup);
    }
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(content);
  if (databases.length === 0) delete root['databases'];
  if (groups.length === 0) delete root['envVarGroups'];
  if (services.length === 0 && !Array.isArray(content)) delete root['services'];
}
