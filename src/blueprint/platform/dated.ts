import type { Source } from '../sources.ts';

/** Facts of Render's that can change without a word: whose they are, and how long they are trusted. */
export interface Dated {
  /** What the facts are about, as a list of what is past its date names it. */
  about: string;
  /** The day from which they have to be read again: YYYY-MM-DD. */
  staleAfter: string;
  /** Where they were read, the newest copy first. */
  sources: readonly Source[];
}

/** The day on which dated facts were read last: YYYY-MM-DD. */
export function readOf({ sources }: Pick<Dated, 'sources'>): string {
  return sources.map(({ read }) => read).reduce((a, b) => (a > b ? a : b));
}
