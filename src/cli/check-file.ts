import { conceal } from '../blueprint/formats/conceal.ts';
import type { FileReport } from '../blueprint/formats/report.ts';
import { checkBlueprint, type Diagnostic, fixAll } from '../blueprint/index.ts';
import type { Input } from './inputs.ts';

/** Which findings count, and whether they are fixed. */
export interface Selection {
  /** Whether a finding is reported. */
  keeps(diagnostic: Diagnostic): boolean;
  fix: 'none' | 'safe' | 'unsafe';
}

type Check = (text: string) => Pick<FileReport, 'schema' | 'diagnostics' | 'fences'>;

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
  const {
    text: source,
    applied: fixed,
    result,
  } = fix === 'none'
    ? { text, applied: [], result: check(text) }
    : fixAll(text, check, { name: path, keeps, unsafe: fix === 'unsafe' });
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
