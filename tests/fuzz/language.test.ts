import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { completionsAt, hoverAt } from '../../src/blueprint/index.ts';
import { runs, seed } from './options.ts';
import { texts } from './texts.ts';

/** What anything would be over that does not take time in proportion to the text. */
const LIMIT_MS = 4_000;

test('any place of any text has offers that hold it, and is said something of or nothing', () => {
  let offered = 0;
  let said = 0;
  fc.assert(
    fc.property(texts, fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
      const at = Math.round(share * text.length);
      const found = completionsAt(text, at);
      if (found) {
        offered += 1;
        assert.ok(0 <= found.from && found.from <= at && at <= found.to && found.to <= text.length);
        assert.ok(!text.slice(found.from, found.to).includes('\n'));
        assert.ok(found.items.length > 0);
        const labels = found.items.map(({ label }) => label);
        assert.equal(new Set(labels).size, labels.length);
      }
      const hover = hoverAt(text, at);
      if (hover) {
        said += 1;
        assert.ok(hover.range.start <= at && at <= hover.range.end);
        assert.notEqual(hover.range.start, hover.range.end);
      }
    }),
    { numRuns: runs * 10, seed },
  );
  assert.ok(offered > runs / 4, `only ${offered} places had offers`);
  assert.ok(said > runs / 4, `only ${said} places had something said`);
});

test('places outside a text have nothing', () => {
  for (const at of [-1, 7, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.equal(completionsAt('plan: ', at), undefined);
    assert.equal(hoverAt('plan: ', at), undefined);
  }
});

test('what is large, deep or long gets an answer in time', () => {
  const large = [
    '['.repeat(100_000),
    '{a: '.repeat(100_000),
    '- '.repeat(100_000),
    Array.from({ length: 3_000 }, (_, index) => `${' '.repeat(index)}a:\n`).join(''),
    `a: "${'x'.repeat(1_000_000)}`,
    `a:${' '.repeat(1_000_000)}b`,
    `${'a '.repeat(500_000)}`,
    `${'"a '.repeat(300_000)}`,
    `a: ${'&b '.repeat(300_000)}`,
    '- [\n'.repeat(100_000),
    'a: |\n'.repeat(100_000),
    `a: {${'\n'.repeat(500_000)}`,
    `a: ${'#'.repeat(1_000_000)}`,
  ];
  for (const text of large) {
    for (const at of [0, text.length >> 1, text.length]) {
      const start = performance.now();
      completionsAt(text, at);
      hoverAt(text, at);
      const took = performance.now() - start;
      assert.ok(took < LIMIT_MS, `${text.slice(0, 20)} at ${at}: ${Math.round(took)} ms`);
    }
  }
});
