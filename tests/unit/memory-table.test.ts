import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { memoryRows } from '../../src/components/measured.ts';
import { exampleNames } from '../../src/examples/checkout/read.ts';
import { readEvidence } from '../../src/rehearsal/evidence.ts';

const root = join(import.meta.dirname, '../..');
const examples = exampleNames(root).map((example) => ({
  example,
  evidence: readEvidence(root, example),
  blueprint: readFileSync(join(root, 'examples', example, 'render.yaml'), 'utf8'),
}));
const rows = memoryRows(examples);

test('every example with evidence has its row, with a peak and its slots', () => {
  const measured = examples.flatMap(({ example, evidence }) => (evidence ? [example] : []));
  assert.ok(measured.length > 20);
  assert.deepEqual(rows.map(({ example }) => example).sort(), measured.sort());
  for (const { example, memory, slots, connections } of rows) {
    assert.ok(JSON.stringify(memory).includes('MB'), example);
    assert.match(slots, /^(?:\d+|not set)$/, example);
    assert.match(connections, /\d/, example);
  }
});

test('the leanest stands first', () => {
  const peaks = rows.map(({ example }) => {
    const forms = readEvidence(root, example)?.forms;
    const played = (forms?.recommended ?? forms?.default)?.scenarios ?? [];
    return Math.max(
      ...played.flatMap(({ instances }) => instances.map(({ peakMemory }) => peakMemory)),
    );
  });
  assert.ok(peaks.every((peak) => peak > 0));
  assert.deepEqual(
    peaks,
    peaks.toSorted((a, b) => a - b),
  );
});
