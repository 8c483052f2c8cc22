import type { Box, Edge, Topology, TopologyNode } from './topology.ts';

/** What a node is, as its card says it. */
const typeLabels: Readonly<Record<string, string>> = {
  web: 'web service',
  static: 'static site',
  pserv: 'private service',
  worker: 'background worker',
  cron: 'cron job',
  workflow: 'workflow',
  keyvalue: 'Key Value',
  database: 'Postgres',
  group: 'environment group',
};

/** What a node is: `broker (Key Value)`, `web service`, or what the file says. */
export function typeLabel({ type, isBroker }: TopologyNode): string {
  const label = Object.hasOwn(typeLabels, type) ? typeLabels[type] : undefined;
  return isBroker ? `broker (${label ?? type})` : (label ?? type);
}

/** A node's name, or words in its place. */
export function nameOf({ name }: TopologyNode): string {
  return oneLine(name) || '(no name)';
}

/** What the file says of a node, each in a few words; a node that is not in it has nothing to say. */
export function factsOf(node: TopologyNode): string[] {
  const { plan, region, instances, maxShutdownDelaySeconds: delay, variables } = node;
  const facts = [
    plan,
    region,
    instances && instancesText(instances),
    node.schedule && `at ${node.schedule}`,
    delay && `shutdown delay ${delay} s`,
    node.disk && diskText(node.disk),
    node.maxmemoryPolicy,
    node.postgresMajorVersion && `version ${node.postgresMajorVersion}`,
    node.connectionPool && `pool ${node.connectionPool}`,
    variables !== undefined && `${variables} ${variables === 1 ? 'variable' : 'variables'}`,
  ];
  return facts.filter((fact) => typeof fact === 'string').map(oneLine);
}

function instancesText({ least, most }: { least: string; most: string }): string {
  if (least !== most) return `${least}–${most} instances`;
  return `${least} ${least === '1' ? 'instance' : 'instances'}`;
}

function diskText({ sizeGB, mountPath }: NonNullable<TopologyNode['disk']>): string {
  const size = sizeGB === undefined ? 'disk' : `disk ${sizeGB} GB`;
  return mountPath === undefined ? size : `${size} at ${mountPath}`;
}

/** Text that a file may spread over lines, on one. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no XML may hold them, nor a terminal show them
  return text.replace(/[\s\0-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+/gu, ' ').trim();
}

/**
 * The same as the picture, in words: a line for each node below the box that it lies in, and below it
 * what it takes from others. Ends without a line break.
 */
export function topologyText({ boxes, nodes, edges }: Topology): string {
  if (nodes.length === 0) return 'This file defines nothing.';
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const edgesFrom = Map.groupBy(edges, ({ from }) => from);
  const defined = nodes.filter(({ isDefined }) => isDefined);
  const missing = nodes.filter(({ isDefined }) => !isDefined);
  const nodesIn = Map.groupBy(defined, ({ box }) => box);
  const boxesIn = Map.groupBy(boxes, ({ parent }) => parent);

  const linesIn = (id: string | undefined): string[] => [
    ...(nodesIn.get(id) ?? []).flatMap((node) => [
      nodeLine(node),
      ...(edgesFrom.get(node.id) ?? []).map((edge) => indent(edgeLine(edge, byId))),
    ]),
    ...(boxesIn.get(id) ?? []).flatMap((box) => [boxLabel(box), ...linesIn(box.id).map(indent)]),
  ];
  const lines = linesIn(undefined);
  if (missing.length > 0) {
    lines.push('not in this file', ...missing.map((node) => indent(nodeLine(node))));
  }
  return lines.join('\n');
}

/** What a box is called: `orders / production`, `region oregon` or `ungrouped`. */
export function boxLabel({ kind, name }: Box): string {
  return oneLine(kind === 'region' ? `region ${name}` : name);
}

function nodeLine(node: TopologyNode): string {
  return `${nameOf(node)}: ${[typeLabel(node), ...factsOf(node)].join(', ')}`;
}

function edgeLine({ to, labels }: Edge, byId: ReadonlyMap<string, TopologyNode>): string {
  const target = byId.get(to);
  return `from ${target ? nameOf(target) : to}: ${labels.map(oneLine).join(', ')}`;
}

function indent(line: string): string {
  return `  ${line}`;
}
