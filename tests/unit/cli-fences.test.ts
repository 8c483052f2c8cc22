import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { checkMarkdown } from '../../src/cli/fences.ts';
import { folderOf, good, run, withUnsafe, withWarning } from './cli.ts';

function fence(info: string, code: string): string {
  return `# Page\n\n\`\`\`${info}\n${code}\`\`\`\n`;
}

describe('which fences are Blueprints', () => {
  const gitlab = 'services:\n  - postgres:16\nimage: ruby\n';
  const cases: [string, string, boolean][] = [
    ['a whole Blueprint', fence('yaml', good), true],
    ['`yml`', fence('yml', good), true],
    [
      'one in projects',
      fence(
        'yaml',
        `projects:\n  - name: p\n    environments:\n      - name: e\n${good.replace(/^(?=.)/gm, '        ')}`,
      ),
      true,
    ],
    ['a database alone', fence('yaml', 'databases:\n  - name: db\n    databaseName: app\n'), true],
    [
      'named by its title, whatever it holds',
      fence('yaml title="infra/render.yaml"', 'services:\n'),
      true,
    ],
    ['named, and broken', fence('yaml title="render.yaml"', 'services: [\n'), true],
    ['named by its first comment', fence('yaml', `# render.yaml\nservices: []\n`), true],
    ['our own class', fence('yaml blueprint', 'services: []\n'), true],
    [
      'a fragment, in its place',
      fence('yaml fragment="services[worker]"', 'numInstances: 2\n'),
      true,
    ],
    ['an excerpt with a title', fence('yaml title="render.yaml"', 'numInstances: 2\n'), false],
    ['a list with a title', fence('yaml title="render.yaml"', '- type: worker\n'), false],
    [
      'named by a path in its first comment',
      fence('yaml', '# infra/render.yaml\nservices: []\n'),
      true,
    ],
    [
      'with more than a name in its first comment',
      fence('yaml', '# our render.yaml\nservices: []\n'),
      false,
    ],
    ['wrong on purpose', fence('yaml invalid="free-plan"', withUnsafe), false],
    ['something else by its class', fence('yaml other="mine"', good), false],
    [
      'a fragment of a Blueprint that is not here',
      fence('yaml fragment="services[worker]" in="a/render.yaml"', 'numInstances: 2\n'),
      false,
    ],
    [
      'a fragment that fits nowhere',
      fence('yaml fragment="services[nothing]"', 'numInstances: 2\n'),
      false,
    ],
    ['Docker Compose', fence('yaml', 'services:\n  web:\n    image: nginx\n'), false],
    ['GitLab CI', fence('yaml', gitlab), false],
    [
      'DigitalOcean',
      fence(
        'yaml',
        'name: a\nservices:\n  - name: web\n    github: {repo: a/b}\ndatabases:\n  - engine: PG\n    name: db\n',
      ),
      false,
    ],
    ['YAML that is broken and has no name', fence('yaml', 'services: [\n'), false],
    ['another language', fence('json', '{"services": []}\n'), false],
    ['code by indentation', `    ${good.replaceAll('\n', '\n    ')}`, false],
  ];
  for (const [what, source, expected] of cases) {
    test(`${what}: ${expected ? 'checked' : 'left out'}`, () => {
      assert.equal(checkMarkdown('page.md', source).fences.length, expected ? 1 : 0);
    });
  }
});

/** A Blueprint in a quote in a list, with CRLF, and MDX around another. */
const nested = `1. Step\r\n\r\n   > \`\`\`yaml\r\n${withWarning
  .trimEnd()
  .split('\n')
  .map((line) => `   > ${line}\r\n`)
  .join('')}   > \`\`\`\r\n`;

test('a finding in a fence stands at its line and column in the file', () => {
  const { diagnostics, fences, schema } = checkMarkdown('page.md', nested);
  const [found] = diagnostics.filter(({ rule }) => rule === 'deprecated-field');
  assert.ok(found);
  const lines = nested.split('\r\n');
  const { line, column, offset } = found.range.start;
  assert.equal(lines[line - 1]?.slice(column - 1, column + 2), 'env');
  assert.equal(nested.slice(offset, found.range.end.offset), 'env');
  assert.deepEqual(fences, [{ line: 3, endLine: 12, schema }]);
});

test('a fix in a fence changes that place of the file only', () => {
  const folder = folderOf({ 'page.md': nested });
  const { status, stdout } = run(folder, ['check', '--fix', 'page.md']);
  assert.equal(status, 0, stdout);
  assert.equal(
    readFileSync(join(folder, 'page.md'), 'utf8'),
    nested.replace('env: node', 'runtime: node'),
  );
});

test('a fix that adds a line gives it the marks around the fence', () => {
  const broker = [
    'services:',
    '  - type: worker',
    '    name: jobs',
    '    runtime: node',
    '    region: oregon',
    '    plan: 0.5c-512mb',
    '    buildCommand: npm ci',
    '    startCommand: node worker.js',
    '    envVars:',
    '      - key: REDIS_URL',
    '        fromService: { type: keyvalue, name: queue, property: connectionString }',
    '  - type: keyvalue',
    '    name: queue',
    '    region: oregon',
    '    plan: 256mb',
    '    ipAllowList: []',
    '    persistenceMode: journal-snapshot',
  ];
  const page = `- Step\r\n\r\n  > \`\`\`yaml\r\n${broker.map((line) => `  > ${line}\r\n`).join('')}  > \`\`\`\r\n`;
  const folder = folderOf({ 'page.md': page });
  const { status, stdout } = run(folder, ['check', '--fix', 'page.md']);
  assert.equal(status, 0, stdout);
  const lines = readFileSync(join(folder, 'page.md'), 'utf8').split('\r\n');
  const added = lines.filter((line) => !page.split('\r\n').includes(line));
  assert.deepEqual(added, ['  >     maxmemoryPolicy: noeviction']);
  assert.deepEqual(
    lines.filter((line) => !added.includes(line)),
    page.split('\r\n'),
  );
});

test('a finding in a fragment stands in the fragment, and has no fix', () => {
  const source = fence('yaml fragment="services[worker]"', 'plan: free\n');
  const { diagnostics, schema } = checkMarkdown('page.md', source);
  assert.deepEqual(
    diagnostics.map(({ rule, range, fixes }) => [
      rule,
      range.start.line,
      range.start.column,
      fixes,
    ]),
    [['free-plan', 4, 7, []]],
  );
  assert.equal(schema, 'valid');
});

test('a fragment that is no YAML is told where it is written', () => {
  const { diagnostics, schema } = checkMarkdown(
    'page.md',
    fence('yaml fragment="services[worker]"', 'plan: [\n'),
  );
  assert.deepEqual(
    diagnostics.map(({ rule, range }) => [rule, range.start.line, range.start.column]),
    [['yaml-syntax', 4, 7]],
  );
  assert.equal(schema, 'yaml-error');
});

test('a file without a Blueprint has no verdict', () => {
  assert.equal(checkMarkdown('page.md', '# a\n').schema, null);
});

test('the verdict of a file is the worst of its fences', () => {
  const source = [
    fence('yaml', good),
    fence('yaml title="render.yaml"', 'services: [\n'),
    fence('yaml', good.replace('plan:', 'plann:')),
  ].join('\n');
  const { schema, fences } = checkMarkdown('page.mdx', source);
  assert.equal(schema, 'yaml-error');
  assert.deepEqual(
    fences.map((found) => found.schema),
    ['valid', 'yaml-error', 'invalid'],
  );
});
