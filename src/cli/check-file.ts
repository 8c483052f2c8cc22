import { conceal } from '../blueprint/formats/conceal.ts';
import type { FileReport } from '../blueprint/formats/report.ts';
import { applyFixes, checkBlueprint, type Diagnostic } from '../blueprint/index.ts';
import type { Input } from './inputs.ts';

/** Which findings count, and whether they are fixed. */
export interface Selection {
  /** Whether a finding is reported. */
  keeps(diagnostic: Diagnostic): boolean;
  fix: 'none' | 'safe' | 'unsafe';
}

type Check = (text: string) => Pick<FileReport, 'schema' | 'diagnostics' | 'fences'>;

/** A fix may uncover what another one mends; more rounds than this would be a circle. */
const MAX_ROUNDS = 10;

/**
 * Checks one file and, if asked, fixes its text. Writes nothing.
 *
 * @returns the report on the text after the fixes, which is in `source`
 * @throws {UsageError} if the file is MDX that does not parse
 */
export async function checkFile(
  { path, text }: Input,
  { keeps, fix }: Selection,
): Promise<FileReport> {
  const check = await checkerOf(path);
  let source = text;
  let result = check(source);
  const fixed: FileReport['fixed'] = [];
  for (let round = 0; fix !== 'none' && round < MAX_ROUNDS; round++) {
    const found = result.diagnostics.filter(keeps);
    const next = applyFixes(source, found, { unsafe: fix === 'unsafe' });
    if (next.applied.length === 0 || next.text === source) break;
    const after = check(next.text);
    if (after.schema === 'yaml-error' && result.schema !== 'yaml-error') {
      const titles = next.applied.map(({ title }) => title).join('; ');
      throw new Error(`a fix broke ${path}, so it was not written: ${titles}`);
    }
    source = next.text;
    result = after;
    fixed.push(...next.applied);
  }
  const { schema, diagnostics, fences } = result;
  return {
    path,
    source,
    printable: conceal(source, diagnostics),
    schema,
    diagnostics: diagnostics.filter(keeps),
    ...(fences && { fences }),
    fixed,
  };
}

async function checkerOf(path: string): Promise<Check> {
  if (!/\.(?:md|mdx|markdown)$/i.test(path)) return checkBlueprint;
  // The Markdown parser takes longer to load than all else together.
  const { checkMarkdown } = await import('./fences.ts');
  return (text) => checkMarkdown(path, text);
}
