import { stemmer } from 'stemmer';
import { joined } from './synonyms.ts';

const stopWords = new Set(
  (
    'a an and any are as at be been being but by can could did do does doing for from had has have how i if in ' +
    'into is it its me my no not of on or our out over own per should so some than that the their them then ' +
    'there these they this those to too up was we were what when where which while who why will with would you your ' +
    'get got use using used'
  ).split(' '),
);

/** Forms that no stemmer leads back to their word. */
const irregular = new Map(
  Object.entries({
    ran: 'run',
    lost: 'lose',
    sent: 'send',
    kept: 'keep',
    went: 'go',
    took: 'take',
    taken: 'take',
    fired: 'fire',
    ids: 'id',
  }),
);

/** A word of a text, where it stands, and the terms under which it is found. */
export interface Word {
  text: string;
  terms: string[];
}

/** A name with dots, dashes or underscores in it is one word: `render.yaml`, `acks_late`, `pg-boss`. */
const word = /[\p{L}\p{N}]+(?:[._-][\p{L}\p{N}]+)*/gu;

const parts = /[._-]|(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u;

const stems = new Map<string, string>();

/** A word as the index has it. */
export function termOf(part: string): string {
  const lower = part.toLowerCase();
  const known = stems.get(lower);
  if (known !== undefined) return known;
  const stem = stemmer(irregular.get(lower) ?? lower);
  stems.set(lower, stem);
  return stem;
}

/**
 * The words of a text with their terms. `maxShutdownDelaySeconds`, `max_shutdown_delay_seconds` and
 * `max-shutdown-delay-seconds` are found as a whole and by their parts.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let before = '';
  for (const [match] of text.replace(/[’']s\b/g, '').matchAll(word)) {
    const pieces = match.split(parts).filter((piece) => piece.length > 0);
    const terms = pieces
      .filter((piece) => !stopWords.has(piece.toLowerCase()))
      .map((piece) => termOf(piece));
    if (pieces.length > 1) terms.push(pieces.join('').toLowerCase());
    const lower = match.toLowerCase();
    if (joined.has(`${before} ${lower}`)) terms.push(before + lower);
    before = lower;
    words.push({ text: match, terms });
  }
  return words;
}

/** The terms of a text, in its order, a repeated one as often as it stands there. */
export function termsOf(text: string): string[] {
  return wordsOf(text).flatMap(({ terms }) => terms);
}
