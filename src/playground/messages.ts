import type {
  CatalogEntry,
  Completions,
  Diagnostic,
  Fixed,
  Hover,
  SchemaVerdict,
} from '../blueprint/index.ts';

/** What the page asks the worker, by kind. Offsets count UTF-16 units. */
export interface Questions {
  check: { text: string };
  fix: { text: string };
  draw: { text: string };
  complete: { text: string; offset: number };
  hover: { text: string; offset: number };
}

/** What the worker answers, by kind. */
export interface Answers {
  check: Checked;
  fix: Fixed;
  draw: Picture;
  complete: Completions | undefined;
  hover: Hover | undefined;
}

/** More findings than these are counted and not sent: nobody reads them, and each costs time. */
export const MOST_FINDINGS = 100;

/** What was found in a text, as far as the page shows it. */
export interface Checked {
  schema: SchemaVerdict;
  /** At most {@link MOST_FINDINGS}, in the order of the text. */
  diagnostics: Diagnostic[];
  errors: number;
  warnings: number;
  /** How many of all findings have a fix that can be applied unseen. */
  safeFixes: number;
  /** What the rules of the findings say about themselves, by id. */
  rules: Record<string, Pick<CatalogEntry, 'summary' | 'why'>>;
}

/** What a text wires, of the resources that can be read. */
export interface Picture {
  /** An `svg` element, or a `p` that says why there is none. */
  markup: string;
  words: string;
}
