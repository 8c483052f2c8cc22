import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Printable } from '../blueprint/index.ts';
import { filesBelow } from './files.ts';
import { languages } from './languages/index.ts';
import { isInstalled } from './languages/program.ts';

/** Parses every source file of the examples in a language that has a parser here. */
export async function checkExampleSources(
  root: string,
): Promise<{ parsed: number; findings: { finding: Printable; source: string }[] }> {
  const paths = filesBelow(root, 'examples');
  const findings: { finding: Printable; source: string }[] = [];
  let parsed = 0;
  for (const language of languages) {
    if (language.needs && !isInstalled(language.needs.command)) continue;
    // tsconfig.json takes comments, so it is not JSON.
    const own = paths.filter(
      (path) =>
        language.extensions.some((ending) => path.endsWith(ending)) &&
        !path.endsWith('tsconfig.json'),
    );
    if (own.length === 0) continue;
    const texts = own.map((path) => readFileSync(join(root, path), 'utf8'));
    parsed += own.length;
    for (const { index, line, column, message } of await language.parse(texts)) {
      const start = { line, column };
      findings.push({
        finding: {
          path: own[index] ?? '',
          rule: 'fence-syntax',
          message: `${language.name} cannot parse this: ${message}.`,
          range: { start, end: { line, column: column + 1 } },
        },
        source: texts[index] ?? '',
      });
    }
  }
  return { parsed, findings };
}
