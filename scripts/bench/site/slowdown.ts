/** How fast the machine is, and how much it is slowed down to be a phone of the middle of the market. */
export interface Host {
  /** Lighthouse's BenchmarkIndex: more is faster. */
  benchmarkIndex: number;
  /** What the times of its processor are multiplied by. */
  slowdown: number;
}

/** By how much machines are to be slowed down, by their BenchmarkIndex. */
const slowdowns: readonly [index: number, slowdown: number][] = [
  [150, 1],
  [800, 2],
  [1300, 3],
  [1533, 4],
  [2000, 6],
];

/**
 * The slowdown that makes the same phone of every machine. Lighthouse's own is 4, for what has an index of 1,533.
 *
 * Source: Lighthouse's docs/throttling.md, "Calibrating the CPU slowdown", and the calculator that it names.
 */
export function slowdownFor(benchmarkIndex: number): number {
  const above = slowdowns.findIndex(([index]) => index > benchmarkIndex);
  const [least, most] = [slowdowns[0]?.[1] ?? 1, slowdowns.at(-1)?.[1] ?? 1];
  if (above === 0) return least;
  const [from, to] = [slowdowns[above - 1], slowdowns[above]];
  if (!from || !to) return most;
  const slowdown = from[1] + ((benchmarkIndex - from[0]) / (to[0] - from[0])) * (to[1] - from[1]);
  return Math.round(slowdown * 10) / 10;
}
