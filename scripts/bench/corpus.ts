import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The public Blueprints, repeated to the wanted number, and the schema that judges them. */
export interface Corpus {
  texts: string[];
  /** The texts' names, one for each text. */
  names: string[];
  bytes: number;
  schemaPath: string;
  schema: object;
}

/** @returns undefined where corpus or schema are not there */
export function readCorpus(shared: string, count: number): Corpus | undefined {
  const folder = join(shared, 'corpus');
  const schemaPath = join(shared, 'oracle/render.yaml.schema.json');
  for (const path of [folder, schemaPath]) {
    if (!statSync(path, { throwIfNoEntry: false })) return undefined;
  }
  const files = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  const originals = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  const indexes = Array.from({ length: count }, (_, index) => index % files.length);
  const texts = indexes.map((index) => originals[index] ?? '');
  return {
    texts,
    names: indexes.map((index, at) => `${at}-${files[index]}`),
    bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    schemaPath,
    schema: JSON.parse(readFileSync(schemaPath, 'utf8')) as object,
  };
}
