import { buildIn, forget, type Took } from './build.ts';
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

/** Builds both sides with more and more pages, each as in a fresh clone. */
export function measureGrowth(
  root: string,
  pages: readonly PlainPage[],
  sizes: readonly number[],
  inSidebar: boolean,
): Size[] {
  return sizes.map((count) => {
    const generated = generatePages(count, inSidebar);
    const copy = copyWith(root, generated);
    const more = generated.map(({ path, plain }) => ({ path, text: plain }));
    const plain = makePlain(root, [...pages, ...more]);
    try {
      forget(plain.folder);
      const size = { pages: count, plain: buildIn(plain.folder), ours: buildIn(copy.folder) };
      console.error(
        `${count} generated pages: ${size.ours.wall.toFixed(1)} s, plain Starlight ${size.plain.wall.toFixed(1)} s`,
      );
      return size;
    } finally {
      copy.remove();
      plain.remove();
    }
  });
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
