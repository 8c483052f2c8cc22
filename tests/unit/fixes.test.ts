import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { type CST, Parser, parse, stringify } from 'yaml';
import {
  applyFixes,
  catalog,
  checkBlueprint,
  type Diagnostic,
  type Fix,
  fixAll,
} from '../../src/blueprint/index.ts';

const fixtures = join(import.meta.dirname, '../fixtures/rules');
const read = (name: string) => readFileSync(join(fixtures, name), 'utf8');

/** What the bad fixture of each rule is offered; a rule that is not here has no fix there. */
const offered: Record<string, ('safe' | 'unsafe')[]> = {
  'ambiguous-scalar': ['safe'],
  'broker-evicts': ['safe'],
  'broker-forgets': ['unsafe'],
  'conflicting-field': ['unsafe'],
  'deprecated-field': ['safe'],
  'disk-single-instance': ['unsafe'],
  'free-plan': ['unsafe'],
  'group-reference': ['unsafe'],
  'http-field-on-worker': ['safe'],
  'missing-field': ['unsafe'],
  'open-broker': ['unsafe'],
  'out-of-range': ['unsafe'],
  'pooled-listener': ['unsafe'],
  'reference-property': ['safe', 'unsafe'],
  'region-mismatch': ['unsafe'],
  'shutdown-delay': ['safe'],
  'signal-swallowed': ['safe'],
  'unknown-field': ['unsafe'],
  'unknown-reference': ['unsafe'],
  'unknown-value': ['unsafe'],
  'unused-ignore': ['safe'],
  'wrong-type': ['safe'],
};
const fixable = catalog
  .map(({ id }) => id)
  .filter((id) =>
    checkBlueprint(read(`${id}.bad.yaml`)).diagnostics.some(({ fixes }) => fixes.length),
  );

/** The same Blueprint, written in other ways that are legal. */
const variants: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'after a byte order mark': (text) => `\uFEFF${text}`,
  'with no line break at its end': (text) => text.trimEnd(),
  'with a comment on every line': withComments,
  'with a comment on every line and CRLF': (text) => withComments(text).replaceAll('\n', '\r\n'),
  'with blank lines between all lines': (text) => text.replaceAll('\n', '\n\n'),
  'with each service in braces': inBraces,
  'as JSON': (text) => `${JSON.stringify(parse(text))}\n`,
};

/** Adds a comment above and at the end of each line, but for the lines of a text in a block. */
function withComments(text: string): string {
  let block = -1;
  return text.replace(/^( *)(.*)$/gm, (line, indent: string, content: string) => {
    if (content === '') return line;
    if (block >= 0 && indent.length > block) return line;
    block = /: [|>][-+]?$/.test(content) ? indent.length : -1;
    return block >= 0 || content.startsWith('#') ? line : `${indent}# above\n${line} # behind`;
  });
}

/** Writes every service and database on one line. */
function inBraces(text: string): string {
  const data = parse(text) as Record<string, unknown>;
  const lines = Object.entries(data).map(([key, value]) => {
    if (!Array.isArray(value)) return stringify({ [key]: value });
    const items = value.map((item) => `  - ${flow(item)}\n`);
    return `${key}:\n${items.join('')}`;
  });
  return lines.join('');
}

function flow(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false })
    .trim()
    .replaceAll('\n', ' ');
}

function commentsOf(text: string): string[] {
  const found: [number, string][] = [];
  const visit = (token: unknown) => {
    if (Array.isArray(token)) for (const inner of token) visit(inner);
    if (!token || typeof token !== 'object' || Array.isArray(token)) return;
    const { type, offset, source, ...parts } = token as CST.SourceToken;
    if (type === 'comment') found.push([offset, source]);
    for (const part of Object.values(parts)) if (typeof part === 'object') visit(part);
  };
  for (const token of new Parser().parse(text)) visit(token);
  return found.sort(([a], [b]) => a - b).map(([, source]) => source);
}

/** All that a finding says, but for where it is. */
const said = ({ rule, message }: Diagnostic) => `${rule}: ${message}`;

function applyOne(text: string, diagnostic: Diagnostic, fix: Fix): string {
  return applyFixes(text, [{ ...diagnostic, fixes: [fix] }], { unsafe: true }).text;
}

/** Everything that is outside the edits must be there afterwards, in the same order. */
function assertUntouched(before: string, after: string, fix: Fix): void {
  let [from, to] = [0, 0];
  for (const { start, end, text } of fix.edits.toSorted((a, b) => a.start - b.start)) {
    assert.ok(from <= start && start <= end && end <= before.length, 'an edit outside the file');
    assert.equal(after.slice(to, to + start - from), before.slice(from, start));
    assert.equal(after.slice(to + start - from, to + start - from + text.length), text);
    to += start - from + text.length;
    from = end;
  }
  assert.equal(after.slice(to), before.slice(from));
}

test('the rules whose bad fixture offers a fix, and how safe it is', () => {
  for (const [id, safety] of Object.entries(offered)) {
    const { diagnostics } = checkBlueprint(read(`${id}.bad.yaml`));
    const found = diagnostics.flatMap(({ fixes }) =>
      fixes.map(({ safe }) => (safe ? 'safe' : 'unsafe')),
    );
    assert.deepEqual([...new Set(found)].sort(), safety, id);
  }
});

test('however a fixture is written, it is offered a fix, but for these', () => {
  const without = fixable.flatMap((id) =>
    Object.entries(variants)
      .filter(([, rewrite]) => {
        const { diagnostics } = checkBlueprint(rewrite(read(`${id}.bad.yaml`)));
        return diagnostics.every(({ fixes }) => fixes.length === 0);
      })
      .map(([how]) => `${id} ${how}`),
  );
  assert.deepEqual(without, [
    // In JSON all text is in quotes.
    'ambiguous-scalar as JSON',
    // The list that would go holds comments.
    'open-broker with a comment on every line',
    'open-broker with a comment on every line and CRLF',
    // `exec` is put into a bare value only, where nothing has to be escaped.
    'signal-swallowed as JSON',
    // Braces and JSON lose the comment.
    'unused-ignore with each service in braces',
    'unused-ignore as JSON',
  ]);
});

describe('every fix of every fixture', () => {
  for (const id of fixable) {
    for (const [how, rewrite] of Object.entries(variants)) {
      // A comment is what this rule is about: others beside it, or none, make another fixture.
      if (id === 'unused-ignore' && /comment|braces|JSON/.test(how)) continue;
      const text = rewrite(read(`${id}.bad.yaml`));
      const isIgnored = id === 'unused-ignore';
      test(`${id}, ${how}: one by one`, () => {
        const { diagnostics } = checkBlueprint(text);
        for (const diagnostic of diagnostics) {
          for (const fix of diagnostic.fixes) {
            const after = applyOne(text, diagnostic, fix);
            assert.notEqual(after, text);
            assertUntouched(text, after, fix);
            if (!isIgnored) assert.deepEqual(commentsOf(after), commentsOf(text), fix.title);
            const left = checkBlueprint(after);
            assert.notEqual(left.schema, 'yaml-error', `${fix.title}:\n${after}`);
            const count = (all: Diagnostic[]) =>
              all.filter((other) => said(other) === said(diagnostic)).length;
            assert.ok(count(left.diagnostics) < count(diagnostics), `${fix.title}:\n${after}`);
            const others = new Set(diagnostics.map(({ rule }) => rule));
            const strays = left.diagnostics.filter(({ rule }) => !others.has(rule)).map(said);
            if (fix.safe) assert.deepEqual(strays, [], fix.title);
          }
        }
      });

      test(`${id}, ${how}: all, then nothing is left to fix`, () => {
        let current = text;
        let rounds = 0;
        for (let changed = true; changed; rounds += 1) {
          assert.ok(rounds < 10, 'the fixes do not come to an end');
          const fixed = applyFixes(current, checkBlueprint(current).diagnostics, { unsafe: true });
          changed = fixed.text !== current;
          assert.equal(changed, fixed.applied.length > 0);
          current = fixed.text;
        }
        const unfixed = checkBlueprint(text).diagnostics.filter(({ fixes }) => fixes.length === 0);
        const left = checkBlueprint(current).diagnostics;
        assert.ok(left.every(({ fixes }) => fixes.length === 0));
        const ofRule = left.filter(({ rule }) => rule === id);
        assert.ok(ofRule.length <= unfixed.length, ofRule.map(said).join('\n'));
        if (!isIgnored) assert.deepEqual(commentsOf(current), commentsOf(text));
      });
    }
  }
});

/** The fixes of one rule in a Blueprint. */
function fixesOf(rule: string, text: string): Fix[] {
  const found = checkBlueprint(text).diagnostics.filter((diagnostic) => diagnostic.rule === rule);
  assert.ok(found.length > 0, `no ${rule}`);
  return found.flatMap(({ fixes }) => fixes);
}

test('a broker that no name calls a queue may hold more than jobs, so its fix is unsafe', () => {
  const isSafe = (key: string, name: string) => {
    const text = `services:\n  - type: worker\n    name: w\n    runtime: docker\n    envVars:\n      - key: ${key}\n        fromService: {type: keyvalue, name: ${name}, property: connectionString}\n  - type: keyvalue\n    name: ${name}\n    ipAllowList: []\n`;
    return fixesOf('broker-evicts', text).map(({ safe }) => safe);
  };
  assert.deepEqual(isSafe('SIDEKIQ_URL', 'redis'), [true]);
  assert.deepEqual(isSafe('REDIS_URL', 'jobs'), [true]);
  assert.deepEqual(isSafe('REDIS_URL', 'sessions'), [false]);
  assert.deepEqual(isSafe('SIDEKIQ_URL', 'cache'), [false]);
});

describe('no fix where it would reach further than its finding', () => {
  const worker = (name: string, more: string) =>
    `  - type: worker\n    name: ${name}\n    runtime: node\n    buildCommand: npm ci\n    startCommand: node x\n${more}`;

  test('a value behind an alias, and the value that it repeats', () => {
    const text = `services:\n${worker('a', '    plan: &plan free\n')}${worker('b', '    plan: *plan\n')}`;
    assert.equal(checkBlueprint(text).diagnostics.length, 2);
    assert.deepEqual(fixesOf('free-plan', text), []);
  });

  test('an anchored value that nothing repeats has its fix', () => {
    const text = `services:\n${worker('a', '    plan: &plan free\n')}`;
    assert.equal(fixesOf('free-plan', text).length, 1);
  });

  test('a field that a merge key brings, and the one that it repeats', () => {
    const text = `services:\n  - &base\n    type: worker\n    name: a\n    runtime: node\n    buildCommand: npm ci\n    startCommand: node x\n    plan: free\n    healthCheckPath: /up\n  - <<: *base\n    name: b\n`;
    assert.deepEqual(fixesOf('free-plan', text), []);
    assert.deepEqual(fixesOf('http-field-on-worker', text), []);
  });

  test('a field added to a mapping that a merge key repeats', () => {
    const broker = (name: string) =>
      `      - key: ${name}\n        fromService: {type: keyvalue, name: ${name}, property: connectionString}\n`;
    const text = `services:\n${worker('w', `    envVars:\n${broker('one')}${broker('two')}`)}  - &kv\n    type: keyvalue\n    name: one\n    ipAllowList: []\n  - <<: *kv\n    name: two\n`;
    const fixes = fixesOf('broker-evicts', text);
    assert.deepEqual(
      fixes.map(({ edits }) => edits[0]?.start),
      [text.length - 1],
    );
  });

  test('a value whose tag decides its type', () => {
    const text =
      'envVarGroups:\n  - name: a\n    envVars:\n      - key: B\n        value: !!bool true\n';
    assert.deepEqual(fixesOf('wrong-type', text), []);
  });

  test('a list with a comment in it', () => {
    const text =
      'services:\n  - type: keyvalue\n    name: a\n    ipAllowList:\n      # our office\n      - source: 0.0.0.0/0\n';
    assert.deepEqual(fixesOf('open-broker', text), []);
  });

  test('a credential with a comment before it', () => {
    const text = `services:\n${worker('a', '    envVars:\n      - key: API_TOKEN\n        value: # rotate in March\n          abcd1234efgh5678\n')}`;
    assert.deepEqual(fixesOf('literal-credential', text), []);
  });

  test('both names of one field', () => {
    const text = `services:\n${worker('a', '    env: node\n')}`;
    const [found] = checkBlueprint(text).diagnostics;
    assert.equal(found?.rule, 'deprecated-field');
    assert.deepEqual(found.fixes, []);
    assert.deepEqual(
      found.related.map(({ label, range }) => `${range.start.line} ${label}`),
      ['4 `runtime` is here'],
    );
  });

  const docker = 'services:\n  - type: worker\n    name: w\n    runtime: docker\n';
  const broker = (fields: string) =>
    `${docker}    envVars:\n      - key: JOBS_URL\n        fromService: {type: keyvalue, name: kv, property: connectionString}\n${fields}`;
  const unfixed: [what: string, rule: string, text: string][] = [
    ['a value over several lines', 'free-plan', `${docker}    plan: "fr\\\n      ee"\n`],
    [
      'an old field whose value is behind an alias',
      'deprecated-field',
      `${docker}    plan: &plan 1c-2g\n    previewPlan: *plan\n`,
    ],
    [
      'an old field with a comment before its value',
      'deprecated-field',
      `${docker}    previewPlan: # why\n      1c-2g\n`,
    ],
    ['a number that YAML reads as another one', 'wrong-type', `${docker}    rootDir: 0o17\n`],
    ['a list where a mapping must stand', 'wrong-type', `${docker}    disk: [a]\n`],
    [
      'a script of a shell in which more than one program starts',
      'signal-swallowed',
      `${docker}    dockerCommand: sh -c "cd app && node worker.js"\n`,
    ],
    ['nothing where text must stand', 'wrong-type', `${docker}    rootDir:\n`],
    [
      'a field added where one of its name stands, and is no text',
      'reference-property',
      `${docker}    envVars:\n      - key: A\n        fromService: {type: web, name: a, property: [host]}\n  - {type: web, name: a, runtime: docker}\n`,
    ],
    [
      'a field added where none ends on its line',
      'broker-evicts',
      broker(
        '  - type: >-\n      keyvalue\n    name: >-\n      kv\n    ipAllowList:\n      - source: 10.0.0.0/8\n',
      ),
    ],
    [
      'a list that a merge key brings',
      'open-broker',
      'services:\n  - &kv\n    type: keyvalue\n    name: kv\n    ipAllowList: [{source: 0.0.0.0/0}]\n  - <<: *kv\n    name: other\n',
    ],
    [
      'an old name that a merge key brings',
      'deprecated-field',
      'services:\n  - &worker\n    type: worker\n    name: a\n    env: docker\n  - <<: *worker\n    name: b\n',
    ],
    [
      'a field of a service that is behind an alias',
      'http-field-on-worker',
      'x: &w {type: worker, name: w, runtime: docker, healthCheckPath: /up}\nservices: [*w]\n',
    ],
    [
      'an old field in braces, which have no lines to move it to',
      'deprecated-field',
      'services: [{type: worker, name: w, runtime: docker, previewPlan: 1c-2g}]\n',
    ],
    [
      'an old field behind a question mark',
      'deprecated-field',
      'services:\n  - ? previewPlan\n    : 1c-2g\n    type: worker\n    name: w\n    runtime: docker\n',
    ],
    [
      'a field added to keys behind question marks',
      'broker-evicts',
      broker('  - ? type\n    : keyvalue\n    ? name\n    : kv\n    ? ipAllowList\n    : []\n'),
    ],
    [
      'a list whose only item a merge key brings',
      'open-broker',
      'x: &all {source: 0.0.0.0/0}\nservices:\n  - type: keyvalue\n    name: kv\n    ipAllowList:\n      - <<: *all\n',
    ],
    [
      'a field in braces with a comment between it and its neighbours',
      'http-field-on-worker',
      'services: [{type: worker, name: w, runtime: docker, # a\n healthCheckPath: /up # b\n }]\n',
    ],
    [
      'the first field in braces, with a comment before its comma',
      'http-field-on-worker',
      'services: [{ healthCheckPath: /up # a\n , type: worker, name: w, runtime: docker}]\n',
    ],
    [
      'the first field of an item, with a comment behind it',
      'http-field-on-worker',
      'services:\n  - healthCheckPath: /up # a\n    type: worker\n    name: w\n    runtime: docker\n',
    ],
  ];
  for (const [what, rule, text] of unfixed) {
    test(what, () => assert.deepEqual(fixesOf(rule, text), []));
  }

  test('a key that is misspelt beside the one that is meant', () => {
    const text = `services:\n${worker('a', '    startComand: node y\n')}`;
    assert.deepEqual(fixesOf('unknown-field', text), []);
  });
});

describe('the text that a fix makes', () => {
  const broker = (fields: string) =>
    `services:\n  - type: worker\n    name: w\n    runtime: node\n    buildCommand: npm ci\n    startCommand: node x\n    envVars:\n      - key: URL\n        fromService:\n          type: keyvalue\n          name: kv\n          property: connectionString\n${fields}`;
  const tail = (rule: string, text: string) => {
    const { diagnostics } = checkBlueprint(text);
    const found = diagnostics.filter((diagnostic) => diagnostic.rule === rule);
    assert.ok(found.length > 0, `no ${rule}`);
    return applyFixes(text, found, { unsafe: true }).text;
  };
  const evicts: [what: string, fields: string, expected: string][] = [
    [
      'a field goes below the one that it belongs to',
      '  - type: keyvalue\n    name: kv\n    ipAllowList: [] # none\n    plan: 1g\n',
      '  - type: keyvalue\n    name: kv\n    ipAllowList: [] # none\n    maxmemoryPolicy: noeviction\n    plan: 1g\n',
    ],
    [
      'a field does not go into a list',
      '  - type: keyvalue\n    name: kv\n    ipAllowList:\n      - source: 10.0.0.0/8\n        description: |\n          ours\n',
      '  - type: keyvalue\n    name: kv\n    maxmemoryPolicy: noeviction\n    ipAllowList:\n      - source: 10.0.0.0/8\n        description: |\n          ours\n',
    ],
    [
      'a field at the end of a file without a line break',
      '  - type: keyvalue\n    name: kv\n    ipAllowList: []',
      '  - type: keyvalue\n    name: kv\n    ipAllowList: []\n    maxmemoryPolicy: noeviction',
    ],
    [
      'a field in braces over several lines',
      '  - {\n      type: keyvalue, # a\n      name: kv,\n      ipAllowList: [] # b\n    }\n',
      '  - {\n      type: keyvalue, # a\n      name: kv,\n      ipAllowList: [], maxmemoryPolicy: noeviction # b\n    }\n',
    ],
    [
      'a field in braces with quoted keys',
      '  - {"type":"keyvalue","name":"kv","ipAllowList":[]}\n',
      '  - {"type":"keyvalue","name":"kv","ipAllowList":[], maxmemoryPolicy: noeviction}\n',
    ],
    [
      'dashes in the column of their key',
      '  - type: keyvalue\n    ipAllowList:\n    - source: 10.0.0.0/8\n    name: kv\n',
      '  - type: keyvalue\n    ipAllowList:\n    - source: 10.0.0.0/8\n    name: kv\n    maxmemoryPolicy: noeviction\n',
    ],
    [
      'a value in quotes is replaced with its quotes',
      '  - type: keyvalue\n    name: kv\n    ipAllowList: []\n    maxmemoryPolicy: "allkeys-lru" # why\n',
      '  - type: keyvalue\n    name: kv\n    ipAllowList: []\n    maxmemoryPolicy: noeviction # why\n',
    ],
  ];
  for (const [what, before, after] of evicts) {
    test(what, () => {
      assert.equal(tail('broker-evicts', broker(before)), broker(after));
    });
  }

  test('both kinds of line break in one file: the one of the line', () => {
    const text = broker('  - type: keyvalue\r\n    name: kv\r\n    ipAllowList: []\r\n');
    const fixed = tail('broker-evicts', text);
    assert.match(fixed, /ipAllowList: \[\]\r\n {4}maxmemoryPolicy: noeviction\r\n$/);
  });

  const removed: [what: string, before: string, after: string][] = [
    ['the line of a field', '    domains: [a.dev]\n    region: ohio\n', '    region: ohio\n'],
    [
      'the lines of a field',
      '    domains:\n      - a.dev\n      - b.dev\n\n    region: ohio\n',
      '\n    region: ohio\n',
    ],
    ['a field, and not the comment behind it', '    healthCheckPath: /up # why\n', '    # why\n'],
    [
      'no field with a comment inside',
      '    domains:\n      - a.dev # why\n      - b.dev\n',
      '    domains:\n      - a.dev # why\n      - b.dev\n',
    ],
    ['a field without a value', '    domains:\n    region: ohio\n', '    region: ohio\n'],
    [
      'a field in braces',
      '    maintenanceMode: {enabled: false}\n    region: ohio\n',
      '    region: ohio\n',
    ],
    [
      'a field with a text in a block',
      '    healthCheckPath: >-\n      /up\n    region: ohio\n',
      '    region: ohio\n',
    ],
  ];
  const head =
    'services:\n  - type: worker\n    name: w\n    runtime: node\n    buildCommand: npm ci\n    startCommand: node x\n';
  for (const [what, before, after] of removed) {
    test(`removes ${what}`, () => {
      assert.equal(tail('http-field-on-worker', head + before), head + after);
    });
  }

  test('a number stays one, without quotes', () => {
    const delay = (value: string) => `${head}    maxShutdownDelaySeconds: ${value}\n`;
    assert.equal(tail('out-of-range', delay('400')), delay('300'));
    assert.equal(tail('out-of-range', delay('0')), delay('1'));
  });

  test('at the end of a file without a line break, in the kind that the file has', () => {
    const text = `${head.replaceAll('\n', '\r\n')}    healthCheckPath: /up`;
    assert.equal(tail('http-field-on-worker', text), head.replaceAll('\n', '\r\n'));
    const timeout = head.replace('node x', 'sidekiq -t 100').trimEnd().replaceAll('\n', '\r\n');
    assert.equal(tail('shutdown-delay', timeout), `${timeout}\r\n    maxShutdownDelaySeconds: 105`);
  });

  test('an ignore that finds nothing goes with its line, and one of two rules stays', () => {
    const ignore = (rules: string) => `# render-workers: ignore[${rules}] ours`;
    assert.equal(tail('unused-ignore', `${head}    ${ignore('free-plan')}`), head);
    assert.equal(tail('unused-ignore', `${head.trimEnd()} ${ignore('free-plan')}`), head.trimEnd());
    const two = `${head}    plan: free ${ignore('free-plan, open-broker')}\n`;
    assert.equal(tail('unused-ignore', two), two);
  });

  test('removes the first field of an item, and what follows moves up', () => {
    const rest =
      'type: worker\n    name: w\n    runtime: node\n    buildCommand: npm ci\n    startCommand: node x\n';
    assert.equal(
      tail('http-field-on-worker', `services:\n  - healthCheckPath: /up\n    ${rest}`),
      `services:\n  - ${rest}`,
    );
  });

  test('removes a field in braces with its comma, wherever it is', () => {
    const fields = ['type: worker', 'name: w', 'runtime: docker', 'healthCheckPath: /up'];
    for (let at = 0; at < fields.length; at += 1) {
      const order = fields.slice(0, 3);
      order.splice(at, 0, fields[3] ?? '');
      const text = `services: [{${order.join(', ')}}]\n`;
      const expected = `services: [{${fields.slice(0, 3).join(', ')}}]\n`;
      assert.equal(tail('http-field-on-worker', text), expected);
    }
  });

  test('an old key in quotes right before its value stays in quotes', () => {
    const text = 'services: [{"type":"worker","name":"w","env":"docker"}]\n';
    assert.equal(tail('deprecated-field', text), text.replace('"env"', '"runtime"'));
  });

  test('old fields move into one block, with the file’s line breaks', () => {
    const text = 'previewsExpireAfterDays: 3 # days\r\nservices: []\r\npreviewsEnabled: false\r\n';
    assert.equal(
      tail('deprecated-field', text),
      'previews:\r\n  expireAfterDays: 3\r\n  generation: "off" # days\r\nservices: []\r\n',
    );
  });

  test('a number out of its range becomes a number again', () => {
    const text = `${head}    maxShutdownDelaySeconds: 301\n`;
    const fixed = tail('out-of-range', text);
    assert.equal(fixed, text.replace('301', '300'));
    assert.equal(checkBlueprint(fixed).schema, 'valid');
  });

  test('a value that YAML would read as something else is written in quotes', () => {
    const text = `${head}    autoDeployTrigger: of\n`;
    assert.equal(tail('unknown-value', text), `${head}    autoDeployTrigger: "off"\n`);
  });
});

describe('fixAll', () => {
  const range = checkBlueprint('a: b\n').diagnostics[0]?.range;
  assert.ok(range);
  const finding = (text: string): Diagnostic => ({
    rule: 'a-rule',
    severity: 'warning',
    message: 'm',
    range,
    related: [],
    fixes: [{ title: 'Write it', safe: true, edits: [{ start: 0, end: 1, text }] }],
  });

  test('writes nothing that a fix has broken, and says which fix it was', () => {
    const check = (text: string) =>
      text.startsWith('[')
        ? { schema: 'yaml-error', diagnostics: [] }
        : { schema: 'valid', diagnostics: [finding('[')] };
    assert.throws(
      () => fixAll('a: b\n', check),
      /^Error: a fix broke the text, so it was not written: Write it$/,
    );
    assert.throws(() => fixAll('a: b\n', check, { name: 'render.yaml' }), /broke render\.yaml/);
  });

  test('mends what is no YAML, though it stays none', () => {
    const check = (text: string) => ({
      schema: 'yaml-error',
      diagnostics: text.startsWith('a') ? [finding('b')] : [],
    });
    assert.equal(fixAll('a: [\n', check).text, 'b: [\n');
  });

  test('comes to an end where two fixes undo each other', () => {
    const check = (text: string) => ({
      schema: 'valid',
      diagnostics: [finding(text.startsWith('a') ? 'b' : 'a')],
    });
    assert.equal(fixAll('a: b\n', check).applied.length, 10);
  });
});

describe('applyFixes', () => {
  const diagnostic = (rule: string, ...fixes: Fix[]): Diagnostic => ({
    rule,
    severity: 'error',
    message: rule,
    range: { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 } },
    related: [],
    fixes,
  });
  const edit = (start: number, end: number, text: string) => ({ start, end, text });
  const fix = (safe: boolean, ...edits: Fix['edits']): Fix => ({ title: 'T', safe, edits });
  const applied = (fixes: Diagnostic[], unsafe = false) => {
    const { text, applied } = applyFixes('abcdefgh', fixes, { unsafe });
    return [text, ...applied.map(({ rule }) => rule)];
  };

  test('takes the first that is safe, or the first of all if it is told to', () => {
    const both = diagnostic('one', fix(false, edit(0, 1, 'U')), fix(true, edit(0, 1, 'S')));
    assert.deepEqual(applied([both]), ['Sbcdefgh', 'one']);
    assert.deepEqual(applied([both], true), ['Ubcdefgh', 'one']);
    assert.deepEqual(applied([diagnostic('one', fix(false, edit(0, 1, 'U')))]), ['abcdefgh']);
  });

  test('leaves what overlaps an earlier fix, all of its edits', () => {
    const first = diagnostic('one', fix(true, edit(2, 5, 'X')));
    const second = diagnostic('two', fix(true, edit(0, 1, 'Y'), edit(4, 6, 'Y')));
    const third = diagnostic('three', fix(true, edit(5, 6, 'Z')));
    assert.deepEqual(applied([first, second, third]), ['abXZgh', 'one', 'three']);
  });

  test('leaves a second insertion at one place, and one inside what is replaced', () => {
    const one = diagnostic('one', fix(true, edit(3, 3, '1')));
    const two = diagnostic('two', fix(true, edit(3, 3, '2')));
    const around = diagnostic('around', fix(true, edit(1, 5, '')));
    assert.deepEqual(applied([one, two, around]), ['abc1defgh', 'one']);
    assert.deepEqual(applied([around, two]), ['afgh', 'around']);
  });

  test('an insertion where a replacement ends is no overlap', () => {
    const one = diagnostic('one', fix(true, edit(1, 3, 'X')));
    const two = diagnostic('two', fix(true, edit(3, 3, '+')));
    assert.deepEqual(applied([one, two]), ['aX+defgh', 'one', 'two']);
    assert.deepEqual(applied([two, one]), ['aX+defgh', 'two', 'one']);
  });

  test('the order of edits in a fix does not matter', () => {
    const one = diagnostic('one', fix(true, edit(6, 7, 'G'), edit(0, 0, '<')));
    assert.deepEqual(applied([one]), ['<abcdefGh', 'one']);
  });

  test('nothing to fix changes nothing', () => {
    assert.deepEqual(applied([diagnostic('one')], true), ['abcdefgh']);
  });
});

const corpus = join(import.meta.dirname, '../../../shared/corpus');
const files = existsSync(corpus)
  ? readdirSync(corpus).filter((name) => name.endsWith('.yaml'))
  : [];
const skip = files.length > 0 ? false : 'the public Blueprints do not lie beside this checkout';

test('public Blueprints keep their comments, and come to an end', { skip }, () => {
  let count = 0;
  for (const file of files) {
    const text = readFileSync(join(corpus, file), 'utf8');
    const { schema } = checkBlueprint(text);
    for (const unsafe of [false, true]) {
      let current = text;
      for (let round = 0; ; round += 1) {
        assert.ok(round < 20, `${file}: the fixes do not come to an end`);
        const fixed = applyFixes(current, checkBlueprint(current).diagnostics, { unsafe });
        count += fixed.applied.length;
        if (fixed.text === current) break;
        current = fixed.text;
      }
      assert.deepEqual(commentsOf(current), commentsOf(text), file);
      const after = checkBlueprint(current).schema;
      if (schema !== 'yaml-error') assert.notEqual(after, 'yaml-error', file);
      if (schema === 'valid') assert.equal(after, 'valid', file);
    }
  }
  assert.ok(count > 100);
});
