import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { checkBlueprint, parseBlueprint, toData } from '../../src/blueprint/index.ts';

/** `line:column rule` of each finding. */
function findings(text: string): string[] {
  return checkBlueprint(text).diagnostics.map(
    ({ rule, range }) => `${range.start.line}:${range.start.column} ${rule}`,
  );
}

describe('what is not one YAML document', () => {
  const cases: [string, string, string][] = [
    ['an empty file', '', '1:1 yaml-syntax'],
    ['only a comment', '# nothing\n', '1:1 yaml-syntax'],
    ['two documents', 'services: []\n---\nservices: []\n', '2:1 yaml-syntax'],
    ['a tab as indentation', 'services:\n\t- type: worker\n', '2:1 yaml-syntax'],
    ['an unclosed quote', 'version: "1\n', '1:10 yaml-syntax'],
    ['an alias without an anchor', 'services: *none\n', '1:11 yaml-syntax'],
    ['a key given twice', 'services: []\nservices: []\n', '2:1 duplicate-key'],
  ];
  for (const [what, text, expected] of cases) {
    test(what, () => {
      assert.equal(checkBlueprint(text).schema, 'yaml-error');
      assert.equal(findings(text)[0], expected);
    });
  }
});

describe('positions', () => {
  const bad = 'services:\n  - type: worker\n    name: a\n    runtime: node\n    nonsense: 1\n';

  test('CRLF counts lines as LF does', () => {
    assert.deepEqual(findings(bad.replaceAll('\n', '\r\n')), findings(bad));
  });

  test('a byte order mark is not a character of the first line', () => {
    assert.deepEqual(findings(`\uFEFF${bad}`), findings(bad));
  });

  test('columns count UTF-16 units', () => {
    const text = 'services:\n  - {type: keyvalue, name: "🦀", ipAllowList: [], nonsense: 1}\n';
    const column = (text.split('\n')[1]?.indexOf('nonsense') ?? 0) + 1;
    assert.equal(findings(text)[0], `2:${column} unknown-field`);
  });

  test('a value behind an alias is reported where the alias stands', () => {
    const text =
      'services:\n  - type: worker\n    name: a\n    runtime: &r nodejs\n  - type: worker\n    name: b\n    runtime: *r\n';
    assert.deepEqual(findings(text), ['4:17 unknown-value', '7:14 unknown-value']);
  });
});

test('merge keys are resolved, and a key of its own wins', () => {
  const { tree } = parseBlueprint(
    'base: &base {plan: free, name: x}\nown:\n  <<: *base\n  name: y\n',
  );
  assert.ok(tree);
  assert.deepEqual(toData(tree), {
    base: { plan: 'free', name: 'x' },
    own: { name: 'y', plan: 'free' },
  });
});

test('a list of mappings is merged, the first of them first', () => {
  const { tree } = parseBlueprint(
    'a: &a {plan: free}\nb: &b {plan: 1g, name: x}\nown:\n  <<: [*a, *b]\nlist: [*a, 1]\n',
  );
  assert.ok(tree);
  assert.deepEqual(toData(tree), {
    a: { plan: 'free' },
    b: { plan: '1g', name: 'x' },
    own: { plan: 'free', name: 'x' },
    list: [{ plan: 'free' }, 1],
  });
});

test('what is no mapping cannot be merged', () => {
  for (const source of ['1', '[1]', '[{a: 1}, b]']) {
    const [found] = checkBlueprint(`own:\n  <<: ${source}\nservices: []\n`).diagnostics;
    assert.match(found?.message ?? '', /^A merge key \(`<<`\) takes a mapping or a list/, source);
  }
});

test('a key that is no text is an unknown field, as it is written', () => {
  const keys = (text: string) =>
    checkBlueprint(`services: []\n${text}`).diagnostics.map(({ message }) =>
      message.slice(0, message.indexOf(' is not')),
    );
  assert.deepEqual(keys('? {a: 1}\n: 1\n? [b]\n: 2\n'), ['`{a: 1}`', '`[b]`']);
  assert.deepEqual(keys('? \n: 1\n'), ['``']);
  assert.deepEqual(keys('version: &k "1"\n? *k\n: 1\n'), ['`1`']);
  assert.deepEqual(keys('1: 1\ntrue: 2\n'), ['`1`', '`true`']);
});

test('a mapping of many keys is read as one of few', () => {
  const many = Array.from({ length: 100 }, (_, index) => `key-${index}: ${index}\n`).join('');
  const { schema, diagnostics } = checkBlueprint(
    `${many}services:\n  - {type: worker, name: w, runtime: docker, plan: free}\n`,
  );
  assert.equal(schema, 'invalid');
  assert.deepEqual(
    [...new Set(diagnostics.map(({ rule }) => rule))],
    ['unknown-field', 'free-plan'],
  );
  assert.equal(diagnostics.length, 101);
});

test('an alias bomb ends in a finding', () => {
  const levels = Array.from(
    { length: 12 },
    (_, level) =>
      `a${level}: &a${level} [${
        level === 0
          ? 'x'
          : Array(9)
              .fill(`*a${level - 1}`)
              .join(', ')
      }]`,
  );
  const { schema, diagnostics } = checkBlueprint(levels.join('\n'));
  assert.equal(schema, 'yaml-error');
  assert.match(diagnostics[0]?.message ?? '', /more than 1000 aliases/);
});

test('an anchor that contains itself ends in a finding', () => {
  const { schema, diagnostics } = checkBlueprint('services: &a [*a]\n');
  assert.equal(schema, 'yaml-error');
  assert.match(diagnostics[0]?.message ?? '', /contains itself/);
});

test('keys of Object.prototype are unknown fields, not found ones', () => {
  const text =
    'services:\n  - type: worker\n    name: a\n    runtime: node\n    __proto__: 1\n    toString: 2\n';
  assert.deepEqual(findings(text).slice(0, 1), ['4:14 missing-command']);
  assert.deepEqual(findings(text).slice(2), ['5:5 unknown-field', '6:5 unknown-field']);
});

test('a control character that the reader lets through does not change the verdict', () => {
  assert.equal(
    checkBlueprint('services: []\nenvVarGroups: [{name: "a\0", envVars: []}]\n').schema,
    'valid',
  );
});

test('a key without its space, where YAML sees text, is said to be one', () => {
  const { schema, diagnostics } = checkBlueprint('services:\n  - type:worker\n');
  assert.equal(schema, 'invalid');
  assert.deepEqual(
    diagnostics.map(({ message }) => message),
    [
      'A service must be a mapping; `type:worker` is a string. A key needs a space after its colon: `type: …`.',
    ],
  );
  assert.deepEqual(diagnostics[0]?.fixes[0]?.edits, [{ start: 19, end: 19, text: ' ' }]);
});

test('a long or unprintable value is quoted short and on one line', () => {
  const { diagnostics } = checkBlueprint(`version: "1\\n${'x'.repeat(500)}"\n`);
  assert.match(diagnostics[0]?.message ?? '', /^`1 x{40,60}…` is not a value of `version`/);
});
