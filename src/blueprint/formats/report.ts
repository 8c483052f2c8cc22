import type { SchemaVerdict } from '../check.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** What was found in one file. All places and offsets are the file's own, also in a Markdown fence. */
export interface FileReport {
  path: string;
  /** The whole text of the file, after fixes if any were applied. */
  source: string;
  /** The same text as it may be printed, with no credential in it. */
  printable: string;
  /** Of a Markdown file, the worst verdict of its fences; null if none of them is a Blueprint. */
  schema: SchemaVerdict | null;
  diagnostics: Diagnostic[];
  /** The fences that were checked; absent for a file that is a Blueprint itself. */
  fences?: CheckedFence[];
  /** What `--fix` changed, in the order in which it did. */
  fixed: { rule: string; title: string }[];
}

/** A Markdown fence that was checked as a Blueprint. Lines are 1-based and those of its marks. */
export interface CheckedFence {
  line: number;
  endLine: number;
  schema: SchemaVerdict;
}

/** The counts over all files of a run. */
export interface Summary {
  files: number;
  /** Files that are Blueprints, and fences that hold one. */
  blueprints: number;
  errors: number;
  warnings: number;
  /** Findings that `--fix` would take away. */
  fixable: number;
  /** Findings that only `--fix-unsafe` would take away. */
  fixableUnsafe: number;
  fixed: number;
}

/** Counts what was found. */
export function summarize(reports: readonly FileReport[]): Summary {
  const all = reports.flatMap(({ diagnostics }) => diagnostics);
  const isFixable = ({ fixes }: Diagnostic) => fixes.some(({ safe }) => safe);
  return {
    files: reports.length,
    blueprints: reports.reduce((sum, { fences }) => sum + (fences?.length ?? 1), 0),
    errors: all.filter(({ severity }) => severity === 'error').length,
    warnings: all.filter(({ severity }) => severity === 'warning').length,
    fixable: all.filter(isFixable).length,
    fixableUnsafe: all.filter((found) => found.fixes.length > 0 && !isFixable(found)).length,
    fixed: reports.reduce((sum, { fixed }) => sum + fixed.length, 0),
  };
}

/** The worse of two verdicts, as of the fences of one file. */
export function worse(a: SchemaVerdict | null, b: SchemaVerdict): SchemaVerdict {
  const order: (SchemaVerdict | null)[] = [null, 'valid', 'invalid', 'yaml-error'];
  return order.indexOf(a) > order.indexOf(b) ? (a ?? b) : b;
}
