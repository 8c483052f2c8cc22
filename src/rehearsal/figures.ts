import type { Documented } from './documented.ts';
import type { Evidence, Form, ScenarioEvidence } from './evidence.ts';
import type { LongJob, ScenarioResult } from './result.ts';
import { percentOf, seconds } from './timeline.ts';

/** A number with its unit, as it stands in a table. */
export interface Figure {
  text: string;
  /** Whether it is damage. */
  isBad?: boolean;
}

/** One line of a table: what was counted, in each form. */
export interface FigureLine {
  name: string;
  default: Figure | undefined;
  recommended: Figure | undefined;
}

/** A scenario of one form, with what its numbers are to be read against. */
export interface Measured {
  scenario: ScenarioEvidence;
  worker: Evidence['forms'][Form]['worker'];
}

/** A scenario as it was played in one form, or undefined if it was not. */
export function measuredOf(evidence: Evidence, form: Form, scenario: string): Measured | undefined {
  const { worker, scenarios } = evidence.forms[form];
  const found = scenarios.find((own) => own.scenario === scenario);
  return found && { scenario: found, worker };
}

/** What became of the orders, in a few words. */
export function verdictOf({
  count,
  longJob,
  wait,
  instances,
  servers,
  isClean,
  runs = [],
  set,
}: ScenarioResult & Partial<Pick<ScenarioEvidence, 'runs' | 'set'>>): Figure {
  if (!count) return { text: 'no orders counted' };
  const { lost, twice, redelivered, refused, orders } = count;
  const parts: string[] = [];
  if (lost > 0) parts.push(`${lost} of ${orders} lost: not back after ${wait} s`);
  if (twice > 0) parts.push(`${twice} done twice`);
  if (parts.length === 0) parts.push(orders === 1 ? 'done once' : `all ${orders} done once`);
  if (longJob) {
    const { runs: starts, redone } = longJob;
    const again = redone === undefined ? '' : `, ${percentOf(redone)} of it redone`;
    parts.push(`${workOf(longJob)}, ${times(starts, 'start')}${again}`);
  }
  if (redelivered > 0 && !longJob)
    parts.push(`${redelivered} started again${afterOf(count.redeliveryDelay)}`);
  if (count.retried) parts.push(`${count.retried} tried again${afterOf(count.retryDelay)}`);
  if (refused > 0) parts.push(`${refused} attempts refused`);
  const evicted = servers.reduce((sum, server) => sum + (server.evicted ?? 0), 0);
  if (evicted > 0) parts.push(`${evicted} keys evicted`);
  const isKilled = instances.some(({ stop }) => stop?.signal === 'SIGTERM' && stop.killed);
  if (isKilled) parts.push('killed at the deadline');
  const failed = instances.find(({ exit }) => exit?.byItself)?.exit;
  if (failed) parts.push(`the worker ended by itself with ${failed.code ?? failed.signal}`);
  if (set) parts.push(`with ${listOfSet(set)}`);
  if (!isSame(runs)) parts.push(`of ${runs.length} runs, ${eachOf(runs)}`);
  const isBad = !isClean || runs.some((run) => run.lost + run.twice > 0);
  return { text: parts.join('; '), ...(isBad && { isBad }) };
}

/** Seconds; what is looked for no longer than this is no news. */
const SHORTEST_WATCH = 2;

/** Everything that a scenario's table shows. A line that neither form has is left out. */
export function figureLines(forms: Record<Form, Measured | undefined>): FigureLine[] {
  return Object.entries(columns).flatMap(([name, read]) => {
    const line = {
      name,
      default: forms.default && read(forms.default),
      recommended: forms.recommended && read(forms.recommended),
    };
    return line.default || line.recommended ? [line] : [];
  });
}

const columns: Record<string, (measured: Measured) => Figure | undefined> = {
  'Orders accepted': ({ scenario: { count } }) => count && { text: String(count.orders) },
  Lost: ({ scenario: { count, wait } }) =>
    count && {
      text: count.lost > 0 ? `${count.lost}, not back after ${wait} s` : '0',
      isBad: count.lost > 0,
    },
  'Done twice': ({ scenario: { count, watch = SHORTEST_WATCH } }) =>
    count && {
      text: watch > SHORTEST_WATCH ? `${count.twice}, looked for ${watch} s` : String(count.twice),
      isBad: count.twice > 0,
    },
  'Started again': ({ scenario: { count, instances } }) =>
    count && {
      text: `${count.redelivered}${afterOf(count.redeliveryDelay, ',')}`,
      // After SIGKILL a delay is the best there is; a worker that was told to stop gives orders back.
      isBad: count.late > 0 && instances.some(({ stop }) => stop?.signal === 'SIGTERM'),
    },
  'Tried again by a worker that lived on': ({ scenario: { count } }) =>
    count?.retried
      ? { text: `${count.retried}${afterOf(count.retryDelay, ',')}`, isBad: count.late > 0 }
      : undefined,
  'The order': ({ scenario: { longJob } }) => longJob && { text: workOf(longJob) },
  'Starts of the order': ({ scenario: { longJob } }) => longJob && { text: String(longJob.runs) },
  'Work redone': ({ scenario: { longJob } }) =>
    longJob && {
      text: longJob.redone === undefined ? 'lost with the order' : percentOf(longJob.redone),
    },
  'Steps redone': ({ scenario: { longJob } }) =>
    longJob?.steps && {
      text: `${longJob.steps.again} of ${longJob.steps.done - longJob.steps.again}`,
    },
  'In hand at the signal': ({ scenario }) =>
    listed(scenario, ({ stop }) => stop?.inFlight?.toString()),
  'SIGTERM to exit': ({ scenario, worker }) =>
    listed(scenario, ({ stop }) => {
      if (stop?.signal !== 'SIGTERM') return undefined;
      return stop.took === null ? `not within ${worker.shutdownDelay} s` : seconds(stop.took);
    }),
  'Exit code': ({ scenario }) =>
    listed(scenario, ({ exit }) => exit && (exit.code?.toString() ?? `none: ${exit.signal}`)),
  Killed: ({ scenario }) => {
    const figure = listed(scenario, ({ stop }) => {
      if (!stop) return undefined;
      if (stop.signal === 'SIGKILL') return 'at once';
      if (!stop.killed) return 'no';
      return stop.orphans > 0 ? `${stop.orphans} processes left behind` : 'at the deadline';
    });
    const isBad = scenario.instances.some(({ stop }) => stop?.signal === 'SIGTERM' && stop.killed);
    return figure && { ...figure, isBad };
  },
  'Attempts refused': ({ scenario: { count } }) => count && { text: String(count.refused) },
  'Keys evicted': ({ scenario: { servers } }) => {
    const evicted = servers.flatMap((server) => server.evicted ?? []);
    if (evicted.length === 0) return undefined;
    const sum = evicted.reduce((all, one) => all + one, 0);
    return { text: String(sum), isBad: sum > 0 };
  },
  'Peak memory of an instance': ({ scenario, worker }) => memoryOf([scenario], worker.memory),
  'Connections at most': ({ scenario }) => connectionsOf([scenario]),
  'Set for this': ({ scenario: { set } }) => (set ? { text: listOfSet(set) } : undefined),
  Runs: ({ scenario: { runs } }) => {
    if (runs.length === 1) return { text: '1' };
    return {
      text: `${runs.length}, ${isSame(runs) ? 'the same counts each time' : eachOf(runs)}`,
    };
  },
};

function workOf({ seconds, deploys }: LongJob): string {
  return `${seconds} s of work under ${times(deploys, 'deploy')}`;
}

function times(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** Values that took the place of the worker's own. */
function listOfSet(set: Record<string, string>): string {
  return Object.entries(set)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}

function isSame(runs: ScenarioEvidence['runs']): boolean {
  const [first] = runs;
  return runs.every(
    ({ lost, twice, killed }) =>
      lost === first?.lost && twice === first.twice && killed === first.killed,
  );
}

/** What each run counted, where they do not agree. */
function eachOf(runs: ScenarioEvidence['runs']): string {
  const all = (read: (run: ScenarioEvidence['runs'][number]) => number) =>
    runs.map(read).join(', ');
  return `lost ${all(({ lost }) => lost)}, done twice ${all(({ twice }) => twice)}, killed ${all(({ killed }) => killed)}`;
}

/** One form of an example in the overview of all. */
export interface Overview {
  sigkill: Figure;
  back: Figure;
  twice: Figure;
  memory: Figure;
  connections: Figure;
}

const missing: Figure = { text: 'not rehearsed' };

/**
 * What SIGKILL costs in one form, from the scenario `crash`, and the most memory and connections that any
 * scenario showed. What was not played says so.
 *
 * @param said what is documented; it stands beside the measured value where the two differ
 */
export function overviewOf(
  evidence: Evidence | undefined,
  form: Form,
  said: Documented | undefined,
): Overview {
  const { scenarios = [], worker } = evidence?.forms[form] ?? {};
  const crash = scenarios.find(({ scenario }) => scenario === 'crash');
  const count = crash?.count;
  const all = {
    memory: (worker && memoryOf(scenarios, worker.memory)) ?? missing,
    connections: connectionsOf(scenarios) ?? missing,
  };
  if (!crash || !count) return { sigkill: missing, back: missing, twice: missing, ...all };
  const kept =
    count.redelivered > 0
      ? `0 lost, ${count.redelivered} started again`
      : '0 lost, 0 started again';
  const sigkill: Figure =
    count.lost > 0
      ? { text: `${count.lost} of ${count.orders} lost`, isBad: true }
      : { text: kept };
  const back =
    count.lost > 0 && count.redelivered === 0
      ? `not within ${crash.wait} s`
      : afterOf(count.redeliveryDelay).replace(/^ after /, '') || 'none came back';
  const differs = said && disagreement(said, crash);
  const remarks = [
    ...(crash.set ? [`with ${listOfSet(crash.set)}`] : []),
    ...(differs ? [`documented: ${differs}`] : []),
  ];
  return {
    sigkill,
    back: {
      text: remarks.length > 0 ? `${back} (${remarks.join('; ')})` : back,
      isBad: count.lost > 0,
    },
    twice: { text: String(count.twice), isBad: count.twice > 0 },
    ...all,
  };
}

/**
 * What is documented, where a crash showed something else; undefined where both agree.
 *
 * A wait that is shorter than the documented delay shows nothing against it, but readers have to see both.
 */
export function disagreement(said: Documented, crash: ScenarioResult): string | undefined {
  const { count } = crash;
  const inHand = crash.instances.some(({ stop }) => (stop?.inFlight ?? 0) > 0);
  if (!count || !inHand) return undefined;
  if (said.fate === 'lost') return count.lost === 0 ? 'lost' : undefined;
  const { redeliveryDelay: delay } = count;
  const isOutside =
    delay !== undefined && (delay.least < said.least - 1 || delay.most > said.most + 1);
  return count.lost > 0 || isOutside ? said.says : undefined;
}

/** A range of delays as the rest of a sentence, or nothing where there was none. */
function afterOf(delay: { least: number; most: number } | undefined, comma = ''): string {
  if (!delay) return '';
  const least = Math.round(delay.least);
  const most = Math.round(delay.most);
  if (most < 1) return `${comma} after less than 1 s`;
  return least === most ? `${comma} after ${most} s` : `${comma} after ${least} to ${most} s`;
}

/** A value of each instance that has one. */
function listed(
  { instances }: ScenarioResult,
  read: (instance: ScenarioResult['instances'][number]) => string | undefined,
): Figure | undefined {
  const values = instances.flatMap((instance) => read(instance) ?? []);
  return values.length > 0 ? { text: values.join(', ') } : undefined;
}

function memoryOf(scenarios: readonly ScenarioResult[], limit: number): Figure | undefined {
  const peaks = scenarios.flatMap(({ instances }) => instances.map(({ peakMemory }) => peakMemory));
  if (peaks.length === 0) return undefined;
  const most = Math.round(Math.max(...peaks));
  return { text: `${most} of ${limit} MB`, isBad: most > limit };
}

/** Of the server that holds the queue, which comes first. */
function connectionsOf(scenarios: readonly ScenarioResult[]): Figure | undefined {
  const found = scenarios.flatMap(({ servers }) => servers.slice(0, 1));
  const [first] = found;
  if (!first) return undefined;
  const most = Math.max(...found.map(({ connections }) => connections.most));
  return { text: `${most} of ${first.connections.limit}`, isBad: most > first.connections.limit };
}
