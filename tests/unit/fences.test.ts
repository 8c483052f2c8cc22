import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, describe } from 'node:test';
import { checkFences } from '../../src/fences/check.ts';
import { classify } from '../../src/fences/classify.ts';
import { CannotCompose, compose } from '../../src/fences/compose.ts';
import { NoSuchPiece, pieceOf, withoutRegions } from '../../src/fences/example.ts';
import { type Fence, toFile, UnreadableMarkdown } from '../../src/fences/fence.ts';
import { languages } from '../../src/fences/languages/index.ts';
import { isInstalled } from '../../src/fences/languages/program.ts';
import { rust } from '../../src/fences/languages/rust.ts';
import { marksOf, withoutMarks } from '../../src/fences/marks.ts';
import { parseMeta } from '../../src/fences/meta.ts';
import { parsePlace } from '../../src/fences/place.ts';
import { readFences } from '../../src/fences/read.ts';
import { refresh } from '../../src/fences/write.ts';

const only = (path: string, source: string): Fence => {
  const fences = readFences(path, source);
  assert.equal(fences.length, 1);
  return fences[0] as Fence;
};

/** Where the letter X of a fence's code stands in the file. */
function placeOfX(source: string, path = 'page.md') {
  const fence = only(path, source);
  const line = fence.code.split('\n').findIndex((text) => text.includes('X'));
  const column = (fence.code.split('\n')[line]?.indexOf('X') ?? 0) + 1;
  return toFile(fence, { line: line + 1, column });
}

describe('a place in a fence is found again in the file', () => {
  const cases: [string, string][] = [
    ['at the top', '---\ntitle: x\n---\n\n```yaml blueprint\na: 1\nb: X\n```\n'],
    ['in a list', '- item\n\n  ```yaml blueprint\n  a: 1\n  b: X\n  ```\n'],
    ['on the line of the list marker', '- ```yaml blueprint\n  a: 1\n  b: X\n  ```\n'],
    [
      'in an ordered list in a list',
      '- a\n  1. b\n\n     ```yaml blueprint\n     a: X\n     ```\n',
    ],
    ['in a quote', '> ```yaml blueprint\n> a: 1\n> b: X\n> ```\n'],
    ['in a list in a quote', '> - a\n>\n>   ```yaml blueprint\n>   b: X\n>   ```\n'],
    ['behind a tab', '-\titem\n\n\t```yaml blueprint\n\tb: X\n\t```\n'],
    ['with tildes', '~~~yaml blueprint\nb: X\n~~~\n'],
    ['with Windows line ends', 'text\r\n\r\n```yaml blueprint\r\na: 1\r\nb: X\r\n```\r\n'],
    ['in an aside', ':::note\n```yaml blueprint\nb: X\n```\n:::\n'],
  ];
  for (const [what, source] of cases) {
    test(what, () => {
      const line = source.split('\n').findIndex((text) => text.includes('X'));
      const column = source.split('\n')[line]?.indexOf('X') ?? -1;
      assert.deepEqual(placeOfX(source), { line: line + 1, column: column + 1 });
    });
  }

  test('in an MDX component', () => {
    const source =
      'import A from "./a";\n\n<A>\n  <A>\n\n  ```yaml blueprint\n  b: X\n  ```\n\n  </A>\n</A>\n';
    assert.deepEqual(placeOfX(source, 'page.mdx'), { line: 7, column: 6 });
  });
});

test('a block by indentation is no fence', () => {
  assert.equal(only('page.md', 'text\n\n    a: 1\n').fenced, false);
});

test('broken MDX is told with its place', () => {
  assert.throws(
    () => readFences('page.mdx', 'text\n\n{oops\n'),
    (error) => error instanceof UnreadableMarkdown && error.line === 4,
  );
});

test('meta: pairs, words, marks of the highlighter', () => {
  const meta = parseMeta(
    'title="render.yaml" fragment="services[worker]" {2-3} blueprint ins={4} x=y',
  );
  assert.deepEqual(
    [...meta],
    [
      ['title', 'render.yaml'],
      ['fragment', 'services[worker]'],
      ['blueprint', ''],
      ['ins', ''],
      ['x', 'y'],
    ],
  );
});

describe('marks', () => {
  const root = mkdtempSync(join(tmpdir(), 'marks-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'examples/a'), { recursive: true });
  writeFileSync(join(root, 'examples/a/app.py'), 'grace = 50\nx("a")\n');

  const found = async (meta: string, code = 'grace = 50\nx("a")') => {
    const source = `Text.\n\n\`\`\`python ${meta}\n${code}\n\`\`\`\n`;
    const fences = readFences('page.md', source);
    const { findings } = await checkFences(root, [{ path: 'page.md', source, fences }], {
      onStale: () => {},
    });
    return findings.map(
      ({ path, rule, message, range: { start } }) => `${path}:${start.line} [${rule}] ${message}`,
    );
  };

  test('are read from between what is none', () => {
    assert.deepEqual(
      marksOf(`title="a mark='b'" mark="c" wrap mark='"d"' other="e"`).map(({ text }) => text),
      ['c', '"d"'],
    );
  });

  test('are taken out of a meta that stays as it is', () => {
    assert.equal(
      withoutMarks(` mark="x" title="a.py" mark='y z' example="a/app.py#b" wrap mark="e"`),
      ' title="a.py" example="a/app.py#b" wrap',
    );
    assert.equal(withoutMarks(' title="mark=1"'), ' title="mark=1"');
  });

  test('of a text that is there are fine, in an example after its refresh', async () => {
    assert.deepEqual(await found(`mark="grace = 50" mark='x("a")'`), []);
    assert.deepEqual(await found('example="a/app.py" mark="grace = 50"', 'grace = 40'), []);
  });

  for (const [meta, code] of [
    ['mark="grace = 60"', 'grace = 50'],
    ['mark="grace = 50" mark="grace = 60"', 'grace = 50'],
    ['example="a/app.py" mark="grace = 60"', 'grace = 60'],
  ] as const) {
    test(`of a text that is not there are told with their place: ${meta}`, async () => {
      const [first = '', ...more] = await found(meta, code);
      assert.match(first, /^page\.md:3 \[fence-mark\] `mark="grace = 60"` marks nothing: /);
      assert.deepEqual(more, []);
    });
  }

  for (const meta of [
    '{1}',
    '"grace"',
    'mark={1}',
    'mark=/gra.e/',
    'mark=grace',
    'mark=""',
    'ins="grace"',
    'ins={1}',
    'del="grace"',
  ]) {
    test(`by anything but a text are refused: ${meta}`, async () => {
      const [first = '', ...more] = await found(meta);
      assert.ok(first.startsWith(`page.md:3 [fence-mark] \`${meta}\` is no mark by text. `), first);
      assert.deepEqual(more, []);
    });
  }
});

describe('classes', () => {
  const classOf = (meta: string) => classify(only('page.md', `\`\`\`yaml ${meta}\na: 1\n\`\`\`\n`));

  test('each of the five', () => {
    assert.deepEqual(classOf('example="a/render.yaml"'), {
      class: 'example',
      target: 'a/render.yaml',
    });
    assert.deepEqual(classOf('title="x" blueprint'), { class: 'blueprint' });
    assert.deepEqual(classOf('fragment="services[web]" in="a/render.yaml"'), {
      class: 'fragment',
      place: 'services[web]',
      host: 'a/render.yaml',
    });
    assert.deepEqual(classOf('fragment="services[web]" invalid="free-plan"'), {
      class: 'invalid',
      rule: 'free-plan',
      place: 'services[web]',
      host: undefined,
    });
    assert.deepEqual(classOf('other="Compose"'), { class: 'other', what: 'Compose' });
  });

  for (const meta of [
    '',
    'title="render.yaml"',
    'blueprint other="x"',
    'example',
    'fragment=""',
    'blueprint in="x"',
    'fragment="a" invalid="b" other="c"',
  ]) {
    test(`none: ${meta || 'nothing at all'}`, () => {
      assert.equal(classOf(meta).class, 'unclassified');
    });
  }
});

test('places', () => {
  assert.deepEqual(parsePlace('services[a-b].envVars[KEY]'), [
    { key: 'services' },
    { item: 'a-b' },
    { key: 'envVars' },
    { item: 'KEY' },
  ]);
  assert.throws(() => parsePlace('services[a'), SyntaxError);
  assert.throws(() => parsePlace(''), SyntaxError);
});

describe('pieces of an example', () => {
  const files: Record<string, string> = {
    'a/render.yaml':
      '# top\nservices:\n  # why\n  - type: worker\n    name: jobs # the worker\n    envVars:\n      - key: A\n        value: |\n          one\n\n          two\n      - key: B\n        value: b\n\n  - type: web\n    name: api\n',
    'a/app.py':
      'import os\n\n\ndef f():\n    # region: body\n    if True:\n        # region: inner\n        g()\n        # endregion: inner\n    # endregion: body\n',
  };
  const piece = (target: string) => pieceOf(target, (path) => files[path]);

  test('a whole file, without the newline at its end', () => {
    assert.equal(piece('a/render.yaml'), files['a/render.yaml']?.slice(0, -1));
  });
  test('a whole file of code, without its marks', () => {
    assert.equal(piece('a/app.py'), 'import os\n\n\ndef f():\n    if True:\n        g()');
  });
  test('a list item, dedented, without the comment above it', () => {
    assert.equal(piece('a/render.yaml#services[api]'), '- type: web\n  name: api');
  });
  test('a key with its value', () => {
    assert.equal(
      piece('a/render.yaml#services[jobs].envVars'),
      'envVars:\n  - key: A\n    value: |\n      one\n\n      two\n  - key: B\n    value: b',
    );
  });
  test('an item by its key', () => {
    assert.equal(piece('a/render.yaml#services[jobs].envVars[B]'), '- key: B\n  value: b');
  });
  test('a region, dedented, without the marks inside it', () => {
    assert.equal(piece('a/app.py#body'), 'if True:\n    g()');
  });
  test('a file without its regions keeps one blank line where marks stood between two', () => {
    const marked =
      'package a\r\n\n// region: one\n\nfunc one() {}\n\n// endregion: one\n\n// region: two\n\nfunc two() {}\n\n// endregion: two\n';
    assert.equal(withoutRegions(marked), 'package a\r\n\nfunc one() {}\n\nfunc two() {}\n');
  });
  test('a comment that ends nowhere, or stands behind code, is no mark', () => {
    const text = '# region: oregon\nx = 1  # endregion: x\n\n\n\ny = 2\n';
    assert.equal(withoutRegions(text), text);
  });
  for (const target of ['none.yaml', 'a/render.yaml#services[no]', 'a/app.py#no']) {
    test(`there is no ${target}`, () => {
      assert.throws(() => piece(target), NoSuchPiece);
    });
  }
});

describe('fragments', () => {
  test('a mapping replaces the fields that it names', () => {
    const { text, toFragment } = compose('plan: 1c-2g\nnumInstances: 2', 'services[worker]');
    assert.match(text, /^ {4}plan: 1c-2g\n {4}numInstances: 2$/m);
    assert.doesNotMatch(text, /0\.5c-512mb/);
    const line = text.split('\n').findIndex((row) => row.includes('numInstances')) + 1;
    assert.deepEqual(toFragment({ line, column: 19 }), { line: 2, column: 15 });
    assert.equal(toFragment({ line: 1, column: 1 }), undefined);
  });

  test('a list replaces the items of the same name and keeps the others', () => {
    const host =
      'services:\n  - {type: worker, name: a, envVars: [{key: A, value: 1}, {key: B, value: 2}]}\n';
    const { text } = compose('- key: A\n  value: 3', 'services[a].envVars', host);
    assert.match(text, /value: 3/);
    assert.match(text, /key: B/);
    assert.doesNotMatch(text, /value: 1/);
  });

  test('what a fragment refers to is there, in its region', () => {
    const { text } = compose(
      'region: frankfurt\nenvVars:\n  - key: A\n    fromService: {type: keyvalue, name: q, property: connectionString}\n',
      'services[worker]',
    );
    assert.match(text, /type: keyvalue\n {4}name: q\n {4}region: frankfurt/);
  });

  const impossible: [string, string, string | undefined][] = [
    ['a scalar', 'text', undefined],
    ['no such type', 'a: 1', undefined],
    ['a list where a mapping belongs', '- a: 1', undefined],
    ['no such service in the host', 'a: 1', 'services: []\n'],
  ];
  const places = ['services[worker]', 'services[wroker]', 'services[worker]', 'services[x]'];
  for (const [index, [what, fragment, host]] of impossible.entries()) {
    test(`impossible: ${what}`, () => {
      assert.throws(() => compose(fragment, places[index] ?? '', host), CannotCompose);
    });
  }
});

test('refresh writes the body anew, with the marks around it, and nothing else', () => {
  const source = 'a\n\n> - ```python example="a/app.py"\n>   old\n>   ```\n\nb\n';
  const fence = only('page.md', source);
  assert.equal(
    refresh(source, [{ fence, expected: 'one\n\ntwo' }]),
    'a\n\n> - ```python example="a/app.py"\n>   one\n>\n>   two\n>   ```\n\nb\n',
  );
});

describe('parsers tell good code from bad', () => {
  const samples: Record<string, { good: string; bad: string; line: number }> = {
    JSON: { good: '{"a": 1}', bad: '{\n  "a": 1,\n}', line: 3 },
    TypeScript: { good: 'const a: number = 1;', bad: 'const a = 1;\nconst b = ;', line: 2 },
    JavaScript: { good: 'await f();', bad: 'f(;', line: 1 },
    shell: { good: 'a && b | c', bad: 'echo hi\nif true; then', line: 2 },
    Python: { good: 'def f():\n    pass', bad: 'x = 1\ndef f(:\n    pass', line: 2 },
    Ruby: { good: 'def f = 1', bad: 'x = 1\ndef f(\nend\n', line: 3 },
    Go: { good: 'x := 1\nfmt.Println(x)', bad: 'x := 1\ny = = 2\nz := 3', line: 2 },
    Rust: { good: 'async fn f() {}', bad: 'fn f() {}\nfn g( {\n}', line: 2 },
    Elixir: { good: 'def f, do: 1', bad: 'x = 1\ny = (', line: 2 },
    PHP: { good: 'return [1];', bad: '$x = 1;\nf(;', line: 2 },
  };
  for (const { name, needs, parse } of languages) {
    const missing = needs && !isInstalled(needs.command);
    const skip = missing ? `no ${needs.command} here; install it with: ${needs.install}` : false;
    if (missing && process.env['RENDER_WORKERS_REQUIRE'] === 'all') {
      test(name, () => assert.fail(String(skip)));
      continue;
    }
    test(name, { skip }, async () => {
      const sample = samples[name];
      assert.ok(sample, 'no sample for this language');
      const found = await parse([sample.good, sample.bad]);
      assert.deepEqual(
        found.map(({ index }) => index),
        [1],
      );
      assert.ok((found[0]?.line ?? 0) <= sample.bad.split('\n').length + 1);
      assert.ok((found[0]?.line ?? 0) >= sample.line - 1);
    });
  }

  const noRust = !isInstalled('rustfmt') && 'no rustfmt here';
  test('Rust may also be a list of statements', { skip: noRust }, async () => {
    assert.deepEqual(
      await rust.parse(['let pool = connect(1)?;\nworker\n    .run()\n    .await?;']),
      [],
    );
  });
});
