import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { classify } from '../../src/fences/classify.ts';
import { readMarkdown } from '../../src/fences/coverage.ts';
import { findBlueprints } from '../../src/fences/files.ts';
import { officialVerdicts, root, shared } from './public.ts';
import { Random } from './random.ts';
import { sampleBlueprints } from './samples.ts';
import { type Data, type Fields, isFields } from './schema-walk.ts';

/** A valid Blueprint to make mutants of. */
export interface Source {
  where: string;
  data: Fields;
}

/**
 * Every valid Blueprint at hand: the public ones, the project's own files and fences, and generated
 * ones that show the whole schema. Files with many resources come whole and in pieces, since a small
 * Blueprint around the same mistake is judged the same, and sooner.
 */
export function mutantSources(): Source[] {
  const texts = [
    ...officialVerdicts()
      .filter(({ verdict }) => verdict === 'valid')
      .map(({ file }) => ({
        where: file,
        text: readFileSync(join(shared, 'corpus', file), 'utf8'),
      })),
    ...wholeBlueprints(),
  ];
  const whole = texts.map(({ where, text }) => ({
    where,
    data: structuredClone(parse(text, { merge: true }) as Fields),
  }));
  const generated = sampleBlueprints(new Random(1)).map((data, index) => ({
    where: `generated ${index}`,
    data,
  }));
  return [...whole, ...whole.flatMap(pieces), ...generated];
}

/** Every whole Blueprint that this project shows: files, and fences that stand for a file. */
export function wholeBlueprints(): { where: string; text: string }[] {
  const files = findBlueprints(root).map((path) => ({
    where: path,
    text: readFileSync(join(root, path), 'utf8'),
  }));
  const fences = readMarkdown(root).flatMap(({ fences }) =>
    fences
      .filter((fence) => fence.language === 'yaml' && classify(fence).class === 'blueprint')
      .map(({ path, line, code }) => ({ where: `${path}:${line}`, text: code })),
  );
  return [...files, ...fences];
}

/** Each resource of a Blueprint as a Blueprint of its own. */
function pieces({ where, data }: Source): Source[] {
  const found: Source[] = [];
  for (const [list, items] of Object.entries(data)) {
    if (!Array.isArray(items) || items.length < 2) continue;
    items.forEach((item: Data, index) => {
      if (isFields(item))
        found.push({ where: `${where} ${list}[${index}]`, data: { [list]: [item] } });
    });
  }
  return found;
}
