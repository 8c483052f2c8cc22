import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { catalog, checkBlueprint, formatFinding } from '../../src/blueprint/index.ts';
import { rules } from '../../src/blueprint/rules/index.ts';

const fixtures = join(import.meta.dirname, '../fixtures/rules');
const ruleFiles = readdirSync(join(import.meta.dirname, '../../src/blueprint/rules'))
  .filter((name) => !['index.ts', 'rule.ts', 'sources.ts'].includes(name))
  .map((name) => name.replace(/\.ts$/, ''));

const read = (name: string) => readFileSync(join(fixtures, name), 'utf8');

/** What the checker prints for a fixture, all findings in order. */
function render(name: string): string {
  const source = read(name);
  const { diagnostics } = checkBlueprint(source);
  const shown = diagnostics.map((found) => {
    const related = found.related.map(
      ({ label, range }) => `  ${range.start.line}:${range.start.column} ${label}\n`,
    );
    return `${found.severity} ${formatFinding({ path: name, ...found }, source)}\n${related.join('')}`;
  });
  return shown.join('\n');
}

test('every rule file is registered, under its own name', () => {
  assert.deepEqual(
    rules.map(({ id }) => id),
    ruleFiles,
  );
});

test('no id is used twice', () => {
  const ids = catalog.map(({ id }) => id);
  assert.deepEqual([...new Set(ids)], ids);
});

describe('fixtures', () => {
  for (const { id, severity } of catalog) {
    test(`${id}: the bad case breaks it and nothing else`, () => {
      const { diagnostics } = checkBlueprint(read(`${id}.bad.yaml`));
      assert.ok(diagnostics.length > 0, 'no finding');
      assert.deepEqual([...new Set(diagnostics.map(({ rule }) => rule))], [id]);
      assert.deepEqual([...new Set(diagnostics.map((found) => found.severity))], [severity]);
    });

    test(`${id}: the good case has no finding`, () => {
      assert.equal(render(`${id}.good.yaml`), '');
    });

    test(`${id}: it is printed as expected`, () => {
      const expected = join(fixtures, `${id}.bad.txt`);
      const actual = render(`${id}.bad.yaml`);
      if (process.env['UPDATE_EXPECTED']) writeFileSync(expected, actual);
      assert.equal(actual, readFileSync(expected, 'utf8'));
    });
  }
});

test('no fixture is left over from a rule that is gone', () => {
  const ids = new Set(catalog.map(({ id }) => id));
  const strays = readdirSync(fixtures).filter((name) => !ids.has(name.split('.')[0] ?? ''));
  assert.deepEqual(strays, []);
});

test('all fixtures in one process: no rule remembers the file before', () => {
  const names = readdirSync(fixtures).filter((name) => name.endsWith('.yaml'));
  const once = names.map(render);
  assert.deepEqual(names.map(render), once);
});
