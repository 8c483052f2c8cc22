import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { folderOf, root } from './cli.ts';
import { rehearsed } from './rehearsed.ts';

function project(files: Record<string, string>): string {
  const folder = folderOf(files);
  if (files['examples/mail/render.yaml']) rehearsed(folder, 'mail', ['deploy']);
  return folder;
}

function check(folder: string, ...args: string[]) {
  const command = join(root, 'scripts/check.ts');
  const run = spawnSync(process.execPath, [command, '--root', folder, ...args], {
    encoding: 'utf8',
    env: { ...process.env, RENDER_WORKERS_REQUIRE: '' },
  });
  return { status: run.status, out: run.stdout, err: run.stderr };
}

const worker = [
  '  - type: worker',
  '    name: mail-worker',
  '    runtime: node',
  '    region: oregon',
  '    plan: 0.5c-512mb',
  '    buildCommand: npm ci',
  '    startCommand: node worker.js',
];
const page = [
  '# Page',
  '',
  '```yaml title="render.yaml" blueprint',
  'services:',
  ...worker,
  '```',
  '',
  '1. A step:',
  '',
  '   ```yaml fragment="services[worker]"',
  '   maxShutdownDelaySeconds: 60',
  '   numInstances: 2',
  '   ```',
  '',
  '> ```yaml fragment="services[worker]" invalid="free-plan"',
  '> plan: free',
  '> ```',
  '',
  '```yaml example="mail/render.yaml#services[mail-worker]"',
  ...worker.map((line) => line.slice(2)),
  '```',
  '',
  '```yaml other="a list"',
  '- one',
  '```',
  '',
  '```js',
  'f(1);',
  '```',
  '',
];
const files = (lines: string[]) => ({
  'src/content/docs/page.md': lines.join('\n'),
  'examples/mail/render.yaml': `services:\n${worker.join('\n')}\n`,
});

test('a page with every class in order: exit 0, coverage printed', () => {
  const { status, out, err } = check(project(files(page)));
  assert.equal(err, '');
  assert.equal(status, 0);
  assert.match(out, /files 1, fences 6/);
  assert.match(out, /yaml: example 1, blueprint 1, fragment 1, invalid 1, other 1, unclassified 0/);
});

describe('a seeded mistake fails at its line', () => {
  /** What is changed into what, and the first line of the report. */
  const cases: [string, string, string, RegExp][] = [
    [
      'blueprint',
      '    startCommand: node worker.js',
      '    startComand: node worker.js',
      /^\S*page\.md:11:5 `startComand` is not a field of a worker\. Did you mean `startCommand`\? \[unknown-field\]/,
    ],
    [
      'fragment, in a list',
      '   numInstances: 2',
      '   numInstances: two',
      /page\.md:18:18 .*must be a whole number.*\[wrong-type\]/,
    ],
    [
      'invalid that is valid, in a quote',
      '> plan: free',
      '> plan: 1c-2g',
      /page\.md:21:3 This was to break `free-plan` and does not\. \[fence-invalid\]/,
    ],
    [
      'invalid that breaks another rule too',
      '> plan: free',
      '> plan: free\n> numInstances: 0',
      /page\.md:23:17 .*\[out-of-range\]/,
    ],
    [
      'invalid with an unknown rule',
      'invalid="free-plan"',
      'invalid="free-lunch"',
      /page\.md:21:3 There is no rule `free-lunch`\. \[fence-class\]/,
    ],
    [
      'example',
      '  plan: 0.5c-512mb',
      '  plan: 1c-2g',
      /page\.md:30:1 This differs from `examples\/mail\/render\.yaml#services\[mail-worker\]`.*\[fence-example\]/,
    ],
    ['other', '- one', '- "one', /page\.md:\d+:\d+ a list is not valid YAML.*\[fence-syntax\]/],
    [
      'no class',
      'yaml other="a list"',
      'yaml',
      /page\.md:35:1 This yaml fence has no class.*\[fence-class\]/,
    ],
    ['code', 'f(1);', 'f(1;', /page\.md:40:4 JavaScript cannot parse this.*\[fence-syntax\]/],
    ['no language', '```js', '```', /page\.md:39:1 This fence has no language.*\[fence-language\]/],
    [
      'yml',
      '```yaml other="a list"',
      '```yml other="a list"',
      /page\.md:35:1 Write `yaml`.*\[fence-language\]/,
    ],
    [
      'a mark',
      'yaml other="a list"',
      'yaml other="a list" mark="- four"',
      /page\.md:35:1 `mark="- four"` marks nothing: .*\[fence-mark\]/,
    ],
    [
      'a place that is not there',
      'services[worker]" invalid',
      'services[wroker]" invalid',
      /page\.md:21:3 `wroker` is not a type of service.*\[fence-place\]/,
    ],
  ];
  for (const [what, from, to, expected] of cases) {
    test(what, () => {
      const text = page.join('\n');
      // The last one, so that the piece of the example is changed and not the Blueprint above it.
      const at = what === 'blueprint' ? text.indexOf(from) : text.lastIndexOf(from);
      assert.ok(at >= 0, 'the text to change is not there');
      const broken = text.slice(0, at) + to + text.slice(at + from.length);
      const { status, err } = check(project(files(broken.split('\n'))));
      assert.match(err, expected);
      assert.equal(status, 1);
    });
  }

  test('the lines around it are shown, with a caret', () => {
    const broken = page.map((line) => line.replace('numInstances: 2', 'numInstances: two'));
    const { err } = check(project(files(broken)));
    assert.match(
      err,
      /17 \| {4}maxShutdownDelaySeconds: 60\n18 \| {4}numInstances: two\n {3}\| {18}\^\^\^\n19 \| {4}```/,
    );
  });

  test('an example’s own Blueprint', () => {
    const broken = files(page);
    broken['examples/mail/render.yaml'] = 'services:\n  - type: wroker\n';
    const { status, err } = check(project(broken));
    assert.match(err, /examples\/mail\/render\.yaml:2:11 `wroker` is not a type of service/);
    assert.equal(status, 1);
  });
});

test('--build looks at Blueprints and examples, and at nothing that a site can be built without', () => {
  const wrong = (from: string, to: string) =>
    check(project(files(page.map((line) => line.replace(from, to)))), '--build');
  assert.equal(wrong('f(1);', 'f(1;').status, 0);
  assert.match(wrong('startCommand:', 'startComand:').err, /\[unknown-field\]/);
  assert.match(wrong('  plan: 0.5c-512mb', '  plan: 1c-2g').err, /\[fence-example\]/);
  const { status, err } = check(
    project({ ...files(page), 'examples/mail/render.yaml': 'services: none' }),
    '--build',
  );
  assert.equal(status, 1);
  assert.match(err, /examples\/mail\/render\.yaml:1:11 /);
});

test('--write refreshes what differs from its example, and then there is nothing to say', () => {
  const folder = project(
    files(page.map((line) => (line === '  plan: 0.5c-512mb' ? '  plan: 1c-2g' : line))),
  );
  assert.equal(check(folder).status, 1);
  assert.equal(check(folder, '--write').status, 0);
  assert.equal(readFileSync(join(folder, 'src/content/docs/page.md'), 'utf8'), page.join('\n'));
  assert.equal(check(folder).status, 0);
});

test('an example that has changed since it was rehearsed', () => {
  const folder = project(files(page));
  writeFileSync(join(folder, 'examples/mail/worker.js'), '1;\n');
  const { status, err } = check(folder);
  assert.match(
    err,
    /^examples\/mail has changed .* npm run rehearse -- mail --record \[evidence\]$/m,
  );
  assert.equal(status, 1);
});

test('an example’s default form may be warned of, and has to be right', () => {
  const files = (startCommand: string) => ({
    'examples/mail/render.yaml': `services:\n${worker.join('\n')}\n`,
    'examples/mail/default/render.yaml': `services:\n${worker.slice(0, -1).join('\n')}\n${startCommand}\n`,
  });
  assert.equal(check(project(files('    startCommand: npm start'))).err, '');
  const { status, err } = check(project(files('    startComand: npm start')));
  assert.match(err, /default\/render\.yaml:8:5 `startComand` is not a field/);
  assert.equal(status, 1);
});

test('an option that does not exist: exit 2', () => {
  assert.equal(check(project(files(page)), '--wirte').status, 2);
});

describe('one broken field in the real handbook', () => {
  const notCopied = ['.git', 'node_modules', 'dist', '.astro', 'tests', 'evals'];
  const copy = () => {
    const folder = project({});
    // All that a build reads.
    for (const name of readdirSync(root)) {
      if (notCopied.includes(name)) continue;
      cpSync(join(root, name), join(folder, name), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    return folder;
  };
  const run = (folder: string, ...args: string[]) =>
    spawnSync('npm', args, {
      cwd: folder,
      encoding: 'utf8',
      timeout: 120_000,
      shell: process.platform === 'win32',
    });
  const path = 'src/content/docs/operate/scaling.mdx';
  const folder = copy();
  const lines = readFileSync(join(folder, path), 'utf8').split('\n');
  const index = lines.findIndex((line) => line.startsWith('numInstances:'));
  lines[index] = (lines[index] ?? '').replace('numInstances', 'numInstance');
  writeFileSync(join(folder, path), lines.join('\n'));
  const expected = `${path}:${index + 1}:1 \`numInstance\` is not a field of a worker. Did you mean \`numInstances\`?`;

  for (const command of [['run', 'check'], ['run', 'build'], ['test']]) {
    test(`fails npm ${command.join(' ')}`, () => {
      const { status, stderr, stdout } = run(folder, ...command);
      assert.notEqual(status, 0);
      assert.ok((stderr + stdout).includes(expected), stderr + stdout);
    });
  }
});
