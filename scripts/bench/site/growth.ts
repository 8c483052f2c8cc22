import { forget, type Took, timeBuild } from './build.ts';
import { copyWith } from './copy.ts';
import { generatePages } from './generate.ts';
import { makePlain, type PlainPage } from './plain.ts';

/** Cold builds with so many generated pages beside those of the handbook, one of each side in each round. */
export interface Size {
  pages: number;
  ours: Took[];
  plain: Took[];
}

/** What one more page costs between two sizes, in seconds of processor. */
export interface Step {
  from: number;
  to: number;
  ours: number;
  plain: number;
}

/**
 * How much the cost of a page may vary from the first thousand pages' beginning to their end: the time of
 * a process varies by some percent, and a part that compares all with all would make it many times as much.
 */
export const growthLimit = 1.15;

/**
 * Builds both sides with more and more pages, each as in a fresh clone.
 *
 * @param rounds how often
 */
export function measureGrowth(
  root: string,
  pages: readonly PlainPage[],
  sizes: readonly number[],
  inSidebar: boolean,
  rounds: number,
): Size[] {
  const projects = sizes.map((count) => {
    const generated = generatePages(count, inSidebar);
    const more = generated.map(({ path, plain }) => ({ path, text: plain }));
    return {
      pages: count,
      projects: {
        ours: copyWith(root, generated),
        plain: makePlain(root, [...pages, ...more]),
      },
      ours: [] as Took[],
      plain: [] as Took[],
    };
  });
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const size of projects) {
        for (const side of ['plain', 'ours'] as const) {
          const { folder } = size.projects[side];
          forget(folder);
          const label = `round ${round + 1}, ${size.pages} generated pages, ${side}`;
          size[side].push(timeBuild(label, folder));
        }
      }
    }
  } finally {
    for (const { ours, plain } of projects.map((size) => size.projects)) {
      ours.remove();
      plain.remove();
    }
  }
  return projects.map(({ pages, ours, plain }) => ({ pages, ours, plain }));
}

/**
 * The least processor time that builds took, in seconds. Other work on a machine only ever adds to it, by as
 * much as a tenth for minutes on end, which is more than what is looked for: a difference of differences.
 */
export const leastOf = (builds: readonly Took[]): number =>
  Math.min(...builds.map(({ cpu }) => cpu));

/**
 * What each page more costs from size to size.
 *
 * @param costOf what the builds of one size and side cost, in seconds
 */
export function stepsOf(
  sizes: readonly Size[],
  costOf: (builds: readonly Took[]) => number,
): Step[] {
  return sizes.slice(1).map((size, index) => {
    const before = sizes[index] as Size;
    const cost = (side: 'ours' | 'plain') =>
      (costOf(size[side]) - costOf(before[side])) / (size.pages - before.pages);
    return { from: before.pages, to: size.pages, ours: cost('ours'), plain: cost('plain') };
  });
}

/** How many times the cost of a page in the first step it costs in the last. */
export function growthOf(steps: readonly Step[], side: 'ours' | 'plain'): number {
  const [first] = steps;
  const last = steps.at(-1);
  return first && last ? last[side] / first[side] : Number.NaN;
}
