import type { Document } from 'yaml';
import type { Fix } from './diagnostic.ts';
import { lineAt } from './edits.ts';

/** What is wrong at one place of a text that is not YAML; offsets in UTF-16 units. */
export interface Explanation {
  start: number;
  end: number;
  message: string;
  related?: { label: string; start: number; end: number }[];
  fixes?: Fix[];
  /** Whether what the parser says after it is an echo of this mistake. */
  last?: boolean;
}

/** Where the parser stopped, with what it had read. */
export interface Place {
  text: string;
  document: Document.Parsed;
  message: string;
  start: number;
  end: number;
}

/** The parser's own words, for what needs no better ones. */
export function fallback({ text, message, start, end }: Place): Explanation {
  const firstLine = text.slice(start, end).split(/\r?\n/, 1)[0] ?? '';
  return { start, end: start + firstLine.length, message: `${message}.` };
}

/** The text from an offset to the end of its line or to a comment. */
export function valueAt(text: string, start: number): string {
  return text
    .slice(start, lineAt(text, start).end)
    .replace(/\s#.*$/, '')
    .trimEnd();
}
