import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');
export const shared = join(root, '../shared');

/** False where the public Blueprints and the published schema lie beside this checkout, else why not. */
export const skipWithoutCorpus: string | false = statSync(join(shared, 'corpus'), {
  throwIfNoEntry: false,
})
  ? false
  : 'the public Blueprints and the published schema do not lie beside this checkout';

/** The public Blueprints with the official verdict of each. */
export function officialVerdicts(): { file: string; verdict: string }[] {
  return readFileSync(join(shared, 'corpus/official-verdicts.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => {
      const [file = '', verdict = ''] = row.split('\t');
      return { file, verdict };
    });
}
