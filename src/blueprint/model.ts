import { commandOf, usesBroker } from './command.ts';
import type { Range } from './diagnostic.ts';
import { defaultRegion } from './schema/values.ts';
import { entryOf, fieldOf, itemsOf, type Mapping, stringOf, type Tree } from './tree.ts';

/** A service, database or environment group, wherever in the file it is defined. */
export interface Resource {
  kind: 'service' | 'database' | 'group';
  /** Its `type`, or `database` or `group`; `redis` is read as `keyvalue`. */
  type: string;
  name: string;
  /** Where the name stands, or the whole resource if it has none. */
  nameRange: Range;
  /** Undefined for a static site, which is on no private network. */
  region: string | undefined;
  node: Mapping;
}

/** What an entry of `envVars` takes from somewhere else. */
export interface Reference {
  from: Resource;
  /** The variable's name; absent for a group. */
  key: string | undefined;
  kind: Resource['kind'];
  /** `fromService.type`, with `redis` read as `keyvalue`. */
  type: string | undefined;
  name: string;
  property: string | undefined;
  envVarKey: string | undefined;
  /** The `fromService`, `fromDatabase` or `fromGroup` value. */
  node: Tree;
  /** The resource that it names, if this file defines it. */
  target: Resource | undefined;
}

/** What a Blueprint defines and how its parts refer to each other. Holes in a broken file are left out. */
export interface Blueprint {
  services: Resource[];
  databases: Resource[];
  groups: Resource[];
  references: Reference[];
}

const normalType = (type: string | undefined) => (type === 'redis' ? 'keyvalue' : type);

/** Reads the model out of a tree, whether or not the tree is valid. */
export function readModel(tree: Tree): Blueprint {
  const scopes = [
    tree,
    fieldOf(tree, 'ungrouped'),
    ...itemsOf(tree, 'projects').flatMap((project) => itemsOf(project, 'environments')),
  ];
  const collect = (key: string, kind: Resource['kind']) =>
    scopes.flatMap((scope) => itemsOf(scope, key).flatMap((item) => resource(item, kind)));

  const services = collect('services', 'service');
  const databases = collect('databases', 'database');
  const groups = collect('envVarGroups', 'group');
  const named = {
    service: byName(services),
    database: byName(databases),
    group: byName(groups),
  };

  const references = services.flatMap((from) =>
    itemsOf(from.node, 'envVars').flatMap((item): Reference[] => {
      const key = stringOf(item, 'key');
      const group = entryOf(item, 'fromGroup');
      if (group?.value.kind === 'scalar' && typeof group.value.value === 'string') {
        const name = group.value.value;
        return [reference(from, key, 'group', name, group.value)];
      }
      const source = entryOf(item, 'fromService') ?? entryOf(item, 'fromDatabase');
      const name = stringOf(source?.value, 'name');
      if (!source || name === undefined) return [];
      const kind = source.key === 'fromService' ? 'service' : 'database';
      return [reference(from, key, kind, name, source.value)];
    }),
  );

  function reference(
    from: Resource,
    key: string | undefined,
    kind: Resource['kind'],
    name: string,
    node: Tree,
  ): Reference {
    return {
      from,
      key,
      kind,
      name,
      node,
      type: normalType(stringOf(node, 'type')),
      property: stringOf(node, 'property'),
      envVarKey: stringOf(node, 'envVarKey'),
      target: named[kind].get(name),
    };
  }

  return { services, databases, groups, references };
}

/** The first of each name; a second one is a finding of its own. */
function byName(resources: readonly Resource[]): Map<string, Resource> {
  const found = new Map<string, Resource>();
  for (const resource of resources) {
    if (!found.has(resource.name)) found.set(resource.name, resource);
  }
  return found;
}

function resource(node: Tree, kind: Resource['kind']): Resource[] {
  if (node.kind !== 'mapping') return [];
  const type = kind === 'service' ? normalType(stringOf(node, 'type')) : kind;
  return [
    {
      kind,
      type: type ?? '',
      name: stringOf(node, 'name') ?? '',
      nameRange: fieldOf(node, 'name')?.range ?? node.range,
      region: isStaticSite(node) ? undefined : (stringOf(node, 'region') ?? defaultRegion),
      node,
    },
  ];
}

/** Whether a service is a static site, which is a web service to its `type`. */
export function isStaticSite(service: Tree): boolean {
  return stringOf(service, 'type') === 'web' && stringOf(service, 'runtime') === 'static';
}

/** Whether a service is of the type that a reference asks for; a static site is of two. */
export function isOfServiceType({ type, node }: Resource, asked: string): boolean {
  return type === asked || (asked === 'static' && isStaticSite(node));
}

/** One entry of an `envVars` list, of a service or of a group. */
export interface Variable {
  owner: Resource;
  /** Absent for an entry with `fromGroup`. */
  key: string | undefined;
  keyNode: Tree | undefined;
  /** The whole entry. */
  node: Mapping;
}

/** Every entry of every `envVars` list, in the order of the text within each owner. */
export function variables({ services, groups }: Blueprint): Variable[] {
  return [...services, ...groups].flatMap((owner) =>
    itemsOf(owner.node, 'envVars').flatMap((node): Variable[] =>
      node.kind === 'mapping'
        ? [{ owner, key: stringOf(node, 'key'), keyNode: fieldOf(node, 'key'), node }]
        : [],
    ),
  );
}

/** Whether a variable's name says that what it leads to is a cache. */
export function isCacheKey(key: string | undefined): boolean {
  return /cache/i.test(key ?? '');
}

/** Whether a variable's name says that what it leads to is a queue. */
function isQueueKey(key = ''): boolean {
  // What jobs leave behind is none.
  return /broker|queue|celery|sidekiq|bull|resque|asynq|job/i.test(key) && !/result/i.test(key);
}

/** Whether a variable, or the instance that it leads to, says by its name that jobs are in there. */
export function namesQueue({ key, name }: Reference): boolean {
  return isQueueKey(key) || (isQueueKey(name) && !isCacheKey(name));
}

/** What each service takes from elsewhere, in the order of the text. */
export function referencesByService({ references }: Blueprint): Map<Resource, Reference[]> {
  const found = new Map<Resource, Reference[]>();
  for (const reference of references) {
    const own = found.get(reference.from);
    if (own) own.push(reference);
    else found.set(reference.from, [reference]);
  }
  return found;
}

/** Whether a service runs jobs, which a web service may do beside its own work. */
function isWorker({ type, node }: Resource): boolean {
  if (type === 'worker') return true;
  const command = commandOf(node, 'startCommand') ?? commandOf(node, 'dockerCommand');
  return command !== undefined && usesBroker(command);
}

/** Several rules ask for them. */
const brokersOf = new WeakMap<Blueprint, Map<Resource, Reference>>();

/**
 * The Key Value instances that hold jobs, each with a reference that shows it: a worker's before one
 * of another service, which counts if its name speaks of a queue. Of a worker's instances, that one
 * alone counts, too, where there is one; what a name calls a cache is none, unless there is nothing
 * else that the jobs could be in.
 */
export function brokers(blueprint: Blueprint): ReadonlyMap<Resource, Reference> {
  const known = brokersOf.get(blueprint);
  if (known) return known;
  const found = new Map<Resource, Reference>();
  brokersOf.set(blueprint, found);
  const others: Reference[] = [];
  const byService = referencesByService(blueprint);
  for (const [service, references] of byService) {
    const own = references.map((reference) => resolved(reference, byService));
    const read = own.filter(({ target, key }) => target?.type === 'keyvalue' && !isCacheKey(key));
    if (read.length === 0) continue;
    const queues = read.filter(namesQueue);
    if (!isWorker(service)) {
      others.push(...queues.filter(({ key }) => isQueueKey(key)));
      continue;
    }
    const named = queues.length > 0 ? queues : read.filter(({ name }) => !isCacheKey(name));
    const isElsewhere = named.length > 0 || own.some(({ kind }) => kind === 'database');
    for (const reference of isElsewhere ? named : read) {
      if (reference.target && !found.has(reference.target)) found.set(reference.target, reference);
    }
  }
  for (const reference of others) {
    if (reference.target && !found.has(reference.target)) found.set(reference.target, reference);
  }
  return found;
}

/** How a service shows that an instance holds jobs, as the label of a related place. */
export function useOfBroker({ from, key }: Reference): string {
  return isWorker(from)
    ? `\`${from.name}\` takes its jobs from it`
    : `\`${from.name}\` calls it \`${key}\``;
}

/** A variable that copies one of another service leads to where that one does. */
function resolved(
  reference: Reference,
  byService: ReadonlyMap<Resource, readonly Reference[]>,
): Reference {
  const { target, envVarKey } = reference;
  if (!target || envVarKey === undefined) return reference;
  const copied = byService.get(target)?.find(({ key }) => key === envVarKey);
  return copied ? { ...reference, name: copied.name, target: copied.target } : reference;
}
