import {
  type Card,
  type Frame,
  layoutTopology,
  metrics,
  type Point,
  tooLargeToDraw,
  type Wire,
} from './layout.ts';
import { boxLabel, factsOf, nameOf, oneLine, topologyText, typeLabel } from './text.ts';
import type { Topology, TopologyNode } from './topology.ts';

/** What a picture is called. */
const title = 'What this Blueprint wires';

/** Half of what an arrow's head is wide, and how long it is. */
const HEAD = { half: 4, length: 8 } as const;
/** A picture shrinks to this share of its size before it scrolls; its smallest text is 11 pixels high. */
const LEAST_SCALE = 0.82;

/**
 * Draws a topology as one `svg` element. Its look is in `src/styles/topology.css`, so it follows the
 * theme of the page. Each resource is a `g` with `data-offset`, the offset of its name in the file (UTF-16
 * units).
 *
 * @param options.id begins every id in it, so that a page can hold several
 * @param options.style a style sheet to put into it, for where there is no page around it
 * @returns a `p` that says why, if the topology is empty or too large to be drawn
 */
export function topologySvg(
  topology: Topology,
  { id, style }: { id: string; style?: string },
): string {
  const refusal = whyNotDrawn(topology);
  if (refusal !== undefined) return `<p>${escaped(refusal)}</p>`;
  const { width, height, frames, cards, wires } = layoutTopology(topology);
  const least = Math.round(width * LEAST_SCALE);
  const names = new Map(topology.nodes.map((node) => [node.id, nameOf(node)]));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="topology-picture" viewBox="0 0 ${width} ${height}" style="width:${width}px;min-width:${least}px" role="img" aria-labelledby="${escaped(id)}-title" aria-describedby="${escaped(id)}-text">`,
    `<title id="${escaped(id)}-title">${title}</title>`,
    `<desc id="${escaped(id)}-text">${escaped(topologyText(topology))}</desc>`,
    ...(style === undefined ? [] : [`<style>${escaped(style)}</style>`]),
    ...frames.map(drawFrame),
    ...wires.map((wire) => drawWire(wire, names)),
    // Over the wires, which may run through them.
    ...frames.map(({ x, y, label }) =>
      text(x + metrics.frameIndent, y + metrics.frameBaseline, label, 'frame-label'),
    ),
    ...cards.map((card) => drawCard(card, id)),
    '</svg>',
  ].join('');
}

/** Why there is no picture, as a sentence, or undefined if there is one. */
export function whyNotDrawn(topology: Topology): string | undefined {
  return topology.nodes.length === 0 ? topologyText(topology) : tooLargeToDraw(topology);
}

function drawFrame({ box, x, y, width, height }: Frame): string {
  const rectangle = `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10"/>`;
  return `<g class="frame"><title>${escaped(boxLabel(box))}</title>${rectangle}</g>`;
}

function drawWire({ edge, points, label }: Wire, names: ReadonlyMap<string, string>): string {
  const { x, y, width, height, lines } = label;
  const [from, to] = [names.get(edge.from) ?? '', names.get(edge.to) ?? ''];
  const told = `${from} takes from ${to}: ${edge.labels.map(oneLine).join(', ')}`;
  return [
    `<g class="wire"><title>${escaped(told)}</title>`,
    `<path d="${curve(points)}"/><path class="head" d="${head(points)}"/>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="3"/>`,
    ...lines.map((line, index) =>
      text(x + width / 2, y + metrics.labelPadding + (index + 0.75) * metrics.lineHeight, line),
    ),
    '</g>',
  ].join('');
}

function drawCard({ node, type, name, facts, x, y, width, height }: Card, id: string): string {
  const left = x + metrics.padding;
  const kind = node.isDefined ? typeLabel(node) : `${typeLabel(node)} that is not in this file`;
  const told = `${nameOf(node)}: ${[kind, ...factsOf(node)].join(', ')}`;
  return [
    `<g class="card ${lookOf(node)}" id="${escaped(`${id}-${node.id}`)}" data-offset="${node.range.start.offset}"><title>${escaped(told)}</title>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>`,
    `<circle cx="${round(left + 3.5)}" cy="${round(y + metrics.typeBaseline - 4)}" r="3.5"/>`,
    text(left + metrics.typeIndent, y + metrics.typeBaseline, type, 'type'),
    text(left, y + metrics.nameBaseline, name, 'name'),
    ...facts.map((fact, index) =>
      text(left, y + metrics.nameBaseline + (index + 1.1) * metrics.lineHeight, fact),
    ),
    '</g>',
  ].join('');
}

/** The class that colours a card. */
function lookOf({ isDefined, isBroker, type }: TopologyNode): string {
  if (!isDefined) return 'missing';
  if (isBroker) return 'broker';
  return type === 'worker' || type === 'database' || type === 'group' ? type : 'other';
}

/** A line that begins and ends where it should and is rounded at each point between. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.pop();
  if (!first || !last) return '';
  const parts = rest.map((point, index) => {
    const next = rest[index + 1] ?? last;
    const end = index === rest.length - 1 ? next : middle(point, next);
    return `Q${place(point)} ${place(end)}`;
  });
  return `M${place(first)}${parts.join('') || `L${place(last)}`}`;
}

/** The triangle at the end of a line. */
function head(points: readonly Point[]): string {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (!tip || !before) return '';
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const [x, y] = [(tip.x - before.x) / length, (tip.y - before.y) / length];
  const back = { x: tip.x - x * HEAD.length, y: tip.y - y * HEAD.length };
  const side = (sign: 1 | -1) => ({
    x: back.x - sign * y * HEAD.half,
    y: back.y + sign * x * HEAD.half,
  });
  return `M${place(tip)}L${place(side(1))}L${place(side(-1))}Z`;
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function place({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function text(x: number, y: number, content: string, name?: string): string {
  const look = name === undefined ? '' : ` class="${name}"`;
  return `<text x="${round(x)}" y="${round(y)}"${look}>${escaped(content)}</text>`;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

function escaped(content: string): string {
  return content
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
