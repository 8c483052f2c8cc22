import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import test, { describe } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { catalog } from '../../src/blueprint/index.ts';
import { bin, folderOf, good, root, run, withError, withWarning } from './cli.ts';

/** The files of a JSON report. */
function filesOf(stdout: string) {
  return (
    JSON.parse(stdout) as {
      files: { path: string; schema: string; diagnostics: { rule: string; line: number }[] }[];
    }
  ).files;
}

describe('credentials', () => {
  const key = 'wrong-horse-battery-9';
  const source = good.replace(
    '    buildCommand',
    `    envVars:\n      - key: SESSION_SECRET\n        value: ${key}\n      - key: PORT\n        sync: maybe\n    buildCommand`,
  );
  const folder = folderOf({ 'render.yaml': source });
  const formats = ['pretty', 'json', 'sarif', 'github'];

  test('are not printed, whichever rule speaks of the line beside them', () => {
    for (const args of [[], ['--rule', 'wrong-type'], ['--rule', 'literal-credential']]) {
      for (const format of formats) {
        const { stdout } = run(folder, ['check', '--format', format, ...args]);
        assert.ok(stdout.includes('render.yaml'), stdout);
        assert.ok(!stdout.includes(key), stdout);
      }
    }
    assert.match(run(folder, ['check']).stdout, /value: •{21}\n/);
  });

  test('are not printed where no variable is read, or the file is no YAML', () => {
    const token = `ghp_${'a1b2c3d4e5f6'.repeat(3)}`;
    const misplaced = [
      `      - ${token}\n`,
      `      - key: A\n        valeu: ${token}\n`,
      `      - key: A\n        generateValue: ${token}\n`,
      `      - key: A\n        valeu: amqps://jobs:${token}@mq.test\n`,
      `      - key: A\n        value: ${token}\n      - key:B\n        value: x\n`,
      `      - key: A\n        valeu: |\n          -----BEGIN PRIVATE KEY-----\n          ${token.slice(4)}\n          -----END PRIVATE KEY-----\n`,
      `      - key: A\n        fromService: {type: web, name: github_pat_${'a1_b2'.repeat(16)}, property: host}\n`,
    ];
    for (const variables of misplaced) {
      const text = good.replace('    buildCommand', `    envVars:\n${variables}    buildCommand`);
      const folder = folderOf({ 'render.yaml': text });
      for (const format of formats) {
        const { stdout, status } = run(folder, ['check', '--format', format]);
        assert.ok(status === 0 || status === 1, stdout);
        assert.ok(stdout.includes('render.yaml'), stdout);
        assert.doesNotMatch(stdout, /a1b2c3|a1_b2/);
      }
    }
  });
});

describe('exit codes', () => {
  const folder = folderOf({
    'render.yaml': good,
    'error.yaml': withError,
    'warning.yaml': withWarning,
  });
  const cases: [string, string[], number][] = [
    ['no findings', ['check'], 0],
    ['a warning', ['check', 'warning.yaml', '--rule', 'deprecated-field'], 0],
    ['an error', ['check', 'error.yaml'], 1],
    ['an error that is not asked about', ['check', 'error.yaml', '--rule', 'free-plan'], 0],
    [
      'as many warnings as allowed',
      ['check', 'warning.yaml', '--rule', 'deprecated-field', '--max-warnings', '1'],
      0,
    ],
    [
      'one too many',
      ['check', 'warning.yaml', '--rule', 'deprecated-field', '--max-warnings=0'],
      1,
    ],
    [
      'too many, hidden',
      ['check', 'warning.yaml', '--rule', 'deprecated-field', '--max-warnings=0', '--quiet'],
      1,
    ],
    ['help', ['--help'], 0],
    ['no command', [], 2],
  ];
  for (const [what, args, expected] of cases) {
    test(`${what}: ${expected}`, () => {
      const { status, stdout, stderr } = run(folder, args);
      assert.equal(status, expected, stdout + stderr);
    });
  }

  test('a fault of our own: 3, with the stack and a request to report it', () => {
    const sabotage = join(folder, 'sabotage.mjs');
    writeFileSync(sabotage, 'JSON.stringify = () => { throw new TypeError("sabotage"); };');
    const { status, stdout, stderr } = run(folder, ['check', '--format', 'json'], {
      env: { NODE_OPTIONS: `--import=${pathToFileURL(sabotage)}` },
    });
    assert.equal(status, 3);
    assert.equal(stdout, '');
    assert.match(
      stderr,
      /this is a bug in it\. Please report it[\s\S]*TypeError: sabotage\n {4}at /,
    );
  });

  test('a fault without a stack is told as it is', () => {
    const sabotage = join(folder, 'sabotage-text.mjs');
    for (const thrown of [
      '"sabotage"',
      'Object.assign(new Error("sabotage"), { stack: undefined })',
    ]) {
      writeFileSync(sabotage, `JSON.stringify = () => { throw ${thrown}; };`);
      const { status, stderr } = run(folder, ['check', '--format', 'json'], {
        env: { NODE_OPTIONS: `--import=${pathToFileURL(sabotage)}` },
      });
      assert.match(stderr, /this is a bug in it\.[\s\S]*\n\nsabotage\n\(Node\.js /);
      assert.equal(status, 3);
    }
  });

  test('one warning and several, and how many are allowed', () => {
    const twice = folderOf({ 'a.yaml': withWarning, 'b.yaml': withWarning });
    const said = (...paths: string[]) =>
      run(twice, ['check', '--max-warnings=0', '--rule', 'deprecated-field', ...paths]).stderr;
    assert.equal(said('a.yaml'), '1 warning, and --max-warnings allows 0.\n');
    assert.equal(said('a.yaml', 'b.yaml'), '2 warnings, and --max-warnings allows 0.\n');
  });

  test('a reader that closes the pipe is no fault', { skip: process.platform === 'win32' }, () => {
    const many = folderOf({ 'error.yaml': `services:\n${'  - type: nothing\n'.repeat(5000)}` });
    const command = `"${process.execPath}" "${bin}" check error.yaml | head -n 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: many, encoding: 'utf8' });
    assert.equal(stderr, '');
    assert.match(stdout, /^error\.yaml:2:11 error/);
  });
});

describe('wrong usage and unreadable input: exit 2, a message, and nothing else', () => {
  const folder = folderOf({
    'render.yaml': good,
    'latin1.yaml': Buffer.from('services: []\nname: caf\xe9\n', 'latin1'),
    'utf16.yaml': Buffer.from('\ufeffservices: []\n', 'utf16le'),
    'utf16be.yaml': Buffer.from([0xfe, 0xff, 0x00, 0x61]),
    'half-mark.yaml': Buffer.from([0xff, 0x61]),
    'nul.yaml': 'services: []\n\0',
    'replacement.yaml': Buffer.concat([Buffer.from('a: �\nb: '), Buffer.from([0xc3, 0x28])]),
    'empty/readme.txt': '',
    'broken.mdx': '# a\n\n<b\n',
    'broken-too.mdx': '{\n',
    'warning.yaml': withWarning,
  });
  symlinkSync('loop.yaml', join(folder, 'loop.yaml'));
  const cases: [string[], RegExp][] = [
    [['check', '--formt', 'json'], /^There is no option --formt\. Did you mean --format\?$/m],
    [['check', '-x'], /^There is no option -x\./],
    [
      ['check', '--format', 'xml'],
      /^There is no format `xml`\. Expected one of pretty, json, sarif, github\.$/m,
    ],
    [['check', '--format'], /^--format needs a value\./],
    [['check', '--rule', '--fix'], /^--rule needs a value\./],
    [['check', '--rule', ','], /^--rule needs a value\./],
    [['rules', '--format', 'json'], /^`rules` does not take --format; `check` does\.$/m],
    [['check', '--fix=yes'], /^--fix takes no value\.$/m],
    [
      ['check', '--rule', 'free-plans'],
      /^There is no rule `free-plans`\. Did you mean free-plan\?/,
    ],
    [['check', '--max-warnings', '-1'], /^--max-warnings needs a value\. Expected a whole number/],
    [['check', '--max-warnings', 'few'], /^--max-warnings is `few`\. Expected a whole number/],
    [['chekc'], /^There is no command `chekc`\. Did you mean check\?/],
    [
      ['render.yaml'],
      /^There is no command `render\.yaml`\. Did you mean `render-workers check render\.yaml`\?/,
    ],
    [['rules', 'free-plans'], /^There is no rule `free-plans`\. Did you mean free-plan\?/],
    [
      ['rules', 'free-plan', 'open-broker'],
      /^`rules` explains one rule at a time; 2 are given\.$/m,
    ],
    [['check', 'none.yaml'], /^none\.yaml does not exist\.$/m],
    [['check', '*.yml'], /^\*\.yml matches no file\.$/m],
    [
      ['check', 'empty'],
      /^empty is a folder with no render\.yaml or render\.\*\.yaml below it\.$/m,
    ],
    [['check', ''], /^An argument is empty\./],
    [
      ['check', 'latin1.yaml'],
      /^latin1\.yaml:2 is not UTF-8: byte 0xE9 at offset 22\. Save it as UTF-8\.$/m,
    ],
    [['check', 'replacement.yaml'], /^replacement\.yaml:2 is not UTF-8: byte 0xC3 at offset 10\./],
    [['check', 'utf16.yaml'], /^utf16\.yaml is UTF-16\. Save it as UTF-8\.$/m],
    [['check', 'utf16be.yaml'], /^utf16be\.yaml is UTF-16\. Save it as UTF-8\.$/m],
    [['check', 'half-mark.yaml'], /^half-mark\.yaml:1 is not UTF-8: byte 0xFF at offset 0\./],
    [['check', 'nul.yaml'], /^nul\.yaml:2 holds a NUL byte \(offset 13\)\./],
    [
      ['check', 'loop.yaml'],
      /^\S*loop\.yaml (?:is a symbolic link that leads to itself|does not exist)\.$/m,
    ],
    [['check', 'broken.mdx'], /^broken\.mdx:\d+:\d+ is not MDX: /],
    [['check', '*.mdx'], /^broken-too\.mdx:\d.* is not MDX: .*\nbroken\.mdx:\d.* is not MDX: /],
    [
      ['check', '--fix', 'warning.yaml', 'none.yaml', 'nul.yaml'],
      /^none\.yaml does not exist\.\nnul\.yaml:2 holds a NUL byte/,
    ],
  ];
  for (const [args, expected] of cases) {
    test(args.join(' '), () => {
      const { status, stdout, stderr } = run(folder, args);
      assert.match(stderr, expected);
      assert.equal(stdout, '');
      assert.equal(status, 2);
    });
  }

  test('nothing was fixed beside an unreadable file', () => {
    assert.equal(readFileSync(join(folder, 'warning.yaml'), 'utf8'), withWarning);
  });

  test('no render.yaml here', () => {
    const { status, stderr } = run(folderOf({ 'sub/render.yaml': good }), ['check']);
    assert.match(
      stderr,
      /^There is no render\.yaml in this folder\. Name one: .*`render-workers check \.`/,
    );
    assert.equal(status, 2);
  });

  test('standard input that is a folder', { skip: process.platform === 'win32' }, () => {
    const command = `"${process.execPath}" "${bin}" check - < .`;
    const { stderr, status } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    assert.equal(stderr, '<stdin> is a folder. Expected a file.\n');
    assert.equal(status, 2);
  });

  test('standard input that is not UTF-8', () => {
    const { status, stderr } = run(folder, ['check', '-'], { input: 'a\0' });
    assert.match(stderr, /^<stdin>:1 holds a NUL byte/);
    assert.equal(status, 2);
  });
});

describe('paths', () => {
  const folder = folderOf({
    'render.yaml': good,
    'b/render.staging.yaml': good,
    'b/renderer.yaml': good,
    'b/docker-compose.yaml': good,
    'a/deep/render.yaml': good,
    'node_modules/x/render.yaml': good,
    '.git/render.yaml': good,
    'dist/render.yaml': good,
    'docs/page.md': `\`\`\`yaml\n${good}\`\`\`\n`,
  });
  const checked = (...args: string[]) =>
    filesOf(run(folder, ['check', '--format', 'json', ...args]).stdout).map(({ path }) => path);

  test('none means ./render.yaml', () => {
    assert.deepEqual(checked(), ['render.yaml']);
  });
  test('a folder means the Blueprints below, without what is installed or built', () => {
    assert.deepEqual(checked('.'), ['a/deep/render.yaml', 'b/render.staging.yaml', 'render.yaml']);
  });
  test('a glob, and a path that is named twice', () => {
    assert.deepEqual(checked('**/render*.yaml', 'docs/*.md', './render.yaml'), [
      'a/deep/render.yaml',
      'b/render.staging.yaml',
      'b/renderer.yaml',
      'render.yaml',
      'docs/page.md',
    ]);
  });
  test('standard input', () => {
    const { stdout, status } = run(folder, ['check', '-'], { input: withError });
    assert.match(stdout, /^<stdin>:4:14 error .*\[missing-command\]$/m);
    assert.equal(status, 1);
  });
  test('a name that begins with a dash follows `--`', () => {
    const dashed = folderOf({ '-render.yaml': good });
    assert.equal(run(dashed, ['check', '--', '-render.yaml']).status, 0);
  });
});

describe('which findings', () => {
  const folder = folderOf({
    'render.yaml': good.replace('runtime:', 'env:').replace('plan: 0.5c-512mb', 'plan: free'),
  });
  const rules = (...args: string[]) =>
    filesOf(run(folder, ['check', '--format', 'json', ...args]).stdout).map(
      ({ schema, diagnostics }) => [schema, ...diagnostics.map(({ rule }) => rule).sort()],
    );

  test('all, one rule, several, errors only; the verdict stays', () => {
    const [all] = rules();
    assert.deepEqual(all, ['invalid', 'deprecated-field', 'free-plan']);
    assert.deepEqual(rules('--rule', 'free-plan'), [['invalid', 'free-plan']]);
    assert.deepEqual(rules('--rule=free-plan', '--rule', 'deprecated-field'), [all]);
    assert.deepEqual(rules('--quiet'), [['invalid', 'free-plan']]);
  });
});

describe('rules', () => {
  test('lists every one', () => {
    const { stdout, status } = run(root, ['rules']);
    assert.equal(status, 0);
    const listed = stdout
      .split('\n\n')[0]
      ?.split('\n')
      .map((line) => line.split(' ')[0]);
    assert.deepEqual(
      listed,
      catalog.map(({ id }) => id),
    );
  });

  test('explains one with a wrong example, its finding, a right one and the page', () => {
    const { stdout, status } = run(root, ['rules', 'free-plan']);
    assert.equal(status, 0);
    assert.match(
      stdout,
      /^free-plan error\n[\s\S]*\nWrong\n[\s\S]*plan: free[\s\S]*\[free-plan\][\s\S]*\nRight\n[\s\S]*docs: https:\/\/\S+#free-plan\n$/,
    );
  });

  test('names its sources with the day on which they were read, those without an address too', () => {
    const explained = (id: string) => run(folderOf(), ['rules', id]).stdout;
    const listener = explained('pooled-listener');
    assert.match(listener, /^pooled-listener warning\n/);
    assert.match(listener, /\nSources\n {2}.* https:\/\/\S+ \(read \d{4}-\d\d-\d\d\)\n/);
    assert.match(listener, /\n {2}Experiment: [^\n]*[^/] \(read \d{4}-\d\d-\d\d\)\n/);
    assert.doesNotMatch(explained('yaml-syntax'), /\nSources\n/);
  });

  test('has an example of each', () => {
    for (const { id } of catalog) {
      for (const kind of ['bad', 'good']) {
        accessSync(join(root, `tests/fixtures/rules/${id}.${kind}.yaml`), constants.R_OK);
      }
    }
  });
});

test('--version is the package’s', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  assert.equal(run(folderOf(), ['--version']).stdout, `${version}\n`);
});

test('an older Node.js hands over to the one of the checkout', (context) => {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const found = folders.map((folder) => join(folder, name)).filter((path) => existsSync(path));
  const old = found.find(
    (node) =>
      spawnSync(node, ['-p', 'process.features.typescript'], { encoding: 'utf8' }).stdout.trim() !==
      'strip',
  );
  if (!old) return context.skip('every node on the PATH can run TypeScript');
  const { status, stdout } = run(folderOf({ 'render.yaml': withError }), ['check'], { node: old });
  assert.match(stdout, /\[missing-command\]/);
  assert.equal(status, 1);
});

describe('in GitHub Actions and pre-commit', () => {
  test('action.yml marks findings at their lines, from the root of the checkout', {
    skip:
      process.platform === 'win32' && 'GitHub brings a bash of its own; the one on the PATH is WSL',
  }, () => {
    const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
    const workspace = folderOf({ 'app/render.yaml': withError, 'app/docs/a b.yaml': withError });
    const step = (env: Record<string, string>) =>
      spawnSync('bash', ['-eo', 'pipefail', '-c', action.runs.steps[0].run], {
        cwd: join(workspace, 'app'),
        encoding: 'utf8',
        env: {
          ...process.env,
          GITHUB_ACTION_PATH: root,
          GITHUB_WORKSPACE: workspace,
          PATHS: '',
          MAX_WARNINGS: '',
          ...env,
        },
      });
    const byDefault = step({});
    assert.match(
      byDefault.stdout,
      /^::error file=app\/render\.yaml,line=4,.*title=missing-command::/,
    );
    assert.equal(byDefault.status, 1);
    const two = step({ PATHS: 'render.yaml\ndocs/*.yaml\n', MAX_WARNINGS: '0' });
    assert.match(two.stdout, /^::error file=app\/docs\/a b\.yaml,line=4,/m);
    assert.equal(step({ PATHS: 'none.yaml' }).status, 2);
  });

  test('a file outside of the checkout keeps its path', () => {
    const folder = folderOf({ 'render.yaml': withError });
    const { stdout } = run(folder, ['check', '--format', 'github'], {
      env: { GITHUB_WORKSPACE: folderOf() },
    });
    assert.match(stdout, /^::error file=render\.yaml,line=4,/);
  });

  test('the hook’s entry is there and runs, for Blueprints only', () => {
    const [hook] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'));
    const [program = '', ...args] = hook.entry.split(' ');
    const folder = folderOf({ 'render.yaml': withError });
    const { status, stdout } = spawnSync(join(root, program), [...args, 'render.yaml'], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.match(stdout, /\[missing-command\]/);
    assert.equal(status, 1);
    const files = new RegExp(hook.files);
    assert.deepEqual(
      ['render.yaml', 'a/render.staging.yaml', 'renderer.yaml', 'a/docker-compose.yaml'].map(
        (path) => files.test(path),
      ),
      [true, true, false, false],
    );
  });
});
