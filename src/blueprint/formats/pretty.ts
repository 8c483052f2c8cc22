import { type Diagnostic, docsUrl } from '../diagnostic.ts';
import { Lines } from '../lines.ts';
import { type FramePaint, frameOf, visible } from './frame.ts';
import { type FileReport, type Summary, summarize } from './report.ts';

/** How a terminal shows emphasis; each function gives its text back, with or without escapes. */
export interface Paint {
  path(text: string): string;
  error(text: string): string;
  warning(text: string): string;
  good(text: string): string;
  dim(text: string): string;
  /** A link to `url`, or undefined where the terminal has none and the URL is to be written out. */
  link(text: string, url: string): string | undefined;
}

/**
 * The findings of a run for a person: grouped by file, each with its line, related places, fixes and
 * the page that explains it, and a summary at the end.
 *
 * @param width columns of the terminal
 */
export function toPretty(reports: readonly FileReport[], width: number, paint: Paint): string {
  const blocks = reports.flatMap((report) => {
    const lines = new Lines(report.printable);
    return [
      ...(report.fixed.length > 0 ? [fixedBlock(report, paint)] : []),
      ...report.diagnostics.map((found) => findingBlock(report.path, lines, found, width, paint)),
    ];
  });
  return `${[...blocks, summaryLine(summarize(reports), paint)].join('\n\n')}\n`;
}

function fixedBlock({ path, fixed }: FileReport, paint: Paint): string {
  const lines = fixed.map(
    ({ rule, title }) => `  ${paint.good('fixed')} ${visible(title)} ${paint.dim(`[${rule}]`)}`,
  );
  return [paint.path(visible(path)), ...lines].join('\n');
}

function findingBlock(
  path: string,
  source: Lines,
  { rule, severity, message, range, related, fixes }: Diagnostic,
  width: number,
  paint: Paint,
): string {
  const color = severity === 'error' ? paint.error : paint.warning;
  const framePaint: FramePaint = { gutter: paint.dim, caret: color };
  const at = ({ line, column }: { line: number; column: number }) =>
    paint.path(`${visible(path)}:${line}:${column}`);
  const link = paint.link(rule, docsUrl(rule));
  const lines = [
    `${at(range.start)} ${color(severity)} ${visible(message)} ${paint.dim('[')}${link ?? paint.dim(rule)}${paint.dim(']')}`,
    ...frameOf(source, range, width, 1, framePaint),
  ];
  for (const { label, range } of related) {
    const frame = frameOf(source, range, width - 2, 0, { ...framePaint, caret: paint.dim });
    lines.push(`  ${at(range.start)} ${visible(label)}`, ...frame.map((line) => `  ${line}`));
  }
  const [fix] = fixes;
  if (fix) {
    const flag = fix.safe ? '--fix' : '--fix-unsafe';
    lines.push(`  ${paint.good('fix available:')} ${visible(fix.title)} ${paint.dim(`(${flag})`)}`);
  }
  if (link === undefined) lines.push(`  ${paint.dim(`docs: ${docsUrl(rule)}`)}`);
  return lines.join('\n');
}

function summaryLine(summary: Summary, paint: Paint): string {
  const { files, blueprints, errors, warnings, fixable, fixableUnsafe, fixed } = summary;
  const what =
    files === blueprints
      ? count(files, 'file')
      : `${count(blueprints, 'Blueprint')} in ${count(files, 'file')}`;
  const found =
    errors + warnings === 0
      ? paint.good('no findings')
      : [
          ...(errors > 0 ? [paint.error(count(errors, 'error'))] : []),
          ...(warnings > 0 ? [paint.warning(count(warnings, 'warning'))] : []),
        ].join(', ');
  const fixes = [
    ...(fixed > 0 ? [`${fixed} fixed`] : []),
    ...(fixable > 0 ? [`${fixable} fixable with --fix`] : []),
    ...(fixableUnsafe > 0 ? [`${fixableUnsafe} with --fix-unsafe`] : []),
  ];
  return `${what} checked: ${[found, ...fixes].join('; ')}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
