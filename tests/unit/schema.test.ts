import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { blueprintSchema, checkBlueprint } from '../../src/blueprint/index.ts';
import { classify } from '../../src/fences/classify.ts';
import { readMarkdown } from '../../src/fences/coverage.ts';
import { findBlueprints } from '../../src/fences/files.ts';

const root = join(import.meta.dirname, '../..');
const shared = join(root, '../shared');
const hasOracle = statSync(join(shared, 'oracle'), { throwIfNoEntry: false }) !== undefined;
const skip = hasOracle ? false : 'the published schema does not lie beside this checkout';

const isUri = (text: string) => URL.canParse(text);
const compile = (schema: object) =>
  new Ajv2020({ strict: false, allErrors: true, formats: { uri: isUri } }).compile(schema);
const ours = compile(blueprintSchema);
const oracle = () =>
  compile(
    JSON.parse(readFileSync(join(shared, 'oracle/render.yaml.schema.json'), 'utf8')) as object,
  );

/** Every whole Blueprint that this project shows: files, and fences that stand for a file. */
function wholeBlueprints(): { where: string; text: string }[] {
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

describe('the official schema accepts every whole Blueprint of ours', { skip }, () => {
  const blueprints = wholeBlueprints();
  test('there are some', () => {
    assert.ok(blueprints.length >= 6);
  });
  for (const { where, text } of blueprints) {
    test(where, () => {
      const validate = oracle();
      assert.ok(validate(parse(text, { merge: true })), JSON.stringify(validate.errors, null, 1));
    });
  }
});

test('our JSON Schema accepts every whole Blueprint of ours', () => {
  for (const { where, text } of wholeBlueprints()) {
    assert.ok(ours(parse(text, { merge: true })), `${where}: ${JSON.stringify(ours.errors)}`);
  }
});

describe('the corpus of public Blueprints', { skip }, () => {
  const rows = hasOracle
    ? readFileSync(join(shared, 'corpus/official-verdicts.tsv'), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => row.split('\t'))
    : [];

  test('the engine gives the official verdict on each', () => {
    assert.ok(rows.length > 100);
    const disagreements = rows.flatMap(([file = '', verdict]) => {
      const text = readFileSync(join(shared, 'corpus', file), 'utf8');
      const { schema } = checkBlueprint(text);
      return schema === verdict ? [] : [`${file}: official ${verdict}, ours ${schema}`];
    });
    assert.deepEqual(disagreements, []);
  });

  test('our JSON Schema, read by Ajv, gives the engine’s verdict on each', () => {
    for (const [file = '', verdict] of rows) {
      if (verdict === 'yaml-error') continue;
      const text = readFileSync(join(shared, 'corpus', file), 'utf8');
      assert.equal(ours(parse(text, { merge: true })) ? 'valid' : 'invalid', verdict, file);
    }
  });
});
