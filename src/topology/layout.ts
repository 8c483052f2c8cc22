import { Graph, layout } from '@dagrejs/dagre';
import { boxLabel, factsOf, nameOf, oneLine, typeLabel } from './text.ts';
import type { Box, Edge, Topology, TopologyNode } from './topology.ts';

export interface Point {
  x: number;
  y: number;
}

/** Pixels; `x` and `y` are of the upper left corner. */
export interface Rectangle extends Point {
  width: number;
  height: number;
}

/** A node with what stands on it, as far as it fits. */
export interface Card extends Rectangle {
  node: TopologyNode;
  type: string;
  name: string;
  /** Lines. */
  facts: string[];
}

/** An edge with the variables that it brings, as far as they fit. */
export interface Wire {
  edge: Edge;
  /** From the one that takes to the one that is taken from. */
  points: Point[];
  label: Rectangle & { lines: string[] };
}

export interface Frame extends Rectangle {
  box: Box;
  label: string;
}

/** Where everything of a picture is. */
export interface Layout {
  width: number;
  height: number;
  /** Outer before inner. */
  frames: Frame[];
  cards: Card[];
  wires: Wire[];
}

/** Above this nobody can read the picture, and the words do better. */
const MAX_NODES = 150;
/** How many ranks all connections may cross: what the layout's time grows with, a few milliseconds each. */
const MAX_SPAN = 400;

/** How text is set, in pixels. The style sheet says the same font sizes. */
export const metrics = {
  padding: 12,
  typeSize: 11,
  /** Room for the dot before the type. */
  typeIndent: 13,
  typeBaseline: 22,
  nameSize: 13,
  nameBaseline: 40,
  smallSize: 11,
  lineHeight: 15,
  labelPadding: 4,
  frameIndent: 8,
  frameBaseline: 13,
} as const;

/** The widest that monospace fonts are, as a share of the font size. */
const CHARACTER = 0.61;
const NAME_CELLS = 26;
const FACT_CELLS = 25;
const LABEL_CELLS = 24;
const MAX_LABELS = 5;
const MIN_CARD = 100;

/** Pixels of the text column of a page, less the borders around a picture. */
const COLUMN = 700;
/** Between neighbours, between lines and between ranks. */
const GAPS = { node: 16, edge: 10, rank: 28 } as const;
/** With frames: half of the last or one of the others is above what lies in a frame, for its label. */
const FRAMED_GAPS = { node: 24, edge: 24, rank: 48 } as const;
/** What a picture has around it, so that no line is cut. */
const MARGIN = 4;

/** Why a topology is not drawn, as a sentence, or undefined if it is. */
export function tooLargeToDraw({ nodes, edges }: Topology): string | undefined {
  if (nodes.length > MAX_NODES) {
    return `There are ${nodes.length} resources in this file; at most ${MAX_NODES} are drawn.`;
  }
  if (spanOf(edges) > MAX_SPAN) {
    return `The ${edges.length} connections in this file are more than a picture can show.`;
  }
  return undefined;
}

/** How many ranks the edges cross, if each node is one rank above all that it takes from. */
function spanOf(edges: readonly Edge[]): number {
  const edgesFrom = Map.groupBy(edges, ({ from }) => from);
  const ranks = new Map<string, number>();
  const rankOf = (id: string): number => {
    const known = ranks.get(id);
    if (known !== undefined) return known;
    // Where they go in a circle, it ends here.
    ranks.set(id, 0);
    const below = (edgesFrom.get(id) ?? []).map(({ to }) => rankOf(to) + 1);
    const rank = Math.max(0, ...below);
    ranks.set(id, rank);
    return rank;
  };
  return edges.reduce(
    (sum, { from, to }) => sum + Math.max(1, Math.abs(rankOf(from) - rankOf(to))),
    0,
  );
}

/**
 * Finds a place for everything: top down if that is no wider than a page's text, which suits phones,
 * too, and otherwise in the narrower of the two directions. The same topology is always laid out the
 * same. What is {@link tooLargeToDraw} takes seconds and more.
 */
export function layoutTopology(topology: Topology): Layout {
  const down = layoutTowards('TB', topology);
  if (down.width <= COLUMN) return down;
  const right = layoutTowards('LR', topology);
  return right.width < down.width ? right : down;
}

function layoutTowards(direction: 'TB' | 'LR', topology: Topology): Layout {
  const graph = new Graph({ compound: true });
  const gaps = topology.boxes.length > 0 ? FRAMED_GAPS : GAPS;
  graph.setGraph({
    rankdir: direction,
    nodesep: gaps.node,
    edgesep: gaps.edge,
    ranksep: gaps.rank,
  });
  for (const { id } of topology.boxes) graph.setNode(id, { width: 0, height: 0 });
  for (const { id, parent } of topology.boxes)
    if (parent !== undefined) graph.setParent(id, parent);
  const cards = topology.nodes.map((node) => ({ node, ...contentOf(node) }));
  for (const { node, width, height } of cards) {
    graph.setNode(node.id, { width, height });
    if (node.box !== undefined) graph.setParent(node.id, node.box);
  }
  const wires = topology.edges.map((edge) => ({ edge, label: labelOf(edge) }));
  for (const { edge, label } of wires) {
    const { width, height } = label;
    graph.setEdge(edge.from, edge.to, { width, height, labelpos: 'c' });
  }
  layout(graph);

  return fitted({
    frames: topology.boxes.map((box) => frameOf(box, rectangleOf(graph.node(box.id)))),
    cards: cards.map((card) => ({ ...card, ...rectangleOf(graph.node(card.node.id)) })),
    wires: wires.map(({ edge, label }) => {
      const { points = [], ...place } = graph.edge(edge.from, edge.to);
      return { edge, points, label: { ...label, ...rectangleOf(place) } };
    }),
  });
}

/** Dagre gives the middle of things. */
function rectangleOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Rectangle>): Rectangle {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function frameOf(box: Box, place: Rectangle): Frame {
  const room = place.width - 2 * metrics.frameIndent;
  return { box, label: cut(boxLabel(box), room / widthOf('m', metrics.smallSize)), ...place };
}

/** What stands on a card, and how large that makes it. */
function contentOf(node: TopologyNode): Omit<Card, 'node' | 'x' | 'y'> {
  const type = cut(node.isDefined ? typeLabel(node) : 'not in this file', FACT_CELLS);
  const name = cut(nameOf(node), NAME_CELLS);
  const facts = filled(factsOf(node), FACT_CELLS);
  const width = Math.max(
    MIN_CARD,
    widthOf(type, metrics.typeSize) + metrics.typeIndent,
    widthOf(name, metrics.nameSize),
    ...facts.map((fact) => widthOf(fact, metrics.smallSize)),
  );
  return {
    type,
    name,
    facts,
    width: Math.ceil(width + 2 * metrics.padding),
    height: metrics.nameBaseline + facts.length * metrics.lineHeight + metrics.padding,
  };
}

function labelOf({ labels }: Edge): { width: number; height: number; lines: string[] } {
  const hidden = labels.length > MAX_LABELS + 1 ? labels.length - MAX_LABELS : 0;
  const lines = labels.slice(0, labels.length - hidden).flatMap(labelLines);
  if (hidden > 0) lines.push(`and ${hidden} more`);
  const width = Math.max(...lines.map((line) => widthOf(line, metrics.smallSize)));
  return {
    lines,
    width: Math.ceil(width + 2 * metrics.labelPadding),
    height: lines.length * metrics.lineHeight + 2 * metrics.labelPadding,
  };
}

function labelLines(label: string): string[] {
  const text = oneLine(label);
  if (cellsOf(text) <= LABEL_CELLS) return [text];
  const at = text.indexOf(' ← ');
  const parts = at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
  return parts.map((part) => cut(part, LABEL_CELLS));
}

/** Puts as many facts on a line as fit. */
function filled(facts: readonly string[], cells: number): string[] {
  const lines: string[] = [];
  for (const fact of facts) {
    const joined = `${lines.at(-1)} · ${fact}`;
    if (lines.length > 0 && cellsOf(joined) <= cells) lines[lines.length - 1] = joined;
    else lines.push(cut(fact, cells));
  }
  return lines;
}

/** Characters that take two cells of a monospace font, such as Chinese and emoji. */
const wide = /[\u1100-\u115f\u2e80-\uffff\u{10000}-\u{10ffff}]|\p{Emoji_Presentation}/u;

function cellsOf(text: string): number {
  let cells = 0;
  for (const character of text) cells += wide.test(character) ? 2 : 1;
  return cells;
}

function widthOf(text: string, fontSize: number): number {
  return cellsOf(text) * fontSize * CHARACTER;
}

/** The text, or as much of its beginning as fits with `…`. */
function cut(text: string, cells: number): string {
  if (cellsOf(text) <= cells) return text;
  let kept = '';
  for (const character of text) {
    if (cellsOf(kept + character) > cells - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Moves everything so that the picture begins at 0, and rounds it, so that the same text comes out. */
function fitted({ frames, cards, wires }: Omit<Layout, 'width' | 'height'>): Layout {
  const all: Rectangle[] = [
    ...frames,
    ...cards,
    ...wires.map(({ label }) => label),
    ...wires.flatMap(({ points }) => points.map((point) => ({ ...point, width: 0, height: 0 }))),
  ];
  const left = Math.min(...all.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...all.map(({ y }) => y)) - MARGIN;
  const moved = <T extends Point>(thing: T): T => ({
    ...thing,
    x: round(thing.x - left),
    y: round(thing.y - top),
  });
  return {
    width: Math.ceil(Math.max(...all.map(({ x, width }) => x + width)) - left + MARGIN),
    height: Math.ceil(Math.max(...all.map(({ y, height }) => y + height)) - top + MARGIN),
    frames: frames.map(moved),
    cards: cards.map(moved),
    wires: wires.map(({ edge, points, label }) => ({
      edge,
      points: points.map(moved),
      label: moved(label),
    })),
  };
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
