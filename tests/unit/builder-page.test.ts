import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { mock, suite } from 'node:test';
import { parseAnswers } from '../../src/builder/answers.ts';
import type { CostLine, LoadLine, Note } from '../../src/builder/types.ts';
import { announcer } from '../../src/components/builder/announcer.ts';
import { stretchesOf } from '../../src/components/builder/stretches.ts';
import { amount, dollars, summaryOf } from '../../src/components/builder/words.ts';
import { yamlParts } from '../../src/components/builder/yaml-parts.ts';
import { exampleNames } from '../../src/examples/checkout/read.ts';

const root = join(import.meta.dirname, '../..');

function note(id: string, first?: number, last = first): Note {
  const lines = first === undefined || last === undefined ? undefined : { first, last };
  const about = { file: 'render.yaml', ...(lines && { lines }) };
  return { id, kind: 'choice', about, text: id, href: '/' };
}

/** Stretches as `first-last ids`. */
function cut(lineCount: number, notes: readonly Note[]): string[] {
  return stretchesOf(lineCount, notes).map(({ first, last, notes }) =>
    [`${first}-${last}`, ...notes.map(({ id }) => id)].join(' '),
  );
}

suite('a file is cut at its notes', () => {
  test('a file without notes is one stretch', () => {
    assert.deepEqual(cut(5, []), ['1-5']);
    assert.deepEqual(cut(5, [note('whole')]), ['1-5']);
  });

  test('a note has its own lines, and the rest stands between', () => {
    assert.deepEqual(cut(9, [note('b', 7), note('a', 2, 3)]), [
      '1-1',
      '2-3 a',
      '4-6',
      '7-7 b',
      '8-9',
    ]);
  });

  test('notes that begin on the same line stand together, up to the later end', () => {
    assert.deepEqual(cut(6, [note('a', 2, 3), note('b', 2, 5)]), ['1-1', '2-5 a b', '6-6']);
  });

  test('the lines of a note end where the next one begins', () => {
    assert.deepEqual(cut(9, [note('outer', 1, 9), note('inner', 4)]), [
      '1-3 outer',
      '4-4 inner',
      '5-9',
    ]);
  });

  test('no line is lost or twice, whatever the notes', () => {
    for (let first = 1; first <= 6; first += 1) {
      for (let last = first; last <= 8; last += 1) {
        const stretches = stretchesOf(6, [note('a', first, last), note('b', 3, 4)]);
        const lines = stretches.flatMap((stretch) =>
          Array.from(
            { length: stretch.last - stretch.first + 1 },
            (_, index) => stretch.first + index,
          ),
        );
        assert.deepEqual(lines, [1, 2, 3, 4, 5, 6], `${first}-${last}`);
        assert.equal(stretches.flatMap(({ notes }) => notes).length, 2, `${first}-${last}`);
      }
    }
  });
});

suite('a line of YAML is coloured', () => {
  const kinds = (line: string) => yamlParts(line).map(({ kind, text }) => `${kind}:${text}`);

  test('keys, values and comments are told apart', () => {
    assert.deepEqual(kinds('  - key: REDIS_URL # why'), [
      'mark:  - ',
      'key:key',
      'mark:: ',
      'value:REDIS_URL ',
      'comment:# why',
    ]);
    assert.deepEqual(kinds('    # A whole line: of it.'), [
      'mark:    ',
      'comment:# A whole line: of it.',
    ]);
    assert.deepEqual(kinds('services:'), ['key:services', 'mark::']);
    assert.deepEqual(kinds('    schedule: "0 3 * * *"'), [
      'mark:    ',
      'key:schedule',
      'mark:: ',
      'value:"0 3 * * *"',
    ]);
    assert.deepEqual(kinds('  - https://example.com#part'), [
      'mark:  - ',
      'value:https://example.com#part',
    ]);
    assert.deepEqual(kinds(''), []);
  });

  test('the text of every example stays as it is', () => {
    for (const name of exampleNames(root)) {
      const text = readFileSync(join(root, 'examples', name, 'render.yaml'), 'utf8');
      const again = text.split('\n').map((line) =>
        yamlParts(line)
          .map((part) => part.text)
          .join(''),
      );
      assert.equal(again.join('\n'), text, name);
    }
  });
});

test('an amount has its unit, in the singular where there is one', () => {
  assert.equal(amount(12500, 'MB'), '12,500 MB');
  assert.equal(amount(1, 'instances'), '1 instance');
  assert.equal(amount(1.38889, ''), '1.39');
});

test('a price has cents only where there are any', () => {
  assert.equal(dollars(1455), '$1,455');
  assert.equal(dollars(7.5), '$7.50');
});

test('a summary says how sure the price is', () => {
  const load = [{ id: 'instances', value: 2 } as LoadLine];
  const source = { title: '', url: '' };
  const summary = (isUncertain: boolean, isComplete: boolean) => {
    const lines = [{ price: 34, isUncertain } as CostLine];
    return summaryOf({ load, cost: { lines, total: 34, isComplete, read: '', source } });
  };
  assert.equal(summary(false, true), '2 worker instances, $34 a month');
  assert.equal(summary(true, true), '2 worker instances, about $34 a month');
  assert.equal(summary(true, false), '2 worker instances, at least $34 a month');
});

test('a field that was emptied is said to be empty', () => {
  const { problems } = parseAnswers(new URLSearchParams('longestSeconds='));
  assert.match(problems[0]?.message ?? '', /^Longest job: an empty answer is not a whole number/);
});

test('a screen reader hears at most one text a second, and always the last', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const region = { textContent: '' };
  const say = announcer(region as HTMLElement);
  say('one');
  assert.equal(region.textContent, 'one');
  say('two');
  say('three');
  mock.timers.tick(999);
  assert.equal(region.textContent, 'one');
  mock.timers.tick(1);
  assert.equal(region.textContent, 'three');
  mock.timers.tick(999);
  say('four');
  assert.equal(region.textContent, 'three');
  mock.timers.tick(1);
  assert.equal(region.textContent, 'four');
  mock.timers.reset();
});
