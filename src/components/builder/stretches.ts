import type { Note } from '../../builder/types.ts';

/** Lines of a file that stand together, with the notes that are about them. */
export interface Stretch {
  /** 1-based and inclusive. */
  first: number;
  last: number;
  notes: readonly Note[];
}

/**
 * Cuts a file at its notes: a note's lines end at its own last line, or where the next note begins.
 * Every line is in exactly one stretch.
 *
 * @param lineCount of the file
 * @param notes those of this file; one without lines is in no stretch
 */
export function stretchesOf(lineCount: number, notes: readonly Note[]): Stretch[] {
  const byFirst = new Map<number, { last: number; notes: Note[] }>();
  for (const note of notes) {
    const { lines } = note.about;
    if (!lines) continue;
    const before = byFirst.get(lines.first);
    byFirst.set(lines.first, {
      last: Math.max(lines.last, before?.last ?? 0),
      notes: [...(before?.notes ?? []), note],
    });
  }
  const starts = [...byFirst.entries()].sort(([a], [b]) => a - b);
  const stretches: Stretch[] = [];
  let next = 1;
  const addUpTo = (last: number, about: readonly Note[]) => {
    if (last < next) return;
    stretches.push({ first: next, last, notes: about });
    next = last + 1;
  };
  for (const [index, [first, { last, notes: about }]] of starts.entries()) {
    addUpTo(first - 1, []);
    const following = starts[index + 1]?.[0] ?? Number.POSITIVE_INFINITY;
    addUpTo(Math.min(last, following - 1, lineCount), about);
  }
  addUpTo(lineCount, []);
  return stretches;
}
