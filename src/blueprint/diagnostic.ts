/** How bad a finding is: `error` where Render refuses it or it cannot work, `warning` where it loses jobs or money. */
export type Severity = 'error' | 'warning';

/** A place in the text. `line` and `column` are 1-based, `column` and `offset` count UTF-16 units. */
export interface Position {
  line: number;
  column: number;
  offset: number;
}

/** From `start` up to, not including, `end`. */
export interface Range {
  start: Position;
  end: Position;
}

/** A second place that a finding is about, such as the referenced service. */
export interface RelatedLocation {
  label: string;
  range: Range;
}

/** Replaces the text from `start` up to, not including, `end` (offsets in UTF-16 units). */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** A change that makes a finding go away. Everything outside its edits stays byte for byte. */
export interface Fix {
  /** What it does, as an order: `Set \`maxmemoryPolicy: noeviction\``. */
  title: string;
  /** Whether it can be applied unseen: it cannot change what a working Blueprint does otherwise. */
  safe: boolean;
  edits: Edit[];
}

/** One finding about one place in a Blueprint. */
export interface Diagnostic {
  /** The id of the rule, which is also its file name and the anchor on its page. */
  rule: string;
  severity: Severity;
  /** One sentence or two that quote the offending value and say what was expected. */
  message: string;
  range: Range;
  related: RelatedLocation[];
  /** The best one first; empty where a person has to decide. */
  fixes: Fix[];
}

/** Where the rule is explained, as a path on the handbook's site. */
export function docsPath(rule: string): string {
  return `/reference/rules/#${rule}`;
}

/** Where the rule is explained, as an absolute URL. */
export function docsUrl(rule: string): string {
  return `https://render-workers.onrender.com${docsPath(rule)}`;
}

/** Orders by place in the text, then rule, then message, so that two runs print the same. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    a.range.start.offset - b.range.start.offset ||
    a.range.end.offset - b.range.end.offset ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) ||
    (a.message < b.message ? -1 : a.message > b.message ? 1 : 0)
  );
}
