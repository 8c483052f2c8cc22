/** The arithmetic of a run: when receipts came, and what was counted before and after. */

/** The share of the receipts that is the warm-up. */
export const WARM_UP = 0.1;

/** How many receipts come before what is counted. */
export function warmUpOf(receipts: number, share = WARM_UP): number {
  return Math.floor(receipts * share);
}

/**
 * Receipts a second, from the last one of the warm-up to the last of all.
 *
 * @param times seconds, in the order in which they came
 * @throws {Error} if there are too few, they are not in order, or no time passes
 */
export function rateOf(times: readonly number[], share = WARM_UP): number {
  const first = times[warmUpOf(times.length, share)];
  const last = times.at(-1);
  const counted = times.length - 1 - warmUpOf(times.length, share);
  if (first === undefined || last === undefined || counted < 1) {
    throw new Error(`${times.length} receipts make no rate`);
  }
  if (times.some((time, index) => time < (times[index - 1] ?? time))) {
    throw new Error('receipts are not in the order of their times');
  }
  if (!(last > first)) throw new Error('no time passes between the receipts');
  return counted / (last - first);
}

/** Jobs a second from which on a first run is too short to be trusted: the next ones get {@link LEAST_OF_FAST}. */
const FAST = 150;
const LEAST_OF_FAST = 2000;
const LEAST = 60;
const MOST = 5000;

/**
 * How many orders the next runs get, from a short first one.
 *
 * @param rate jobs a second of the first run
 * @param seconds that a run shall take
 */
export function ordersFor(rate: number, seconds: number): number {
  if (!(rate > 0)) throw new Error(`a rate of ${rate}`);
  const least = rate < FAST ? LEAST : LEAST_OF_FAST;
  return Math.round(Math.min(MOST, Math.max(least, rate * seconds)));
}

/**
 * What was counted for each job.
 *
 * @throws {Error} if there was no job, or a counter went back
 */
export function perJob(before: number, after: number, jobs: number): number {
  if (!(jobs > 0)) throw new Error('no jobs');
  if (!(after >= before)) throw new Error(`a counter went from ${before} to ${after}`);
  return (after - before) / jobs;
}

/**
 * Calls of each command in the answer to `INFO commandstats`.
 *
 * @throws {Error} if there are none
 */
export function callsIn(info: string): Map<string, number> {
  const calls = new Map(
    [...info.matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm)].map(([, name = '', count]) => [
      name,
      Number(count),
    ]),
  );
  if (calls.size === 0) throw new Error('no commandstats');
  return calls;
}

/** Calls for each job, without those that are the benchmark's own and what ran less than once in a hundred jobs. */
export function callsPerJob(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  jobs: number,
): Record<string, number> {
  return Object.fromEntries(
    [...after].flatMap(([name, count]) => {
      if (name === 'info') return [];
      const each = perJob(before.get(name) ?? 0, count, jobs);
      return each >= 0.01 ? [[name, Math.round(each * 100) / 100]] : [];
    }),
  );
}

/** Clock ticks of a process and of the children that it has seen end, of a line of `/proc/PID/stat`. */
export function ticksIn(stat: string): number {
  // The name of the program stands in brackets and may hold spaces and brackets itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).map(Number);
  if (ticks.length < 4 || ticks.some((value) => !Number.isFinite(value))) {
    throw new Error(`no process: ${stat}`);
  }
  return ticks.reduce((sum, value) => sum + value, 0);
}
