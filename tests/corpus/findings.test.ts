import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { catalog, checkBlueprint } from '../../src/blueprint/index.ts';
import { acquitted, findings } from './findings.ts';
import { officialVerdicts, shared, skipWithoutCorpus } from './public.ts';

const read = (file: string) => readFileSync(join(shared, 'corpus', file), 'utf8');

test('the decisions are about rules that there are, and say each thing once', () => {
  const ids = new Set(catalog.map(({ id }) => id));
  const keys = [...findings, ...acquitted].map(({ file, rule }) => `${file} ${rule}`);
  assert.deepEqual(
    keys.filter((key, index) => keys.indexOf(key) !== index),
    [],
  );
  assert.deepEqual(
    [...findings, ...acquitted].filter(({ rule }) => !ids.has(rule)),
    [],
  );
});

describe('the public Blueprints that the schema accepts', { skip: skipWithoutCorpus }, () => {
  const files = skipWithoutCorpus
    ? []
    : officialVerdicts().flatMap(({ file, verdict }) => (verdict === 'valid' ? [file] : []));

  test('there are some, and every decision is about one of them', () => {
    assert.ok(files.length >= 60);
    const known = new Set(files);
    assert.deepEqual(
      [...findings, ...acquitted].filter(({ file }) => !known.has(file)),
      [],
    );
  });

  for (const file of files) {
    test(file, () => {
      const found: Record<string, number[]> = {};
      for (const { rule, range } of checkBlueprint(read(file)).diagnostics) {
        found[rule] = [...(found[rule] ?? []), range.start.line];
      }
      const decided = findings.filter((decision) => decision.file === file);
      assert.deepEqual(
        found,
        Object.fromEntries(decided.map(({ rule, lines }) => [rule, lines])),
        'Read the file: a false alarm is a bug, a right finding goes into findings.ts.',
      );
    });
  }

  for (const { file, rule, mark, why } of acquitted) {
    test(`${rule} says nothing of \`${mark}\`: ${why}`, () => {
      const text = read(file);
      assert.ok(text.includes(mark), 'the file has changed');
      assert.ok(!checkBlueprint(text).diagnostics.some((found) => found.rule === rule));
    });
  }
});
