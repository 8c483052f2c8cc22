import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import {
  formatMissed,
  formatScore,
  LEAST,
  type Outcome,
  scoresOf,
  shortfalls,
  totalOf,
} from '../../scripts/mutation/score.ts';
import { collected, describe as group, default as keep } from '../../scripts/mutation/stand-in.ts';

const outcome = (rule: string, status: string): Outcome => ({
  fileName: `src/blueprint/rules/${rule}.ts`,
  status,
  mutatorName: 'ConditionalExpression',
  location: { start: { line: 2, column: 7 }, end: { line: 2, column: 12 } },
  replacement: 'true',
});
const outcomes = (rule: string, noticed: number, missed: number) => [
  ...Array.from({ length: noticed }, () => outcome(rule, 'Killed')),
  ...Array.from({ length: missed }, () => outcome(rule, 'Survived')),
];

describe('the scores of mutation testing', () => {
  test('count what is killed or never ends as noticed, and leave out what a comment does', () => {
    const statuses = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored'];
    const [score] = scoresOf(statuses.map((status) => outcome('free-plan', status)));
    assert.equal(score?.rule, 'free-plan');
    assert.deepEqual([score.noticed, score.changes, score.missed.length], [2, 4, 2]);
  });

  test('are by rule, in the order of their names, with all of them as one', () => {
    const scores = scoresOf([...outcomes('b', 3, 0), ...outcomes('a', 1, 1)]);
    assert.deepEqual(
      scores.map(({ rule }) => rule),
      ['a', 'b'],
    );
    assert.equal(formatScore(totalOf(scores)), '2 rules                         4/5  80.0 %');
  });

  test('are not rounded up', () => {
    const [score] = scoresOf(outcomes('a', 9_999, 1));
    assert.match(score ? formatScore(score) : '', /99\.9 %$/);
  });

  test('of a file in which nothing can be changed are none', () => {
    assert.deepEqual(scoresOf([outcome('rule', 'Ignored')]), []);
  });
});

test('a change that no test notices is said with its place and both texts', () => {
  const source = 'first line\n  if (a < b) {\n    return;\n  }\n';
  assert.equal(
    formatMissed(outcome('a', 'Survived'), source),
    'src/blueprint/rules/a.ts:2:7 a < b -> true',
  );
  const block = {
    ...outcome('a', 'Survived'),
    location: { start: { line: 2, column: 14 }, end: { line: 4, column: 4 } },
    replacement: '{}',
  };
  assert.equal(formatMissed(block, source), 'src/blueprint/rules/a.ts:2:14 { return; } -> {}');
});

describe('too little noticed', () => {
  test('of one rule is said with what to do', () => {
    const scores = scoresOf([...outcomes('a', 89, 11), ...outcomes('b', 900, 0)]);
    const [sentence, ...others] = shortfalls(scores);
    assert.match(sentence ?? '', /89\.0 % of the changes to `a`; expected 95\.0 % or more/);
    assert.match(sentence ?? '', /--rule a` .* tests\/fixtures\/rule-cases\/a\.yaml/);
    assert.deepEqual(others, []);
  });

  test('of all rules together is said, though each is good enough', () => {
    const [sentence] = shortfalls(scoresOf([...outcomes('a', 96, 4), ...outcomes('b', 96, 4)]));
    assert.match(sentence ?? '', /96\.0 % of the changes to all rules; expected/);
  });

  test('is not said of what is just enough', () => {
    const rule = Math.round(LEAST.rule * 1000);
    assert.deepEqual(shortfalls(scoresOf(outcomes('a', rule, 1000 - rule))), []);
  });
});

describe('the stand-in of node:test', () => {
  test('keeps tests with the names of their groups, and runs none', () => {
    let runs = 0;
    group('outer', () => group('inner', () => keep('one', () => (runs += 1))));
    keep('two', () => (runs += 1));
    assert.deepEqual(
      collected.map(({ name }) => name),
      ['outer > inner > one', 'two'],
    );
    assert.equal(runs, 0);
    collected[0]?.run();
    assert.equal(runs, 1);
  });

  test('refuses what it would not run', () => {
    const withOptions = keep as unknown as (name: string, options: object) => void;
    assert.throws(
      () => withOptions('skipped', { skip: true }),
      /"skipped": mutation testing knows/,
    );
  });
});
