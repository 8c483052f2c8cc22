import type { Diagnostic } from './diagnostic.ts';
import { applyFixes, type Fixed } from './fixes.ts';

/** A fix may uncover what another one mends; more rounds than this would be a circle. */
const MAX_ROUNDS = 10;

/**
 * Applies fixes round after round until there is nothing left to fix.
 *
 * @param check what finds, run again on each new text
 * @param name what the text is called in the error
 * @param keeps which findings count
 * @param unsafe whether fixes count that a person should look at
 * @returns the text after the fixes and what `check` says of it
 * @throws if a fix turns YAML into something else, which is a bug of the fix
 */
export function fixAll<Result extends { schema: string | null; diagnostics: Diagnostic[] }>(
  text: string,
  check: (text: string) => Result,
  { name = 'the text', keeps = () => true, unsafe = false }: FixAllOptions = {},
): Fixed & { result: Result } {
  let source = text;
  let result = check(source);
  const applied: Fixed['applied'] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = applyFixes(source, result.diagnostics.filter(keeps), { unsafe });
    if (next.applied.length === 0 || next.text === source) break;
    const after = check(next.text);
    if (after.schema === 'yaml-error' && result.schema !== 'yaml-error') {
      const titles = next.applied.map(({ title }) => title).join('; ');
      throw new Error(`a fix broke ${name}, so it was not written: ${titles}`);
    }
    source = next.text;
    result = after;
    applied.push(...next.applied);
  }
  return { text: source, applied, result };
}

interface FixAllOptions {
  name?: string;
  keeps?: (diagnostic: Diagnostic) => boolean;
  unsafe?: boolean;
}
