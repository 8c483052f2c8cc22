/** A 1-based line and column. */
export interface Place {
  line: number;
  column: number;
}

/** One finding in a file, ready to be printed. A diagnostic with a `path` is one. */
export interface Printable {
  path: string;
  rule: string;
  message: string;
  range: { start: Place; end: Place };
}

/**
 * `path:line:col message [rule]`, then the line with one above and one below it and a caret line.
 *
 * @param source the whole text of the file at `path`
 */
export function formatFinding({ path, rule, message, range }: Printable, source: string): string {
  const lines = source.replace(/\r?\n$/, '').split(/\r?\n/);
  const { line, column } = range.start;
  const first = Math.max(1, line - 1);
  const last = Math.min(lines.length, line + 1);
  const gutter = String(last).length;
  const shown: string[] = [];
  for (let number = first; number <= last; number++) {
    const text = lines[number - 1] ?? '';
    shown.push(`${String(number).padStart(gutter)} | ${text}`);
    if (number !== line) continue;
    const length =
      range.end.line === line ? range.end.column - column : Math.max(0, text.length - column + 1);
    // Tabs stay tabs, so that the caret stands under its character.
    const indent = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
    shown.push(`${' '.repeat(gutter)} | ${indent}${'^'.repeat(Math.max(1, length))}`);
  }
  return `${path}:${line}:${column} ${message} [${rule}]\n${shown.join('\n')}`;
}
