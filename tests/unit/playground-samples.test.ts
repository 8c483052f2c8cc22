import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { catalog, checkBlueprint } from '../../src/blueprint/index.ts';
import { readSamples } from '../../src/playground/samples.ts';

const root = join(import.meta.dirname, '../..');
const samples = readSamples(root);
const idsOf = (group: string) =>
  samples.filter((sample) => sample.group === group).map(({ id }) => id);

describe('the samples of the playground', () => {
  test('are every example, in both forms if it has two', () => {
    const names = readdirSync(join(root, 'examples'));
    assert.ok(names.length > 5);
    assert.deepEqual(
      idsOf('Examples').sort(),
      names.flatMap((name) =>
        [name, `${name}/default`].filter((id) =>
          existsSync(join(root, 'examples', id, 'render.yaml')),
        ),
      ),
    );
  });

  test('are one file for each rule that has a fixture', () => {
    const fixtures = readdirSync(join(root, 'tests/fixtures/rules')).flatMap(
      (name) => /^(.*)\.bad\.yaml$/.exec(name)?.[1] ?? [],
    );
    assert.ok(fixtures.length > 30);
    assert.deepEqual(idsOf('Mistakes').sort(), fixtures.sort());
    assert.deepEqual(
      idsOf('Mistakes'),
      catalog.map(({ id }) => id).filter((id) => fixtures.includes(id)),
    );
  });

  test('have an id and a title that no other has, and no mark of a region', () => {
    for (const key of ['id', 'title'] as const) {
      assert.equal(new Set(samples.map((sample) => sample[key])).size, samples.length, key);
    }
    for (const { id, text } of samples) assert.doesNotMatch(text, /# (?:end)?region: \w+$/m, id);
  });

  test('find in a mistake its rule, and in an example as recommended nothing', () => {
    for (const { group, id, text } of samples) {
      const rules = checkBlueprint(text).diagnostics.map(({ rule }) => rule);
      if (group === 'Mistakes') assert.ok(rules.includes(id), id);
      else if (!id.endsWith('/default')) assert.deepEqual(rules, [], id);
    }
  });

  test('are the files of the project', () => {
    const celery = samples.find(({ id }) => id === 'celery/default');
    assert.match(celery?.title ?? '', /^Celery/);
    assert.equal(
      celery?.text,
      readFileSync(join(root, 'examples/celery/default/render.yaml'), 'utf8'),
    );
  });
});
