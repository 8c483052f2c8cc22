import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { frameOf, visible } from '../../src/blueprint/formats/frame.ts';
import { toGithub } from '../../src/blueprint/formats/github.ts';
import { toJson } from '../../src/blueprint/formats/json.ts';
import { checkOutputSchema } from '../../src/blueprint/formats/output-schema.ts';
import { type Paint, toPretty } from '../../src/blueprint/formats/pretty.ts';
import { type FileReport, summarize } from '../../src/blueprint/formats/report.ts';
import { toSarif } from '../../src/blueprint/formats/sarif.ts';
import { catalog, checkBlueprint } from '../../src/blueprint/index.ts';
import { Lines } from '../../src/blueprint/lines.ts';

const fixtures = join(import.meta.dirname, '../fixtures/rules');

function reportOf(path: string, source: string): FileReport {
  return { path, source, printable: source, ...checkBlueprint(source), fixed: [] };
}

/** Every bad fixture, so that each rule's messages, related places and fixes are printed once. */
const all = readdirSync(fixtures)
  .filter((name) => name.endsWith('.bad.yaml'))
  .map((name) => reportOf(name, readFileSync(join(fixtures, name), 'utf8')));

const bad = reportOf(
  'a/render.yaml',
  'services:\n  - type: worker\n    name: mail\n    runtime: node\n    plan: free\n    startCommand: node a.js\n',
);
/** A finding of the test's own, so that no rule's wording matters. */
function finding(message: string): FileReport {
  const source = 'one: 1\r\ntwo: 2\r\n';
  const range = {
    start: { line: 2, column: 6, offset: 13 },
    end: { line: 2, column: 7, offset: 14 },
  };
  const edits = [{ start: 13, end: 14, text: '3\r\n' }];
  return {
    path: 'dir, with:odd %names/render.yaml',
    source,
    printable: source,
    schema: 'valid',
    fixed: [{ rule: 'free-plan', title: 'Set it' }],
    diagnostics: [
      {
        rule: 'free-plan',
        severity: 'warning',
        message,
        range,
        related: [{ label: 'the other one', range }],
        fixes: [{ title: 'Write 3', safe: true, edits }],
      },
    ],
  };
}

const plain: Paint = {
  path: String,
  error: String,
  warning: String,
  good: String,
  dim: String,
  link: () => undefined,
};

test('the fixtures have related places and fixes of both kinds, or this file tests nothing', () => {
  const diagnostics = all.flatMap((report) => report.diagnostics);
  assert.ok(diagnostics.some(({ related }) => related.length > 0));
  assert.ok(diagnostics.some(({ fixes }) => fixes.some(({ safe }) => safe)));
  assert.ok(diagnostics.some(({ fixes }) => fixes.some(({ safe }) => !safe)));
});

describe('json', () => {
  const validate = new Ajv2020({ formats: { uri: URL.canParse } }).compile(checkOutputSchema);
  const output = () => JSON.parse(JSON.stringify(toJson([...all, finding('m')], '1.2.3')));

  test('is what its JSON Schema says', () => {
    assert.ok(validate(output()), JSON.stringify(validate.errors));
    const empty: FileReport = { ...finding('m'), schema: null, fences: [] };
    assert.ok(validate(toJson([empty], '1.2.3')), JSON.stringify(validate.errors));
  });

  test('the schema takes nothing else', () => {
    const changes: ((value: ReturnType<typeof output>) => void)[] = [
      (value) => delete value.files[0].schema,
      (value) => (value.files[0].schema = 'broken'),
      (value) => (value.files[0].diagnostics[0].line = 0),
      (value) => (value.files[0].diagnostics[0].rule = 'no-such-rule'),
      (value) => (value.files[0].diagnostics[0].docs = 'rules'),
      (value) => (value.files[0].extra = true),
      (value) => (value.version = 2),
      (value) => delete value.files.at(-1).diagnostics[0].fixes[0].edits[0].endColumn,
    ];
    for (const change of changes) {
      const value = output();
      change(value);
      assert.equal(validate(value), false, String(change));
    }
  });

  test('gives places as lines and columns from 1, and edits as offsets too', () => {
    const [file] = toJson([finding('m')], '1.2.3').files;
    const at = { line: 2, column: 6, endLine: 2, endColumn: 7 };
    assert.deepEqual(file?.diagnostics[0], {
      ...at,
      rule: 'free-plan',
      severity: 'warning',
      message: 'm',
      docs: 'https://render-workers.onrender.com/reference/rules/#free-plan',
      related: [{ label: 'the other one', ...at }],
      fixes: [
        { title: 'Write 3', safe: true, edits: [{ ...at, start: 13, end: 14, text: '3\r\n' }] },
      ],
    });
  });
});

describe('sarif', () => {
  const schemaFile = createRequire(import.meta.url).resolve(
    '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
  );
  // Draft 4; of what the drafts after it changed, this schema uses `id` only.
  const { $schema, id, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const validate = new Ajv({
    strict: false,
    validateFormats: false,
    unicodeRegExp: false,
  }).compile(schema);
  const output = () => JSON.parse(JSON.stringify(toSarif([...all, finding('m')], '1.2.3')));

  test('validates against the schema of SARIF 2.1.0', () => {
    assert.match($schema + id, /draft-04.*sarif-2\.1\.0/);
    assert.ok(validate(output()), JSON.stringify(validate.errors));
  });

  test('the schema refuses what is no SARIF', () => {
    const broken = output();
    broken.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0;
    assert.equal(validate(broken), false);
  });

  test('describes every rule, and each result names its own', () => {
    const [run] = output().runs;
    const { rules } = run.tool.driver;
    assert.deepEqual(
      rules.map((rule: { id: string }) => rule.id),
      catalog.map((rule) => rule.id),
    );
    for (const { helpUri, fullDescription, shortDescription } of rules) {
      assert.ok(URL.canParse(helpUri) && fullDescription.text && shortDescription.text);
    }
    assert.ok(run.results.length >= catalog.length);
    for (const { ruleId, ruleIndex } of run.results) assert.equal(rules[ruleIndex].id, ruleId);
  });

  test('gives region, related location and fix of a finding, with the path as a URI', () => {
    const result = output().runs[0].results.at(-1);
    const region = { startLine: 2, startColumn: 6, endLine: 2, endColumn: 7 };
    const artifactLocation = { uri: 'dir%2C%20with%3Aodd%20%25names/render.yaml' };
    assert.deepEqual(result.locations, [{ physicalLocation: { artifactLocation, region } }]);
    assert.equal(result.level, 'warning');
    assert.equal(result.relatedLocations[0].message.text, 'the other one');
    assert.deepEqual(result.fixes[0].artifactChanges, [
      {
        artifactLocation,
        replacements: [{ deletedRegion: region, insertedContent: { text: '3\r\n' } }],
      },
    ]);
  });
});

test('sarif: a path from the root of a disk is a file URI, on Windows too', () => {
  const uriOf = (path: string) => {
    const [run] = JSON.parse(JSON.stringify(toSarif([{ ...finding('m'), path }], '1.2.3'))).runs;
    return run.results[0].locations[0].physicalLocation.artifactLocation.uri;
  };
  assert.equal(uriOf('/srv/my app/render.yaml'), 'file:///srv/my%20app/render.yaml');
  assert.equal(uriOf('C:\\my app\\render.yaml'), 'file:///C:/my%20app/render.yaml');
  assert.equal(uriOf('..\\render.yaml'), '../render.yaml');
});

describe('github', () => {
  test('is one workflow command per finding', () => {
    assert.match(
      toGithub([bad]),
      /^::error file=a\/render\.yaml,line=5,col=11,endLine=5,endColumn=15,title=free-plan::.+$/m,
    );
    assert.equal(toGithub([bad]).trimEnd().split('\n').length, bad.diagnostics.length);
  });

  test('escapes what would end the command, or begin another', () => {
    assert.equal(
      toGithub([finding('100 %\r\n::error::no, really: this')]),
      '::warning file=dir%2C with%3Aodd %25names/render.yaml,line=2,col=6,endLine=2,endColumn=7,title=free-plan::100 %25%0D%0A::error::no, really: this\n',
    );
  });
});

describe('pretty', () => {
  test('shows line, related place, fix, docs and a summary', () => {
    assert.equal(
      toPretty([{ ...finding('Too few.'), path: 'render.yaml' }], 80, plain),
      [
        'render.yaml',
        '  fixed Set it [free-plan]',
        '',
        'render.yaml:2:6 warning Too few. [free-plan]',
        '1 | one: 1',
        '2 | two: 2',
        '  |      ^',
        '  render.yaml:2:6 the other one',
        '  2 | two: 2',
        '    |      ^',
        '  fix available: Write 3 (--fix)',
        '  docs: https://render-workers.onrender.com/reference/rules/#free-plan',
        '',
        '1 file checked: 1 warning; 1 fixed; 1 fixable with --fix.',
        '',
      ].join('\n'),
    );
  });

  test('says that there is nothing to say, and counts fences', () => {
    const clean: FileReport = {
      path: 'a.md',
      source: '',
      printable: '',
      schema: 'valid',
      diagnostics: [],
      fixed: [],
      fences: [
        { line: 1, endLine: 3, schema: 'valid' },
        { line: 5, endLine: 9, schema: 'valid' },
      ],
    };
    assert.equal(toPretty([clean], 80, plain), '2 Blueprints in 1 file checked: no findings.\n');
  });

  test('what a file holds reaches the terminal as text', () => {
    const hostile = reportOf('a\u001B]0;x\u0007.yaml', 'services: "\u001B[31m\u009B2J"\n');
    const shown = toPretty([hostile], 80, plain);
    assert.ok(hostile.diagnostics.length > 0);
    assert.doesNotMatch(shown.replaceAll('\n', ''), /\p{Cc}/u);
    assert.equal(visible('a\u001Bb\tc\u202Ed\u007Fe'), 'a␛b\tc�d␡e');
  });
});

describe('frame', () => {
  const paint = { gutter: String, caret: String };
  const at = (line: number, column: number, endColumn: number) => ({
    start: { line, column },
    end: { line, column: endColumn },
  });
  /** What the caret line marks of the line above it, by columns of a terminal. */
  const marked = (lines: string[]) => {
    const index = lines.findIndex((line) => line.includes('^'));
    const from = lines[index]?.indexOf('^') ?? 0;
    return lines[index - 1]?.slice(from, (lines[index]?.lastIndexOf('^') ?? 0) + 1);
  };

  test('the caret stands under what is meant', () => {
    assert.equal(marked(frameOf(new Lines('a: b\ncde: fgh\n'), at(2, 6, 9), 80, 1, paint)), 'fgh');
  });

  test('a long line is cut around the caret, on both sides', () => {
    const line = `key: ${'x'.repeat(500)} here ${'y'.repeat(500)}`;
    const column = line.indexOf('here') + 1;
    const lines = frameOf(new Lines(line), at(1, column, column + 4), 60, 1, paint);
    assert.equal(marked(lines), 'here');
    assert.ok(lines.every((text) => text.length <= 60));
    assert.match(lines[0] ?? '', /^1 \| ….*….*$/);
  });

  test('a long line is not cut between the halves of a character', () => {
    const line = `${'😀'.repeat(200)}here`;
    const column = line.indexOf('here') + 1;
    for (const width of [60, 62]) {
      const lines = frameOf(new Lines(line), at(1, column, column + 4), width, 1, paint);
      assert.ok(lines[0]?.isWellFormed(), lines[0]);
      assert.match(lines[0] ?? '', /^1 \| …😀+here$/u);
    }
  });

  test('a caret is no longer than what is shown', () => {
    const lines = frameOf(new Lines('x'.repeat(500)), at(1, 1, 501), 60, 0, paint);
    assert.ok(lines.every((text) => text.length <= 60));
  });

  test('tabs stay, wide characters take two columns, marks none', () => {
    const caretLine = (line: string, column: number) =>
      frameOf(new Lines(line), at(1, column, column + 1), 80, 0, paint)[1];
    assert.equal(caretLine('\tab', 3), '  | \t ^');
    assert.equal(caretLine('日本: x', 5), '  |       ^');
    assert.equal(caretLine('😀: x', 5), '  |     ^');
    assert.equal(caretLine('e\u0301: x', 5), '  |    ^');
  });

  test('the end of a file, with and without a line break, and an empty file', () => {
    assert.deepEqual(frameOf(new Lines(''), at(1, 1, 1), 80, 1, paint), ['1 |', '  | ^']);
    assert.deepEqual(frameOf(new Lines('a: 1'), at(1, 5, 5), 80, 1, paint), [
      '1 | a: 1',
      '  |     ^',
    ]);
    assert.deepEqual(frameOf(new Lines('a: 1\n'), at(2, 1, 1), 80, 1, paint), [
      '1 | a: 1',
      '2 |',
      '  | ^',
    ]);
  });
});

test('offsets become lines and columns', () => {
  const lines = new Lines('ab\n\ncd');
  const place = (offset: number) => {
    const { line, column } = lines.position(offset);
    return { line, column };
  };
  assert.deepEqual([0, 2, 3, 4, 6].map(place), [
    { line: 1, column: 1 },
    { line: 1, column: 3 },
    { line: 2, column: 1 },
    { line: 3, column: 1 },
    { line: 3, column: 3 },
  ]);
});

test('the summary counts a finding by the best fix that it has', () => {
  const one = finding('m');
  const [found] = one.diagnostics;
  assert.ok(found);
  const unsafe = {
    ...found,
    severity: 'error' as const,
    fixes: [{ title: '', safe: false, edits: [] }],
  };
  assert.deepEqual(summarize([{ ...one, diagnostics: [found, unsafe] }]), {
    files: 1,
    blueprints: 1,
    errors: 1,
    warnings: 1,
    fixable: 1,
    fixableUnsafe: 1,
    fixed: 1,
  });
});
