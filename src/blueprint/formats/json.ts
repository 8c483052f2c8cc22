import type { SchemaVerdict } from '../check.ts';
import { type Diagnostic, docsUrl, type Severity } from '../diagnostic.ts';
import { Lines } from '../lines.ts';
import { type CheckedFence, type FileReport, type Summary, summarize } from './report.ts';

/** Raised when a field of the output changes its meaning or goes away; new fields do not raise it. */
export const OUTPUT_VERSION = 1;

/** A stretch of a file: 1-based, columns in UTF-16 units, the end not included. */
export interface JsonRange {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** One finding in the output. */
export interface JsonDiagnostic extends JsonRange {
  rule: string;
  severity: Severity;
  message: string;
  /** The absolute URL at which the rule is explained. */
  docs: string;
  related: (JsonRange & { label: string })[];
  /** `start` and `end` are offsets into the file in UTF-16 units. */
  fixes: {
    title: string;
    safe: boolean;
    edits: (JsonRange & { start: number; end: number; text: string })[];
  }[];
}

/** What `--format json` prints. Its JSON Schema is {@link checkOutputSchema}. */
export interface CheckOutput {
  version: typeof OUTPUT_VERSION;
  tool: { name: string; version: string };
  summary: Summary;
  files: {
    path: string;
    /** Null for a Markdown file without a Blueprint. */
    schema: SchemaVerdict | null;
    fences?: CheckedFence[];
    fixed: FileReport['fixed'];
    diagnostics: JsonDiagnostic[];
  }[];
}

/**
 * The findings of a run as plain data.
 *
 * @param toolVersion the version of this package
 */
export function toJson(reports: readonly FileReport[], toolVersion: string): CheckOutput {
  return {
    version: OUTPUT_VERSION,
    tool: { name: 'render-workers', version: toolVersion },
    summary: summarize(reports),
    files: reports.map(({ path, source, schema, fences, fixed, diagnostics }) => {
      const lines = new Lines(source);
      return {
        path,
        schema,
        ...(fences ? { fences } : {}),
        fixed,
        diagnostics: diagnostics.map((diagnostic) => toJsonDiagnostic(diagnostic, lines)),
      };
    }),
  };
}

function toJsonDiagnostic(diagnostic: Diagnostic, lines: Lines): JsonDiagnostic {
  const { rule, severity, message, range, related, fixes } = diagnostic;
  return {
    ...rangeOf(range.start, range.end),
    rule,
    severity,
    message,
    docs: docsUrl(rule),
    related: related.map(({ label, range }) => ({ label, ...rangeOf(range.start, range.end) })),
    fixes: fixes.map(({ title, safe, edits }) => ({
      title,
      safe,
      edits: edits.map(({ start, end, text }) => ({
        ...rangeOf(lines.position(start), lines.position(end)),
        start,
        end,
        text,
      })),
    })),
  };
}

/** A range by its two places, as the formats for machines write it. */
export function rangeOf(
  start: { line: number; column: number },
  end: { line: number; column: number },
): JsonRange {
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
