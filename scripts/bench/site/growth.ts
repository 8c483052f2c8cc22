import { forget, middle, type Took, timeBuild } from './build.ts';
import { copyWith } from './copy.ts';
import { generatePages } from './generate.ts';
import { makePlain, type PlainPage } from './plain.ts';

/** A cold build with so many generated pages beside those of the handbook. */
export interface Size {
  pages: number;
  ours: Took;
  plain: Took;
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
 * @param rounds how often; what is in the middle counts, for a machine has slow minutes, and what is looked
 *   for is a difference of differences
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
      count,
      copy: copyWith(root, generated),
      plain: makePlain(root, [...pages, ...more]),
      took: { ours: [] as Took[], plain: [] as Took[] },
    };
  });
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const { count, copy, plain, took } of projects) {
        for (const [side, { folder }] of [['plain', plain] as const, ['ours', copy] as const]) {
          forget(folder);
          const label = `round ${round + 1}, ${count} generated pages, ${side}`;
          took[side].push(timeBuild(label, folder));
        }
      }
    }
  } finally {
    for (const { copy, plain } of projects) {
      copy.remove();
      plain.remove();
    }
  }
  return projects.map(({ count, took }) => ({
    pages: count,
    ours: middle(took.ours),
    plain: middle(took.plain),
  }));
}

/** What each page more costs from size to size. */
export function stepsOf(sizes: readonly Size[]): Step[] {
  return sizes.slice(1).map((size, index) => {
    const before = sizes[index] as Size;
    const cost = (side: 'ours' | 'plain') =>
      (size[side].cpu - before[side].cpu) / (size.pages - before.pages);
    return { from: before.pages, to: size.pages, ours: cost('ours'), plain: cost('plain') };
  });
}
