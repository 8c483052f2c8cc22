import type { Fix, Range, RelatedLocation, Severity } from '../diagnostic.ts';
import type { Blueprint } from '../model.ts';
import type { Source } from '../sources.ts';
import type { Tree } from '../tree.ts';

/** What a rule says about one place; the engine adds the rule's id and severity. */
export interface Finding {
  range: Range;
  message: string;
  related?: RelatedLocation[];
  fixes?: (Fix | undefined)[];
}

/** What a rule looks at: the model for meaning, the tree for what the model leaves out. */
export interface RuleContext {
  blueprint: Blueprint;
  tree: Tree;
  /** The whole text of the file, for fixes. */
  source: string;
  /** Whether the schema refuses this value, so that a finding of the schema's says what to write. */
  isRefused(value: Tree): boolean;
  report(finding: Finding): void;
}

/** A mistake that the schema cannot see. The id is the file's name and the anchor of its docs. */
export interface Rule {
  id: string;
  severity: Severity;
  /** What is wrong, in one line. */
  summary: string;
  /** What happens if it stays, and what to do. */
  why: string;
  /** What its facts rest on. */
  sources: readonly Source[];
  check(context: RuleContext): void;
}
