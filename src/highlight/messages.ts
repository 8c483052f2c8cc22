import type { Theme } from './palette.ts';
import type { Tokens } from './tokens.ts';

/** What the thread is given. */
export interface Task {
  themes: readonly Theme[];
  /** The project's root, to colour the code of its pages before anyone asks for it. */
  ahead: string | undefined;
}

/** Code that somebody waits for. */
export interface Question {
  language: string;
  code: string;
}

/** Code in colour, without tokens if its language is not known. What failed has an error instead. */
export type Answer = Question & ({ tokens: Tokens | undefined } | { error: unknown });

/** The same for a question and its answer. */
export function keyOf({ language, code }: Question): string {
  return `${language}\n${code}`;
}
