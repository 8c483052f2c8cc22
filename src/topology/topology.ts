import { readOldNames } from '../blueprint/accepted.ts';
import {
  brokers,
  entryOf,
  fieldOf,
  itemsOf,
  type Range,
  type Reference,
  type Resource,
  readModel,
  type Tree,
} from '../blueprint/index.ts';
import { plainRange } from '../blueprint/lines.ts';
import { isStaticSite } from '../blueprint/model.ts';
import { concealSecrets } from '../blueprint/secrets.ts';

/** What a Blueprint defines, where it lies, and what takes which values from what. Plain data. */
export interface Topology {
  /** Only those that hold something, outer before inner. */
  boxes: Box[];
  /** In the order of services, databases, groups, then what is only referred to. */
  nodes: TopologyNode[];
  /** One for each pair, in the order of the text. */
  edges: Edge[];
}

/** What resources lie in together. */
export interface Box {
  id: string;
  kind: 'environment' | 'ungrouped' | 'region';
  name: string;
  /** The id of the box around it. */
  parent?: string;
}

export interface TopologyNode {
  /** Letters, digits and dashes: `service-orders-api`; a second one of the name ends in `-2`. */
  id: string;
  kind: Resource['kind'];
  /** The service's `type`, `static`, `database` or `group`; what the file says where it is none of them. */
  type: string;
  /** Empty where the file gives none. */
  name: string;
  /** False for what is referred to and not in this file. */
  isDefined: boolean;
  /** Whether it is a Key Value instance that holds jobs. */
  isBroker: boolean;
  /** The id of the innermost box. */
  box?: string;
  /** Where its name stands, or the reference that gives it. */
  range: Range;
  plan?: string;
  /** Render's default where none is given; absent for static sites and groups, which have none. */
  region?: string;
  /** Least and most instances; absent where the file says nothing of them. */
  instances?: { least: string; most: string };
  maxShutdownDelaySeconds?: string;
  disk?: { sizeGB?: string; mountPath?: string };
  maxmemoryPolicy?: string;
  schedule?: string;
  postgresMajorVersion?: string;
  connectionPool?: string;
  /** Of a group: how many variables it holds. */
  variables?: number;
}

/** What one resource takes from another. */
export interface Edge {
  /** The id of the one that takes. */
  from: string;
  /** The id of the one that is taken from. */
  to: string;
  /** One for each entry of `envVars`: `REDIS_URL ← connectionString`, or `fromGroup`. */
  labels: string[];
}

/**
 * Reads what a picture shows out of a Blueprint's tree, whether or not the tree is valid: holes are left
 * out. Secrets that are known by their shape are concealed. Accepted old names are renamed in the tree, as
 * the check does.
 *
 * @param tree what `parseBlueprint` gives; nothing comes of undefined
 */
export function readTopology(tree: Tree | undefined): Topology {
  if (!tree) return { boxes: [], nodes: [], edges: [] };
  readOldNames(tree);
  const blueprint = readModel(tree);
  const holdsJobs = brokers(blueprint);
  const ids = new Ids();
  const places = placesOf(tree, ids);
  const resources = [...blueprint.services, ...blueprint.databases, ...blueprint.groups];
  const regions = new Set(resources.flatMap((resource) => regionOf(resource) ?? []));
  const boxes = new Map<string, Box>();

  const boxOf = (resource: Resource): string | undefined => {
    const outer = places.get(resource.node);
    if (outer) boxes.set(outer.id, outer);
    const region = regionOf(resource);
    if (region === undefined || regions.size < 2) return outer?.id;
    const key = `${outer?.id ?? ''} ${region}`;
    const known = boxes.get(key);
    if (known) return known.id;
    const id = ids.take(`region-${region}`);
    const box: Box = { id, kind: 'region', name: region, ...(outer && { parent: outer.id }) };
    boxes.set(key, box);
    return id;
  };

  const nodes = new Map<Resource, TopologyNode>();
  for (const resource of resources) {
    const box = boxOf(resource);
    nodes.set(resource, {
      id: ids.take(`${resource.kind}-${resource.name}`),
      kind: resource.kind,
      type: typeOf(resource),
      name: concealSecrets(resource.name),
      isDefined: true,
      isBroker: holdsJobs.has(resource),
      ...(box !== undefined && { box }),
      range: plainRange(resource.nameRange),
      ...factsOf(resource),
    });
  }

  const missing = new Map<string, TopologyNode>();
  const edges = new Map<string, Edge>();
  for (const reference of blueprint.references) {
    const from = nodes.get(reference.from);
    const to = reference.target ? nodes.get(reference.target) : missingNode(reference);
    if (!from || !to) continue;
    const key = `${from.id} ${to.id}`;
    const edge = edges.get(key) ?? { from: from.id, to: to.id, labels: [] };
    edge.labels.push(labelOf(reference));
    edges.set(key, edge);
  }

  function missingNode(reference: Reference): TopologyNode {
    const key = `${reference.kind} ${reference.name}`;
    const known = missing.get(key);
    if (known) return known;
    const node: TopologyNode = {
      id: ids.take(`missing-${reference.kind}-${reference.name}`),
      kind: reference.kind,
      type: concealSecrets(reference.type ?? reference.kind),
      name: concealSecrets(reference.name),
      isDefined: false,
      isBroker: false,
      range: plainRange((fieldOf(reference.node, 'name') ?? reference.node).range),
    };
    missing.set(key, node);
    return node;
  }

  return {
    boxes: [...boxes.values()],
    nodes: [...nodes.values(), ...missing.values()],
    edges: [...edges.values()],
  };
}

/** Gives each thing an id of its own that can stand in HTML. */
class Ids {
  readonly #taken = new Set<string>();

  take(wish: string): string {
    const plain = concealSecrets(wish).replace(/[^A-Za-z0-9]+/g, '-');
    for (let count = 1; ; count += 1) {
      const id = count === 1 ? plain : `${plain}-${count}`;
      if (this.#taken.has(id)) continue;
      this.#taken.add(id);
      return id;
    }
  }
}

/** The environment, or `ungrouped`, that each resource lies in. */
function placesOf(tree: Tree, ids: Ids): Map<Tree, Box> {
  const places = new Map<Tree, Box>();
  const put = (scope: Tree, kind: Box['kind'], name: string) => {
    const box: Box = { id: ids.take(`${kind}-${name}`), kind, name: concealSecrets(name) };
    for (const key of ['services', 'databases', 'envVarGroups']) {
      for (const item of itemsOf(scope, key)) places.set(item, box);
    }
  };
  for (const project of itemsOf(tree, 'projects')) {
    for (const environment of itemsOf(project, 'environments')) {
      const names = [project, environment].flatMap((owner) => textOf(owner, 'name') ?? []);
      put(environment, 'environment', names.join(' / ') || 'environment');
    }
  }
  const ungrouped = fieldOf(tree, 'ungrouped');
  if (ungrouped) put(ungrouped, 'ungrouped', 'ungrouped');
  return places;
}

function typeOf(resource: Resource): string {
  return isStaticSite(resource.node) ? 'static' : concealSecrets(resource.type || resource.kind);
}

function regionOf({ kind, region }: Resource): string | undefined {
  return kind === 'group' || region === undefined ? undefined : concealSecrets(region);
}

/** What a card says of a resource, as far as the file does. */
function factsOf(resource: Resource): Partial<TopologyNode> {
  const { kind, node } = resource;
  if (kind === 'group') return { variables: itemsOf(node, 'envVars').length };
  const region = regionOf(resource);
  const instances = instancesOf(node);
  const disk = diskOf(resource);
  const fields = [
    'plan',
    'maxShutdownDelaySeconds',
    'maxmemoryPolicy',
    'schedule',
    'postgresMajorVersion',
    'connectionPool',
  ] as const;
  return {
    ...(region !== undefined && { region }),
    ...(instances && { instances }),
    ...(disk && { disk }),
    ...Object.fromEntries(
      fields.flatMap((field) => {
        const value = textOf(node, field);
        return value === undefined ? [] : [[field, value]];
      }),
    ),
  };
}

function instancesOf(node: Tree): TopologyNode['instances'] {
  const scaling = fieldOf(node, 'scaling');
  const least = textOf(scaling, 'minInstances') ?? textOf(scaling, 'maxInstances');
  const most = textOf(scaling, 'maxInstances') ?? least;
  if (least !== undefined && most !== undefined) return { least, most };
  const count = textOf(node, 'numInstances');
  return count === undefined ? undefined : { least: count, most: count };
}

function diskOf({ kind, node }: Resource): TopologyNode['disk'] {
  const sizeGB = kind === 'database' ? textOf(node, 'diskSizeGB') : undefined;
  if (sizeGB !== undefined) return { sizeGB };
  const disk = entryOf(node, 'disk')?.value;
  if (disk?.kind !== 'mapping') return undefined;
  const size = textOf(disk, 'sizeGB');
  const mountPath = textOf(disk, 'mountPath');
  return {
    ...(size !== undefined && { sizeGB: size }),
    ...(mountPath !== undefined && { mountPath }),
  };
}

function labelOf({ kind, key, property, envVarKey }: Reference): string {
  if (kind === 'group') return 'fromGroup';
  const source = property ?? envVarKey;
  const label = source === undefined ? (key ?? '?') : `${key ?? '?'} ← ${source}`;
  return concealSecrets(label);
}

/** A scalar as text, whatever its type: in a broken file a number may stand where a word belongs. */
function textOf(tree: Tree | undefined, key: string): string | undefined {
  const value = fieldOf(tree, key);
  if (value?.kind !== 'scalar' || value.value === null) return undefined;
  return concealSecrets(String(value.value));
}
