import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, suite } from 'node:test';
import { MOST_BYTES, readWithin } from '../../evals/grader/answer.ts';
import { withoutComments } from '../../evals/grader/comments.ts';
import { type Grade, gradeAll, gradeAnswer } from '../../evals/grader/grade.ts';
import { formatScore, totalsOf } from '../../evals/grader/report.ts';
import { readScenarios } from '../../evals/grader/scenarios.ts';
import { catalog, checkBlueprint } from '../../src/blueprint/index.ts';
import { filesBelow } from '../../src/fences/files.ts';

const root = join(import.meta.dirname, '../..');
const scenarios = await readScenarios();
const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'render-workers-evals-'));
  folders.push(folder);
  return folder;
}

/** A folder of answers, each the good or the bad one, or the files as they were given. */
function answers(kind: 'good' | 'bad' | 'start'): string {
  const folder = newFolder();
  for (const scenario of scenarios) {
    const own = join(scenario.folder, kind);
    if (existsSync(own)) cpSync(own, join(folder, scenario.id), { recursive: true });
  }
  return folder;
}

function run(...args: string[]) {
  const script = join(root, 'scripts/evals.ts');
  return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
}

const failed = ({ marks }: Grade) => marks.filter(({ passed }) => !passed);
const reasons = (grade: Grade) => failed(grade).map(({ id, reason }) => `${id}: ${reason}`);

/** All text of some folders of a scenario, those that are there. */
function textsOf(folder: string, ...names: string[]): string {
  return names
    .flatMap((name) => filesBelow(folder, name))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .join('\n');
}

test('there are scenarios enough', () => {
  assert.ok(scenarios.length >= 24, `${scenarios.length}`);
});

for (const scenario of scenarios) {
  const { id, folder, checks, badFails, hidden } = scenario;
  suite(id, () => {
    // `good-NAME` is another right way.
    for (const good of readdirSync(folder).filter((name) => /^good(?:-|$)/.test(name))) {
      test(`the answer in ${good} passes every check, and its Blueprint is clean`, () => {
        assert.deepEqual(reasons(gradeAnswer(scenario, join(folder, good))), []);
        const text = readFileSync(join(folder, good, 'render.yaml'), 'utf8');
        assert.deepEqual(checkBlueprint(text).diagnostics, []);
      });
    }

    test('the bad answer fails what it is there for, and nothing else', () => {
      const marks = failed(gradeAnswer(scenario, join(folder, 'bad')));
      assert.deepEqual(marks.map((mark) => mark.id).sort(), [...badFails].sort());
      assert.ok(badFails.length > 0);
    });

    test('the files as they were given do not pass', () => {
      assert.notEqual(failed(gradeAnswer(scenario, join(folder, 'start'))).length, 0);
    });

    test('an empty answer passes no check', () => {
      const grade = gradeAnswer(scenario, newFolder());
      assert.deepEqual(
        grade.marks.filter(({ passed }) => passed),
        [],
      );
    });

    test('a good answer keeps the start files, or changes them', () => {
      const own = (name: string) =>
        filesBelow(join(folder, name), '').map((path) => path.replace(/^\//, ''));
      const good = own('good');
      assert.deepEqual(
        own('start').filter((path) => !good.includes(path)),
        [],
      );
    });

    test('its checks have ids of their own, and pages that exist', () => {
      const ids = checks.map((check) => check.id);
      assert.deepEqual(ids, [...new Set(ids)]);
      assert.deepEqual(
        badFails.filter((name) => !ids.includes(name)),
        [],
      );
      assert.deepEqual(
        checks.map(({ page }) => page).filter((page) => !isPage(page)),
        [],
      );
    });

    test('the prompt does not give the answer away', () => {
      const given = `${readFileSync(join(folder, 'prompt.md'), 'utf8')}\n${textsOf(folder, 'start')}`;
      const good = textsOf(folder, 'good');
      assert.ok(hidden.length > 0);
      for (const word of hidden) {
        assert.ok(good.includes(word), `the good answer has no ${word}`);
        assert.ok(!given.includes(word), `${word} is given away`);
      }
      const rules = catalog.map((rule) => rule.id).filter((rule) => given.includes(rule));
      assert.deepEqual(rules, []);
    });
  });
}

/** Whether a path on the site leads to a page, and its anchor to a heading or a rule. */
function isPage(path: string): boolean {
  const [, page = '', anchor] = /^\/(.*)\/(?:#(.+))?$/.exec(path) ?? [];
  const file = ['.md', '.mdx', '/index.mdx']
    .map((ending) => join(root, 'src/content/docs', `${page}${ending}`))
    .find((candidate) => existsSync(candidate));
  if (!file || page === '') return false;
  if (anchor === undefined) return true;
  if (page === 'reference/rules') return catalog.some(({ id }) => id === anchor);
  const headings = readFileSync(file, 'utf8').matchAll(/^#{2,4} (.+)$/gm);
  return [...headings].some(([, heading = '']) => slugOf(heading) === anchor);
}

function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

test('the READMEs say how many scenarios there are, and what the untouched tasks pass', () => {
  const { checks } = totalsOf(gradeAll(scenarios, answers('start')));
  const readme = readFileSync(join(root, 'evals/README.md'), 'utf8');
  assert.ok(
    readme.includes(`pass ${checks.passed} of ${checks.total} of them`),
    `${checks.passed}`,
  );
  assert.ok(readme.includes(`\n${scenarios.length} tasks for a coding agent`));
  const own = readFileSync(join(root, 'README.md'), 'utf8');
  assert.ok(own.includes(`lays out ${scenarios.length} tasks`));
});

test('the README lists every scenario with its gotcha', () => {
  const readme = readFileSync(join(root, 'evals/README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| (`[\w-]+` \| .*) \|$/gm)].map(([, row]) => row);
  assert.deepEqual(
    rows,
    scenarios.map(({ id, gotcha }) => `\`${id}\` | ${gotcha}`),
  );
});

suite('the grader', () => {
  test('imports nothing that runs anything, and of ours the engine only', () => {
    const strays = filesBelow(root, 'evals/grader').flatMap((path) => {
      // The scenarios, which are ours, are imported by name.
      const source = readFileSync(join(root, path), 'utf8').replace('import(`../scenarios/', '');
      return [...source.matchAll(/(?:from|import)\s*\(?\s*['"`]([^'"`]+)['"`]/g)]
        .map(([, name = '']) => name)
        .filter(
          (name) =>
            !/^(?:\.\/[\w-]+\.ts|\.\.\/\.\.\/src\/blueprint\/[\w-]+\.ts|node:(?:buffer|fs|path|util))$/.test(
              name,
            ),
        )
        .map((name) => `${path}: ${name}`);
    });
    assert.deepEqual(strays, []);
  });

  test('reads no file outside of the answer', () => {
    const folder = newFolder();
    const outside = join(newFolder(), 'render.yaml');
    writeFileSync(outside, 'services: []\n');
    symlinkSync(outside, join(folder, 'render.yaml'));
    assert.deepEqual(readWithin(folder, 'render.yaml'), {
      problem: '`render.yaml` leads out of the folder.',
    });
    assert.match(problemOf(folder, '../x'), /missing|leads out/);
    symlinkSync(join(outside, '..'), join(folder, 'src'));
    assert.match(problemOf(folder, 'src/render.yaml'), /leads out/);
  });

  test('follows a link that stays within', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'a.yaml'), 'services: []\n');
    symlinkSync('a.yaml', join(folder, 'render.yaml'));
    assert.deepEqual(readWithin(folder, 'render.yaml'), { text: 'services: []\n' });
  });

  test('refuses what is no text, too large, no file, or a link to itself', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'nul'), 'a\0b');
    writeFileSync(join(folder, 'latin'), Buffer.from([0x67, 0xfc]));
    writeFileSync(join(folder, 'large'), 'a'.repeat(MOST_BYTES + 1));
    mkdirSync(join(folder, 'folder'));
    symlinkSync('loop', join(folder, 'loop'));
    assert.match(problemOf(folder, 'nul'), /no text/);
    assert.match(problemOf(folder, 'latin'), /no text/);
    assert.match(problemOf(folder, 'large'), /at most 65536 are read/);
    assert.match(problemOf(folder, 'folder'), /no file/);
    assert.match(problemOf(folder, 'loop'), /ELOOP/);
  });

  test('does not wait for a pipe', { skip: process.platform === 'win32' }, () => {
    const folder = newFolder();
    execFileSync('mkfifo', [join(folder, 'render.yaml')]);
    assert.match(problemOf(folder, 'render.yaml'), /no file/);
  });

  test('a file that is made to be slow is not', () => {
    const folder = newFolder();
    for (const scenario of scenarios) {
      for (const path of filesBelow(scenario.folder, 'good').map((name) => name.slice(5))) {
        mkdirSync(join(folder, scenario.id, path, '..'), { recursive: true });
        const piece = path.endsWith('.yaml') ? '# &a *a' : '/*"@app.task exec trap add(';
        const text = piece.repeat(MOST_BYTES / piece.length);
        writeFileSync(join(folder, scenario.id, path), text);
      }
    }
    const start = performance.now();
    assert.equal(totalsOf(gradeAll(scenarios, folder)).scenarios.passed, 0);
    assert.ok(performance.now() - start < 20_000);
  });

  test('an answer does not turn off the rules that it is judged by', () => {
    const scenario = scenarios.find(({ id }) => id === 'charged-twice');
    assert.ok(scenario);
    const folder = newFolder();
    cpSync(join(scenario.folder, 'bad'), folder, { recursive: true });
    const file = join(folder, 'render.yaml');
    const text = readFileSync(file, 'utf8').replace(
      /^( *)(startCommand: celery -A app beat)/m,
      '$1# render-workers: ignore[scheduler-doubled] only one\n$1$2',
    );
    writeFileSync(file, text);
    assert.deepEqual(checkBlueprint(text).diagnostics, []);
    assert.match(reasons(gradeAnswer(scenario, folder)).join('\n'), /one-scheduler/);
  });

  test('a remark passes for no code', () => {
    assert.equal(withoutComments('a.py', 'x = "#1"  # acks_late=True\n'), 'x = "#1"  \n');
    assert.equal(withoutComments('a.js', "a('//b') // SIGTERM\n/* close() */"), "a('//b') \n");
    assert.equal(withoutComments('a.exs', 'a: "#{b}" # c\n'), 'a: "#{b}" \n');
    assert.equal(withoutComments('a.sh', '#!/bin/sh\necho $# # exec\n'), '\necho $# \n');
  });

  test('an answer that is a link out of the answers is missing', () => {
    const [scenario] = scenarios;
    assert.ok(scenario);
    const folder = newFolder();
    symlinkSync(join(scenario.folder, 'good'), join(folder, scenario.id));
    const { grades } = gradeAll([scenario], folder);
    assert.match(grades[0]?.missing ?? '', /leads out/);
    assert.equal(
      grades[0]?.marks.some(({ passed }) => passed),
      false,
    );
  });

  test('the report holds nothing that a terminal obeys', () => {
    const scenario = scenarios.find(({ id }) => id === 'broker-memory');
    assert.ok(scenario);
    const folder = newFolder();
    mkdirSync(join(folder, scenario.id));
    writeFileSync(
      join(folder, scenario.id, 'render.yaml'),
      'services:\n  - {type: keyvalue, name: resize-queue, maxmemoryPolicy: "\\e[2J\\a"}\n',
    );
    const text = formatScore(gradeAll([scenario], folder));
    assert.match(text, /keeps-jobs/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f]/);
  });
});

function problemOf(folder: string, path: string): string {
  const read = readWithin(folder, path);
  assert.ok('problem' in read, path);
  return read.problem;
}

suite('npm run evals', () => {
  test('grades good answers: all pass, exit 0', () => {
    const { status, stdout } = run('--answers', answers('good'));
    assert.match(
      stdout,
      new RegExp(`Scenarios: ${scenarios.length} of ${scenarios.length} passed`),
    );
    assert.match(stdout, /\(100 %\)/);
    assert.equal(status, 0);
  });

  test('grades bad answers: none passes, exit 1, each failure with its reason and page', () => {
    const { status, stdout } = run('--answers', answers('bad'));
    assert.match(stdout, new RegExp(`Scenarios: 0 of ${scenarios.length} passed`));
    assert.match(
      stdout,
      /FAIL keeps-jobs: A full broker refuses new jobs instead of deleting old ones\.\n {7}`maxmemoryPolicy` of `resize-queue` is missing\. See \/understand\/key-value\//,
    );
    assert.equal(status, 1);
  });

  test('names what is missing, and what belongs to no scenario', () => {
    const folder = answers('good');
    rmSync(join(folder, 'secrets'), { recursive: true });
    mkdirSync(join(folder, 'sekrets'));
    const { status, stdout } = run('--answers', folder);
    assert.match(stdout, /^secrets: 0\/\d .*\n {2}There is no answer\.$/m);
    assert.match(stdout, /There is no scenario `sekrets`/);
    assert.match(stdout, /0 failed, 1 without an answer/);
    assert.equal(status, 1);
  });

  test('prints the score as JSON', () => {
    const { status, stdout } = run('--answers', answers('bad'), '--json');
    const score = JSON.parse(stdout);
    assert.equal(status, 1);
    assert.equal(score.version, 1);
    assert.equal(score.totals.scenarios.total, scenarios.length);
    assert.equal(score.totals.scenarios.failed, scenarios.length);
    const secrets = score.scenarios.find(({ id }: { id: string }) => id === 'secrets');
    assert.equal(secrets.passed, false);
    assert.deepEqual(Object.keys(secrets.marks[1]), ['id', 'says', 'page', 'passed', 'reason']);
  });

  test('holds two folders against each other', () => {
    const [good, bad] = [answers('good'), answers('bad')];
    const { status, stdout } = run('--answers', good, '--against', bad);
    assert.match(stdout, /^broker-memory +4\/5 +5\/5$/m);
    assert.match(
      stdout,
      new RegExp(
        `^scenarios +0/${scenarios.length} +${scenarios.length}/${scenarios.length}$`,
        'm',
      ),
    );
    assert.equal(status, 0);
    const json = JSON.parse(run('--answers', bad, '--against', good, '--json').stdout);
    assert.equal(json.totals.scenarios.passed, 0);
    assert.equal(json.against.totals.scenarios.passed, scenarios.length);
  });

  test('lays prompts and start files out, which fail as they are, and overwrites nothing', () => {
    const folder = join(newFolder(), 'answers');
    const { status, stdout } = run('--prompts', folder);
    assert.equal(status, 0);
    assert.match(stdout, new RegExp(`^${scenarios.length} scenarios`));
    assert.deepEqual(readdirSync(folder).sort(), scenarios.map(({ id }) => id).sort());
    const files = filesBelow(folder, '').map((path) => path.replace(/^\//, ''));
    assert.ok(files.includes('old-names/render.yaml') && files.includes('old-names/prompt.md'));
    assert.deepEqual(
      files.filter((path) => /expect\.ts|\/good\/|\/bad\//.test(path)),
      [],
    );
    const graded = run('--answers', folder);
    assert.match(graded.stdout, /Scenarios: 0 of/);

    const again = run('--prompts', folder);
    assert.equal(again.status, 2);
    assert.match(again.stderr, /is not empty\. Expected a new folder/);
  });

  test('says what it expects: exit 2', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    for (const args of [
      [],
      ['--answers', 'x', '--prompts', 'y'],
      ['--prompts', join(newFolder(), 'x'), '--json'],
      ['--answers', join(newFolder(), 'nothing')],
      ['--answers', file],
      ['--answers', answers('good'), '--against', file],
      ['--prompts', join(newFolder(), 'x'), '--against', newFolder()],
      ['--prompts', file],
      ['--prompts', join(file, 'below')],
      ['--wrong'],
      ['stray'],
    ]) {
      const { status, stderr } = run(...args);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, /usage: npm run evals/);
    }
  });
});
