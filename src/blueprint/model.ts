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
  region: string;
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
  const all = { service: services, database: databases, group: groups };

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
      target: all[kind].find((candidate) => candidate.name === name),
    };
  }

  return { services, databases, groups, references };
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
      region: stringOf(node, 'region') ?? defaultRegion,
      node,
    },
  ];
}

/** The Key Value instances that a worker takes its jobs from, each with the first worker that does. */
export function brokers(blueprint: Blueprint): Map<Resource, Reference> {
  const found = new Map<Resource, Reference>();
  const isCache = ({ key, name }: Reference) => /cache/i.test(name) || /cache/i.test(key ?? '');
  for (const worker of blueprint.services.filter(({ type }) => type === 'worker')) {
    const read = blueprint.references.filter(
      ({ from, target }) => from === worker && target?.type === 'keyvalue',
    );
    // A worker that also reads a cache keeps its jobs in the other instance.
    const queues = read.filter((reference) => !isCache(reference));
    for (const reference of queues.length > 0 ? queues : read) {
      if (reference.target && !found.has(reference.target)) found.set(reference.target, reference);
    }
  }
  return found;
}
