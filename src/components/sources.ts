import { sourcesAt } from '../errors/index.ts';

/** What a page rests on. */
export interface PageSource {
  title: string;
  url?: string | undefined;
  /** The day of the copy that was read, or of the experiment. */
  read: Date;
  note?: string | undefined;
}

/**
 * The sources of a page: those of its frontmatter, and those that stand with its error messages as data
 * and are not written on their page again.
 */
export function sourcesOf(route: {
  id: string;
  entry: { data: { sources: PageSource[] } };
}): PageSource[] {
  return [
    ...route.entry.data.sources,
    ...sourcesAt(`/${route.id}/`).map((source) => ({ ...source, read: new Date(source.read) })),
  ];
}

/** A day as `2026-11-29`. */
export const isoDay = (date: Date) => date.toISOString().slice(0, 10);

/** From the oldest day on which one of them was read to the newest. */
export function daysOf(sources: readonly PageSource[]): string | undefined {
  const days = sources.map(({ read }) => isoDay(read)).sort();
  const [first] = days;
  const last = days.at(-1);
  return first === last ? first : `${first} to ${last}`;
}
