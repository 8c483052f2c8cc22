/** A piece of a row: what something was from one second to another. */
export interface Bar {
  from: number;
  to: number;
  kind: BarKind;
  /** Written into it where there is room. */
  text?: string;
}

/** What happened to a row at one moment; written below its bars. */
export interface Note {
  at: number;
  text: string;
  isBad?: boolean;
}

export interface Row {
  name: string;
  bars: Bar[];
  notes: Note[];
}

/** What happens to instances and brokers over time. All times are seconds. */
export interface Chart {
  /** What it shows, for whoever does not see it. */
  label: string;
  rows: Row[];
  /** A stretch that concerns every row, such as the overlap of a deploy. */
  bands: { from: number; to: number; text: string }[];
  from: number;
  to: number;
  /** Stretches without an event that are drawn shorter than they were. */
  cuts: { from: number; to: number }[];
  /** What stands on the axis; round numbers if it is left out. */
  ticks?: { at: number; text: string }[];
}

/** What a bar can say, with its colour. The variables are the site's; the second value is for elsewhere. */
export const barKinds = {
  starting: { meaning: 'starting', fill: 'var(--rw-margin, #8f877d)' },
  live: { meaning: 'up', fill: 'var(--rw-live, #146354)' },
  work: { meaning: 'the order at work', fill: 'var(--sl-color-accent, #4935ba)' },
  drain: { meaning: 'SIGTERM to end', fill: 'var(--rw-drain, #834b06)' },
  spare: { meaning: 'time to spare', fill: 'var(--rw-margin, #8f877d)' },
  down: { meaning: 'away', fill: 'var(--rw-kill, #941e17)' },
  full: { meaning: 'full', fill: 'var(--rw-warning, #704300)' },
  waiting: { meaning: 'orders without a receipt', fill: 'var(--sl-color-accent, #4935ba)' },
} as const;
export type BarKind = keyof typeof barKinds;

const FONT = 12;
/** Pixels of an average character. Rather too wide: a text that is cut off is worse than a gap. */
const CHARACTER = 6.4;
const BAR = 18;
const LANE = 15;
const NAME = 17;
const GAP = 10;
const TOP = 18;
const AXIS = 22;
const EDGE = 6;
/** How much of the rest a cut stretch takes. */
const CUT_SHARE = 0.25;

const round = (value: number) => Math.round(value * 10) / 10;
const widthOf = (text: string) => text.length * CHARACTER;

/**
 * Draws a chart as SVG. Its colours come from the page around it, so it fits light and dark.
 *
 * @param width pixels of the drawing; below 400 it is laid out for a phone
 */
export function drawChart(chart: Chart, width: number): string {
  const x = scaleOf(chart, width);
  const parts: string[] = [];
  let y = chart.bands.length > 0 ? TOP : 4;
  const top = y;
  for (const row of chart.rows) {
    const bars = y + NAME;
    parts.push(text(EDGE, y + FONT, row.name, 'start', 'font-weight="600"'));
    for (const bar of row.bars) parts.push(drawBar(bar, x, bars));
    for (const cut of chart.cuts) {
      if (row.bars.some(({ from, to }) => from <= cut.from && cut.to <= to)) {
        parts.push(drawCut(cut, x, bars));
      }
    }
    const notes = placeNotes(row.notes, x, width);
    const lanes = Math.max(0, ...notes.map(({ lane }) => lane + 1));
    for (const { note, at, lane, left } of notes) {
      const colour = note.isBad ? 'var(--rw-kill, #941e17)' : 'currentColor';
      const base = bars + BAR + lane * LANE + FONT + 1;
      parts.push(
        `<line x1="${at}" x2="${at}" y1="${bars - 2}" y2="${base}" stroke="${colour}" stroke-width="${note.isBad ? 2 : 1}"/>`,
        text(left + 4, base, note.text, 'start', `fill="${colour}"`),
      );
    }
    y = bars + BAR + lanes * LANE + GAP;
  }
  const bottom = y;
  const bands = chart.bands.map(({ from, to, text: name }) => {
    const middle = clamp((x(from) + x(to)) / 2, name, width);
    return `<rect x="${x(from)}" y="${top}" width="${round(x(to) - x(from))}" height="${bottom - top}" fill="currentColor" opacity="0.1"/>${text(middle, FONT, name, 'middle')}`;
  });
  const height = bottom + AXIS;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(chart.label)}" font-family="inherit" font-size="${FONT}" fill="currentColor">`,
    ...bands,
    ...parts,
    ...drawAxis(chart, x, width, bottom),
    '</svg>',
  ].join('');
}

type Scale = (second: number) => number;

/** From seconds to pixels. Outside of cuts a second has the same width everywhere. */
function scaleOf({ from, to, cuts }: Chart, width: number): Scale {
  const cut = cuts.reduce((sum, own) => sum + own.to - own.from, 0);
  const rest = Math.max(to - from - cut, 0.001);
  const factor = cut > 0 ? Math.min(1, (rest * CUT_SHARE * cuts.length) / cut) : 1;
  const shown = (second: number) =>
    second -
    from -
    cuts.reduce((sum, own) => {
      const hidden = Math.min(Math.max(second - own.from, 0), own.to - own.from);
      return sum + hidden * (1 - factor);
    }, 0);
  const all = Math.max(shown(to), 0.001);
  return (second) => round(EDGE + (shown(second) / all) * (width - 2 * EDGE));
}

function drawBar({ from, to, kind, text: name }: Bar, x: Scale, y: number): string {
  const width = round(Math.max(x(to) - x(from), 1));
  const fit = name !== undefined && widthOf(name) + 8 <= width;
  const faint = kind === 'waiting' ? ' opacity="0.4"' : '';
  const rect = `<rect x="${x(from)}" y="${y}" width="${width}" height="${BAR}" fill="${barKinds[kind].fill}"${faint}/>`;
  if (!fit) return rect;
  const style = 'fill="var(--rw-on-color, #ffffff)" font-weight="600"';
  return `${rect}${text(x(from) + 5, y + 13, name, 'start', style)}`;
}

/** Where a text may stand: to the right or to the left of its line. */
interface Place {
  left: number;
  right: number;
}

interface Placed extends Place {
  note: Note;
  at: number;
  lane: number;
}

/** Finds a place for each note, so that no text covers another or is crossed by the line of one. */
function placeNotes(notes: readonly Note[], x: Scale, width: number): Placed[] {
  const wishes = notes.map((note) => {
    const at = x(note.at);
    const length = widthOf(note.text) + 8;
    const places = [at, at - length]
      .filter((left) => left >= 0 && left + length <= width)
      .map((left) => ({ left, right: left + length }));
    const shifted = Math.max(0, Math.min(at, width - length));
    if (places.length === 0) places.push({ left: shifted, right: shifted + length });
    return { note, at, places };
  });
  const startsAtLine = ({ at, places }: (typeof wishes)[number]) => places[0]?.left === at;
  // A text that begins at its line is clear of the lines on its left, and one that ends at it of those on
  // its right: so the former are placed from right to left, and below them the latter from left to right.
  const order = [
    ...wishes.filter((wish) => startsAtLine(wish)).sort((a, b) => b.at - a.at),
    ...wishes.filter((wish) => !startsAtLine(wish)).sort((a, b) => a.at - b.at),
  ];
  const placed: Placed[] = [];
  for (const { note, at, places } of order) {
    placed.push({ note, at, ...freePlace(at, places, placed) });
  }
  return placed;
}

function freePlace(
  at: number,
  places: readonly Place[],
  placed: readonly Placed[],
): Place & { lane: number } {
  const isClear = (place: Place, lane: number) =>
    placed.every((other) => {
      if (other.lane === lane) return place.right <= other.left || other.right <= place.left;
      const [text, line] = other.lane > lane ? [place, other.at] : [other, at];
      return line <= text.left || line >= text.right;
    });
  for (let lane = 0; lane <= placed.length; lane += 1) {
    const place = places.find((candidate) => isClear(candidate, lane));
    if (place) return { ...place, lane };
  }
  // A line through a text can still be read, a text on a text cannot.
  return { ...(places[0] as Place), lane: Math.max(...placed.map(({ lane }) => lane)) + 1 };
}

function drawCut({ from, to }: Chart['cuts'][number], x: Scale, y: number): string {
  const middle = round((x(from) + x(to)) / 2);
  const edge = (at: number) =>
    `<line x1="${at - 3}" x2="${at + 3}" y1="${y + BAR + 2}" y2="${y - 2}" stroke="currentColor"/>`;
  return `<path d="M${middle - 6} ${y + BAR}h6l6 -${BAR}h-6z" fill="var(--sl-color-bg, Canvas)"/>${edge(middle - 3)}${edge(middle + 3)}`;
}

function drawAxis(chart: Chart, x: Scale, width: number, y: number): string[] {
  const taken = chart.cuts.map(({ from, to }) => {
    const middle = (x(from) + x(to)) / 2;
    const half = widthOf(shortened({ from, to })) / 2 + 4;
    return { left: middle - half, right: middle + half };
  });
  const parts = [
    `<line x1="${EDGE}" x2="${width - EDGE}" y1="${y}" y2="${y}" stroke="currentColor" opacity="0.4"/>`,
    ...chart.cuts.map(({ from, to }) =>
      text((x(from) + x(to)) / 2, y + 16, shortened({ from, to }), 'middle', 'font-style="italic"'),
    ),
  ];
  for (const { at, text: name } of chart.ticks ?? roundTicks(chart, width)) {
    const middle = clamp(x(at), name, width);
    const [left, right] = [middle - widthOf(name) / 2 - 2, middle + widthOf(name) / 2 + 2];
    const line = `<line x1="${x(at)}" x2="${x(at)}" y1="${y}" y2="${y + 4}" stroke="currentColor"/>`;
    if (taken.some((other) => left < other.right && other.left < right)) continue;
    taken.push({ left, right });
    parts.push(line, text(middle, y + 16, name, 'middle'));
  }
  return parts;
}

function shortened({ from, to }: Chart['cuts'][number]): string {
  return `${Math.round(to - from)} s, shortened`;
}

function roundTicks({ from, to, cuts }: Chart, width: number): { at: number; text: string }[] {
  const cut = cuts.reduce((sum, own) => sum + own.to - own.from, 0);
  const least = ((to - from - cut) * (1 + CUT_SHARE * cuts.length) * 56) / width;
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800].find((size) => size >= least) ?? 3600;
  const ticks: { at: number; text: string }[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    if (cuts.every((own) => at <= own.from || at >= own.to)) ticks.push({ at, text: `${at} s` });
  }
  return ticks;
}

/** Moves the middle of a text so that all of it is inside. */
function clamp(middle: number, name: string, width: number): number {
  const half = widthOf(name) / 2;
  return round(Math.min(Math.max(middle, half), width - half));
}

function text(
  x: number,
  y: number,
  content: string,
  anchor: 'start' | 'middle' | 'end',
  style = '',
): string {
  return `<text x="${round(x)}" y="${y}" text-anchor="${anchor}"${style && ` ${style}`}>${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
