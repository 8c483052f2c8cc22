import assert from 'node:assert/strict';
import test from 'node:test';
import { checkBlueprint } from '../../src/blueprint/index.ts';
import {
  choices,
  endings,
  fileWithout,
  findingsOfMistakes,
  mistakes,
} from '../../src/components/checked-example.ts';

const rulesOf = (file: string) =>
  checkBlueprint(file)
    .diagnostics.map(({ rule }) => rule)
    .sort();

test('every choice of fixes leaves the mistakes that are not mended, and no other', () => {
  const all = choices();
  assert.equal(all.length, 16);
  for (const mended of all) {
    assert.deepEqual(
      rulesOf(fileWithout(mended)),
      mistakes.filter((mistake) => !mended.has(mistake)).sort(),
    );
  }
});

test('the file with every mistake is one that the schema accepts', () => {
  assert.equal(checkBlueprint(fileWithout(new Set())).schema, 'valid');
});

test('each mistake has the message that the engine gives', () => {
  const messages = checkBlueprint(fileWithout(new Set())).diagnostics.map(({ message }) => message);
  const shown = findingsOfMistakes().map(({ message }) => message);
  assert.equal(shown.length, mistakes.length);
  assert.deepEqual([...shown].sort(), messages.sort());
});

test('only the worker that hears SIGTERM and has time for its grace period drains to its end', () => {
  const ends = endings().map(({ hearsSignal, hasDelay, chart }) => {
    const old = chart.rows[1];
    const kill = old?.notes.find(({ text }) => text === 'SIGKILL');
    return [hearsSignal, hasDelay, old?.bars.map(({ kind }) => kind).join('+'), kill?.at];
  });
  assert.deepEqual(ends, [
    [false, false, 'live', 30],
    [false, true, 'live', 60],
    [true, false, 'live+drain', 30],
    [true, true, 'live+drain+spare', 60],
  ]);
});
