import { type Bar, type Chart, drawChart, type Note, type Row } from './chart.ts';
import type { Event, InstanceResult, ScenarioResult } from './result.ts';

/** Below this many seconds nothing is cut out of a timeline. */
const SHORTEST_CUT = 30;
/** A stretch without events is cut if it is so many times as long as everything else. */
const CUT_RATIO = 2.5;

/**
 * What a scenario showed, as rows of bars: one for the orders, one for each instance of the worker, and one
 * for a broker or database that was away or full.
 *
 * @param delay seconds from SIGTERM to SIGKILL; shown where an instance ended by itself
 */
export function timelineOf(result: ScenarioResult, delay?: number): Chart {
  const { events, instances } = result;
  const end = Math.max(
    0,
    ...events.map(({ at }) => at),
    ...instances.flatMap(({ upAt, exit }) => [upAt, exit?.at ?? 0]),
  );
  const overlap = events.find(({ kind }) => kind === 'overlap');
  const term = overlap && events.find(({ kind, at }) => kind === 'sigterm' && at >= overlap.at);
  const chart = {
    label: `Timeline of \`${result.scenario}\`: ${result.summary}`.replaceAll('`', ''),
    rows: [
      ...ordersRow(result, end),
      ...instances.map((instance) => instanceRow(instance, events, end, delay)),
      ...storeRows(result, end),
    ],
    // Several of them would be too narrow for their name.
    bands:
      overlap && term && !result.longJob
        ? [{ from: overlap.at, to: term.at, text: 'overlap' }]
        : [],
    from: 0,
    to: end,
  };
  return { ...chart, cuts: cutsOf(chart) };
}

/**
 * The timeline as SVG.
 *
 * @param width pixels; below 400 it is laid out for a phone
 */
export function timelineSvg(result: ScenarioResult, width: number, delay?: number): string {
  return drawChart(timelineOf(result, delay), width);
}

/** One thing that happened, in words. */
export interface Step {
  /** Seconds since the scenario began. */
  at: number;
  text: string;
}

/** The same as the timeline, in words. */
export function stepsOf({ events, instances, count }: ScenarioResult): Step[] {
  return events
    .filter(({ kind }) => kind !== 'start')
    .map(({ at, kind, text, who }) => {
      const instance = instances.find(({ name }) => name === who);
      const stop = instance?.stop;
      const isSignal = kind === 'sigterm' || (kind === 'sigkill' && stop?.signal === 'SIGKILL');
      const more: string[] = [];
      if (isSignal && stop?.inFlight !== undefined) {
        more.push(`, with ${orders(stop.inFlight)} in hand`);
      }
      if (kind === 'exit' && stop?.signal === 'SIGTERM' && !stop.killed && stop.took !== null) {
        more.push(`, ${seconds(stop.took)} after SIGTERM`);
      }
      if (kind === 'exit' && instance?.exit?.byItself) more.push(', without having been told to');
      if (kind === 'gave-up' && count) more.push(`: ${count.lost} of ${orders(count.orders)} lost`);
      return { at, text: `${text}${more.join('')}` };
    });
}

/** The same as the timeline, as a list in Markdown. */
export function timelineText(result: ScenarioResult): string {
  const steps = stepsOf(result).map(
    ({ at, text }, index) => `${index + 1}. ${seconds(at)}: ${text}`,
  );
  return [...steps, '', result.summary].join('\n');
}

/** Seconds as people read them: tenths only where they matter. */
export function seconds(value: number): string {
  return `${value < 100 ? value.toFixed(1) : value.toFixed(0)} s`;
}

/** A share as people read it: tenths only where they matter. */
export function percentOf(share: number): string {
  const percent = share * 100;
  return `${percent < 10 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

function orders(count: number): string {
  return count === 1 ? '1 order' : `${count} orders`;
}

function ordersRow({ events, count, wait }: ScenarioResult, end: number): Row[] {
  const enqueued = events.filter(({ kind }) => kind === 'enqueue');
  const [first] = enqueued;
  if (!first || !count) return [];
  const over = events.find(({ kind }) => kind === 'drained' || kind === 'gave-up');
  const notes: Note[] = enqueued.map(({ at, text }) => ({ at, text }));
  if (over?.kind === 'drained') notes.push({ at: over.at, text: 'all have a receipt' });
  if (over?.kind === 'gave-up') {
    notes.push({ at: over.at, text: `${count.lost} not back after ${wait} s`, isBad: true });
  }
  const bar: Bar = { from: first.at, to: over?.at ?? end, kind: 'waiting' };
  return [{ name: 'orders', bars: [bar], notes }];
}

function instanceRow(
  { name, startedAt, upAt, stop, exit }: InstanceResult,
  events: readonly Event[],
  end: number,
  delay: number | undefined,
): Row {
  const killed = events.find(({ kind, who }) => kind === 'sigkill' && who === name);
  // What outlives the top process belongs to the instance until SIGKILL.
  const over = Math.max(exit?.at ?? end, killed?.at ?? 0);
  const bars: Bar[] = [{ from: startedAt, to: Math.min(upAt, over), kind: 'starting' }];
  const leaves = stop?.at ?? over;
  if (leaves > upAt) bars.push({ from: upAt, to: leaves, kind: 'live', text: 'up' });
  bars.push(...workBars(name, events, over));
  if (stop?.signal === 'SIGTERM') bars.push({ from: stop.at, to: over, kind: 'drain' });

  const notes: Note[] = [];
  if (stop) {
    const inHand = stop.inFlight === undefined ? '' : `, ${stop.inFlight} in hand`;
    const isKill = stop.signal === 'SIGKILL';
    notes.push({ at: stop.at, text: `${stop.signal}${inHand}`, ...(isKill && { isBad: true }) });
  }
  if (stop?.signal === 'SIGTERM' && stop.killed) {
    const rest = stop.orphans > 0 ? ` to ${stop.orphans} left behind` : '';
    notes.push({
      at: over,
      text: `SIGKILL after ${seconds(over - stop.at)}${rest}`,
      isBad: true,
    });
  } else if (exit && stop?.signal !== 'SIGKILL') {
    const how = exit.code === null ? `${exit.signal} ended it` : `exit ${exit.code}`;
    const took = stop?.took ?? null;
    const limit = delay === undefined || exit.code === null ? '' : ` of ${delay} s`;
    const when =
      took === null ? ' by itself' : ` after ${seconds(took).replace(limit && ' s', '')}${limit}`;
    notes.push({ at: exit.at, text: `${how}${when}`, ...(exit.byItself && { isBad: true }) });
  }
  return { name, bars, notes };
}

/** What ends an instance's work on the one order that is followed. */
const workEnds: ReadonlySet<Event['kind']> = new Set(['began', 'handed-over', 'done', 'exit']);

/** When an instance had the one order that is followed. */
function workBars(name: string, events: readonly Event[], over: number): Bar[] {
  return events.flatMap(({ kind, who, at }, index) => {
    if (kind !== 'began' || who !== name) return [];
    const end = events
      .slice(index + 1)
      .find((later) => later.who === name && workEnds.has(later.kind));
    return [{ from: at, to: Math.min(end?.at ?? over, over), kind: 'work' as const }];
  });
}

/** A broker or database has a row where something happened to it. */
function storeRows({ events, servers }: ScenarioResult, end: number): Row[] {
  return servers.flatMap(({ name }) => {
    const own = events.filter(({ who, kind }) => who === name && kind.startsWith('broker-'));
    if (own.length === 0) return [];
    const notes: Note[] = [];
    const marks: Bar[] = [];
    for (const { kind, at } of own) {
      const until = (kinds: Event['kind']) =>
        own.find((other) => other.kind === kinds && other.at >= at)?.at ?? end;
      if (kind === 'broker-down') {
        marks.push({ from: at, to: until('broker-up'), kind: 'down' });
        notes.push({ at, text: `away for ${seconds(until('broker-up') - at)}`, isBad: true });
      }
      if (kind === 'broker-full') {
        marks.push({ from: at, to: until('broker-freed'), kind: 'full' });
        notes.push({ at, text: 'full' });
      }
      if (kind === 'broker-freed') notes.push({ at, text: 'has room again' });
    }
    return [{ name, bars: [{ from: 0, to: end, kind: 'live', text: 'up' }, ...marks], notes }];
  });
}

/** The stretches in which nothing happens for so long that the rest would be too small to see. */
function cutsOf({ rows, bands, from, to }: Omit<Chart, 'cuts'>): Chart['cuts'] {
  const bars = rows.flatMap((row) => row.bars).flatMap((bar) => [bar.from, bar.to]);
  const notes = rows.flatMap((row) => row.notes).map(({ at }) => at);
  const edges = bands.flatMap((band) => [band.from, band.to]);
  const times = [from, to, ...bars, ...notes, ...edges].sort((a, b) => a - b);
  const gaps = times
    .map((time, index) => ({ from: times[index - 1] ?? time, to: time }))
    .map((gap) => ({ ...gap, length: gap.to - gap.from }))
    .sort((a, b) => b.length - a.length);
  const cuts: Chart['cuts'] = [];
  let rest = to - from;
  for (const gap of gaps) {
    rest -= gap.length;
    if (gap.length < SHORTEST_CUT || gap.length < CUT_RATIO * rest) break;
    // The ends stay as they were, so that what happens there keeps its distance.
    const margin = Math.min(2, gap.length / 10);
    cuts.push({ from: gap.from + margin, to: gap.to - margin });
  }
  return cuts.sort((a, b) => a.from - b.from);
}
