import type { FileReport } from './report.ts';

/**
 * One workflow command per finding, which GitHub shows at its line in a pull request.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function toGithub(reports: readonly FileReport[]): string {
  const lines = reports.flatMap(({ path, diagnostics }) =>
    diagnostics.map(({ rule, severity, message, range }) => {
      const properties = {
        file: path,
        line: range.start.line,
        col: range.start.column,
        endLine: range.end.line,
        endColumn: range.end.column,
        title: rule,
      };
      const list = Object.entries(properties).map(
        ([name, value]) => `${name}=${escapeProperty(String(value))}`,
      );
      return `::${severity} ${list.join(',')}::${escapeData(message)}\n`;
    }),
  );
  return lines.join('');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
