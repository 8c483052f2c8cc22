import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { catalog, checkBlueprint, type Fix, formatFinding } from '../../src/blueprint/index.ts';
import { rules } from '../../src/blueprint/rules/index.ts';

const fixtures = join(import.meta.dirname, '../fixtures/rules');
const cases = join(import.meta.dirname, '../fixtures/rule-cases');
const ruleFiles = readdirSync(join(import.meta.dirname, '../../src/blueprint/rules'))
  .filter((name) => !['index.ts', 'rule.ts', 'sources.ts'].includes(name))
  .map((name) => name.replace(/\.ts$/, ''));

const read = (name: string) => readFileSync(join(fixtures, name), 'utf8');

/** What the checker prints for a fixture, all findings in order, with their places and fixes. */
function render(name: string): string {
  const source = read(name);
  const { diagnostics } = checkBlueprint(source);
  const shown = diagnostics.map((found) => {
    const related = found.related.map(
      ({ label, range }) => `  ${range.start.line}:${range.start.column} ${label}\n`,
    );
    const fixes = found.fixes.map((fix) => `  ${fixOf(fix, source)}\n`);
    return `${found.severity} ${formatFinding({ path: name, ...found }, source)}\n${[...related, ...fixes].join('')}`;
  });
  return shown.join('\n');
}

/** The cases of a file: each begins with a comment that names it. */
const split = (text: string) => text.split(/^---\n/m);

/** What one rule says of a case: its name, and below it each finding in a line with its places and fixes. */
function renderCase(id: string, text: string): string {
  const found = checkBlueprint(text).diagnostics.filter(({ rule }) => rule === id);
  const lines = found.flatMap(({ range, message, related, fixes }) => [
    `${range.start.line}:${range.start.column} ${message}`,
    ...related.map(({ label, range: { start } }) => `  ${start.line}:${start.column} ${label}`),
    ...fixes.map((fix) => `  ${fixOf(fix, text)}`),
  ]);
  return [text.split('\n', 1)[0], ...(lines.length > 0 ? lines : ['nothing']), ''].join('\n');
}

/** A fix in one line, with the line of each of its edits, what that replaces and by what. */
function fixOf({ title, safe, edits }: Fix, source: string): string {
  const changes = edits.map(
    ({ start, end, text }) =>
      `${source.slice(0, start).split('\n').length}: ${JSON.stringify(source.slice(start, end))} -> ${JSON.stringify(text)}`,
  );
  return `${safe ? 'fix' : 'unsafe fix'}: ${title} (${changes.join(', ')})`;
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

describe('what is said of a rule on its page', () => {
  for (const { id, summary, why, sources } of rules) {
    test(id, () => {
      assert.match(summary, /^[A-Z].*\.$/);
      assert.match(why, /^\S.*\.$/);
      assert.ok(sources.length > 0, 'no source');
      for (const { title, url, read } of sources) {
        assert.match(title, /^\S.*\S$/);
        if (url === undefined) assert.match(title, /^Experiment: /);
        else assert.match(url, /^https:\/\/[^/]+\/./);
        assert.match(read, /^\d{4}-\d\d-\d\d$/);
      }
    });
  }
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

describe('more cases', () => {
  for (const name of readdirSync(cases).filter((file) => file.endsWith('.yaml'))) {
    const id = name.replace(/\.yaml$/, '');
    const expected = join(cases, `${id}.txt`);
    const texts = split(readFileSync(join(cases, name), 'utf8'));
    if (process.env['UPDATE_EXPECTED']) {
      writeFileSync(expected, texts.map((text) => renderCase(id, text)).join('---\n'));
    }
    const wanted = existsSync(expected) ? split(readFileSync(expected, 'utf8')) : [];
    for (const [index, text] of texts.entries()) {
      test(`${id}: ${text.split('\n', 1)[0]?.slice(2)}`, () => {
        assert.equal(renderCase(id, text), wanted[index]);
      });
    }
  }
});

test('every file of cases is of a rule, with as many expected texts as cases', () => {
  const ids = new Set(catalog.map(({ id }) => id));
  for (const name of readdirSync(cases)) {
    const id = name.replace(/\.(?:yaml|txt)$/, '');
    assert.ok(ids.has(id), `${name} is of no rule`);
    const count = (ending: string) =>
      split(readFileSync(join(cases, `${id}.${ending}`), 'utf8')).length;
    assert.equal(count('txt'), count('yaml'), `${name}: run npm run test:update`);
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
