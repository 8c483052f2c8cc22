/** Something wrong in a built page. */
export interface Finding {
  /** The file, from the built folder. */
  path: string;
  line?: number;
  column?: number;
  /** What is wrong, what was expected, and what to do. */
  message: string;
  /** The rule that says so. */
  rule: string;
}

/** A finding as a line for the terminal. */
export function formatFinding({ path, line, column, message, rule }: Finding): string {
  const place = line === undefined ? path : `${path}:${line}:${column ?? 1}`;
  return `${place} ${message} [${rule}]`;
}
