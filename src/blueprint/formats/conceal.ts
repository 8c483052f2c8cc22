import type { Diagnostic } from '../diagnostic.ts';

/**
 * The text of a file as it may be printed: every character of a credential that was found in it is a
 * dot, so that a log does not spread what the file gives away. Places stay what they are.
 *
 * @param diagnostics all that was found in the text
 */
export function conceal(source: string, diagnostics: readonly Diagnostic[]): string {
  let text = source;
  for (const { rule, range } of diagnostics) {
    if (rule !== 'literal-credential') continue;
    const [start, end] = [range.start.offset, range.end.offset];
    const dots = source.slice(start, end).replace(/[^\r\n]/g, '•');
    text = text.slice(0, start) + dots + text.slice(end);
  }
  return text;
}
