import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { type CheckResult, checkBlueprint } from '../../src/blueprint/index.ts';
import { limits } from '../../src/blueprint/limits.ts';
import { assertSane } from './sane.ts';

/** The promise for any input of any size. Ordinary files are far below it (see bench/). */
const LIMIT_MS = 8_000;

/** Checks a text, and that it is checked well and in time. */
function checked(text: string): CheckResult {
  const start = performance.now();
  const result = checkBlueprint(text);
  const took = performance.now() - start;
  assert.ok(took < LIMIT_MS, `took ${Math.round(took)} ms`);
  assertSane(text, result);
  return result;
}

const times = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

const service = (index: number) =>
  `  - type: worker\n    name: worker-${index}\n    runtime: node\n    plan: starter\n    buildCommand: npm ci\n    startCommand: node worker.js\n`;

describe('what is over a limit is refused with a message that names it', () => {
  const cases: [what: string, text: () => string, place: string, message: RegExp][] = [
    [
      'a file of 10 MB',
      () => `services:\n${times(100_000, service)}`.slice(0, 10_000_000),
      '1:1',
      /has 10000000 characters; at most 2500000 are read/,
    ],
    ['a million lines', () => `a:${'\n'.repeat(999_999)}`, '1:1', /has 1000000 lines; at most/],
    [
      'one line of 1 MB',
      () => `a: 1\nb: ${'x'.repeat(1_000_000)}\n`,
      '2:1',
      /more than 20000 char/,
    ],
    ['10,000 brackets', () => '['.repeat(10_000), '1:101', /nested more than 100 deep/],
    ['5,000 braces', () => '{a: '.repeat(5_000), '1:401', /nested more than 100 deep/],
    ['5,000 dashes', () => `${'- '.repeat(5_000)}x`, '1:201', /nested more than 100 deep/],
    [
      '2,000 mappings in each other',
      () => times(2_000, (index) => `${' '.repeat(index)}a:\n`),
      '101:102',
      /nested more than 100 deep/,
    ],
    [
      '10,000 brackets on lines of their own',
      () => '[\n'.repeat(10_000),
      '101:1',
      /nested more than 100 deep/,
    ],
    [
      'an alias bomb',
      () =>
        `a0: &a0 [x]\n${times(30, (level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}, *a${level}]\n`)}`,
      '7:15',
      /more than 1000 aliases/,
    ],
    [
      'a wide mapping, merged often',
      () =>
        `base: &base {\n${times(2_000, (index) => ` k${index}: 1,\n`)} }\n${times(900, (index) => `c${index}:\n  <<: *base\n`)}`,
      '2102:7',
      /repeat more than 100000 values/,
    ],
    [
      'merge keys of merge keys',
      () =>
        `b0: &b0 {a: 1}\n${times(900, (index) => `b${index + 1}: &b${index + 1}\n  <<: *b${index}\n`)}`,
      '91:7',
      /more than 1000 aliases/,
    ],
  ];
  for (const [what, text, place, message] of cases) {
    test(what, () => {
      const { schema, diagnostics } = checked(text());
      const [finding, ...others] = diagnostics;
      assert.equal(schema, 'yaml-error');
      assert.match(finding?.message ?? '', message);
      assert.deepEqual(others, []);
      const { line, column } = finding?.range.start ?? {};
      assert.equal(`${line}:${column}`, place);
    });
  }
});

describe('what is large and within the limits is checked', () => {
  test('a file of 2.3 MB', () => {
    const text = `services:\n${times(18_000, service)}`;
    assert.ok(text.length > limits.characters * 0.85);
    assert.equal(checked(text).schema, 'valid');
  });

  test('100,000 lines', () => {
    assert.equal(checked(`# x\n${'\n# y\n'.repeat(50_000)}services: []\n`).schema, 'valid');
  });

  test('140,000 anchors', () => {
    const text = times(140_000, (index) => `- &a${index} x\n`);
    assert.deepEqual(
      checked(text).diagnostics.map(({ rule }) => rule),
      ['wrong-type'],
    );
  });

  test('100 levels', () => {
    const text = `${'['.repeat(100)}${']'.repeat(100)}`;
    assert.deepEqual(
      checked(text).diagnostics.map(({ rule }) => rule),
      ['wrong-type'],
    );
  });

  test('1,000 uses of one anchor', () => {
    const text = `a: &a x\n${times(1_000, (index) => `k${index}: *a\n`)}`;
    assert.equal(checked(text).schema, 'invalid');
  });
});

describe('what other readers stumble over', () => {
  const cases: [what: string, text: string, schema: CheckResult['schema']][] = [
    ['50,000 broken quotes', 'a b: "\n'.repeat(50_000), 'yaml-error'],
    ['50,000 tabs', '\ta: b\n'.repeat(50_000), 'yaml-error'],
    ['100,000 documents', '---\n'.repeat(100_000), 'yaml-error'],
    ['20,000 unknown fields', times(20_000, (index) => `k${index}: 1\n`), 'invalid'],
    ['20,000 fields with one name', 'a: 1\n'.repeat(20_000), 'yaml-error'],
    ['20,000 unknown aliases', '- *a\n'.repeat(20_000), 'yaml-error'],
    [
      '10,000 near misses, each with a fix, among aliases',
      `x: &x 1\nservices:\n${times(10_000, (index) => `  - {type: web, name: "${index}", runtime: node, plam: free${index % 20 ? '' : ', y: *x'}}\n`)}`,
      'invalid',
    ],
    [
      '10,000 ignores',
      `services: []\n${'# render-workers: ignore[free-plan] x\n'.repeat(10_000)}`,
      'valid',
    ],
    [
      '10,000 services that refer to each other',
      `services:\n${times(10_000, (index) => `  - type: web\n    name: w${index}\n    runtime: docker\n    envVars: [{key: A, fromService: {type: web, name: w${(index * 7) % 10_000}, property: host}}]\n`)}`,
      'valid',
    ],
    [
      '8,000 references to nothing',
      `services:\n${times(8_000, (index) => `  - type: web\n    name: w${index}\n    runtime: docker\n    envVars: [{key: A, fromService: {type: web, name: x${index}, property: host}}]\n`)}`,
      'valid',
    ],
    ['a number of 10,000 digits', `a: ${'9'.repeat(10_000)}\n`, 'invalid'],
    ['NUL', 'a: \0\n\0', 'yaml-error'],
    ['a lone surrogate', 'a\uD800: "\uDC00"\n', 'invalid'],
    [
      'bytes that are no UTF-8',
      new TextDecoder().decode(new Uint8Array([0x61, 0x3a, 0x20, 0xff])),
      'invalid',
    ],
    ['a byte order mark in the middle', 'a: \uFEFF1\n\uFEFFb: 2\n', 'invalid'],
    [
      'names of Object.prototype',
      '__proto__: {constructor: 1}\nconstructor: 1\ntoString: 1\n',
      'invalid',
    ],
    ['a merge key of a scalar', '<<: 1\n', 'yaml-error'],
    ['an empty merge key', 'a:\n  <<:\n', 'yaml-error'],
  ];
  for (const [what, text, schema] of cases) {
    test(what, () => {
      assert.equal(checked(text).schema, schema);
    });
  }
});
