import type { Diagnostic } from '../diagnostic.ts';
import { concealSecrets, dots } from '../secrets.ts';

/**
 * The text of a file as it may be printed: every character of a credential that was found in it, or is
 * known by its shape, is a dot, so that a log does not spread what the file gives away. Places stay
 * what they are.
 *
 * @param diagnostics all that was found in the text, in the order of the text
 */
export function conceal(source: string, diagnostics: readonly Diagnostic[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { rule, range } of diagnostics) {
    const [start, end] = [Math.max(at, range.start.offset), range.end.offset];
    if (rule !== 'literal-credential' || end <= start) continue;
    parts.push(source.slice(at, start), dots(source.slice(start, end)));
    at = end;
  }
  return concealSecrets(parts.join('') + source.slice(at));
}
