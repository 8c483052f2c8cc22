import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { applyFixes, checkBlueprint } from '../../src/blueprint/index.ts';
import { runs, seed } from './options.ts';
import { assertSane } from './sane.ts';
import { real, texts } from './texts.ts';

/** Longer than any of these texts takes, even on a busy machine. */
const SLOW_MS = 2_000;

test('any text gets a verdict, in time, with every position inside it', () => {
  assert.ok(real.length > 20);
  fc.assert(
    fc.property(texts, (text) => {
      const start = performance.now();
      const result = checkBlueprint(text);
      assert.ok(performance.now() - start < SLOW_MS, 'too slow');
      assertSane(text, result);
    }),
    { numRuns: runs * 10, seed },
  );
});

test('two runs say the same', () => {
  fc.assert(
    fc.property(texts, (text) => {
      assert.deepEqual(checkBlueprint(text), checkBlueprint(text));
    }),
    { numRuns: runs, seed },
  );
});

test('what the fixes make of any text can be checked again', () => {
  let fixed = 0;
  fc.assert(
    fc.property(texts, fc.boolean(), (text, unsafe) => {
      const { diagnostics } = checkBlueprint(text);
      const { text: after, applied } = applyFixes(text, diagnostics, { unsafe });
      if (applied.length === 0) assert.equal(after, text);
      else fixed += 1;
      assertSane(after, checkBlueprint(after));
    }),
    { numRuns: runs * 4, seed },
  );
  assert.ok(fixed > runs / 100, `only ${fixed} texts had a fix`);
});
