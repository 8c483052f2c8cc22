import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { pathToFileURL } from 'node:url';
import { CannotWrite, writeFiles } from '../../src/cli/new-files.ts';
import { exampleNames, readExample, readExamples } from '../../src/examples/checkout/read.ts';
import { pack, packedPath, unpack } from '../../src/examples/packed.ts';
import { filesBelow } from '../../src/fences/files.ts';
import { folderOf, root, run } from './cli.ts';

const names = readdirSync(join(root, 'examples')).sort();

/** Every file below a folder, those in hidden folders too. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

/** What git has below a folder of this checkout, or what it would take; undefined without git. */
function knownToGit(folder: string): string[] | undefined {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { status, stdout } = spawnSync('git', args, { cwd: join(root, folder), encoding: 'utf8' });
  return status === 0 ? stdout.split('\0').filter(Boolean).sort() : undefined;
}

test('without an example it lists them all, one line each, from their own files', () => {
  const { status, stdout, stderr } = run(folderOf(), ['new']);
  assert.equal(stderr, '');
  assert.equal(status, 0);
  const lines = stdout.split('\n');
  assert.deepEqual(
    lines.slice(0, names.length).map((line) => line.split(' ')[0]),
    names,
  );
  assert.match(
    stdout,
    /^bullmq +BullMQ +Node\.js +Key Value {2,}A Fastify web service takes .*…$/m,
  );
  assert.match(stdout, /^oban +Oban +Elixir +Postgres {2,}\w/m);
  assert.ok(lines.every((line) => line.length <= 120));
});

for (const name of names) {
  describe(`new ${name}`, () => {
    const folder = folderOf();
    const { status, stdout, stderr } = run(folder, ['new', name]);
    const copy = join(folder, name);

    test('says what to do next', () => {
      assert.equal(stderr, '');
      assert.equal(status, 0);
      const { framework, notRehearsed } = JSON.parse(
        readFileSync(join(root, 'examples', name, 'rehearsal.json'), 'utf8'),
      ) as { framework: string; notRehearsed?: string };
      assert.ok(stdout.startsWith(`Copied ${name} (${framework}, `), stdout);
      for (const step of ['check', 'rehearse']) {
        const isSaid = stdout.includes(`\n  npx render-workers ${step} ${name} `);
        assert.equal(isSaid, step === 'check' || notRehearsed === undefined, stdout);
      }
      assert.ok(stdout.includes(`\n  cd ${name}\n`), stdout);
      const readme = readFileSync(join(copy, 'README.md'), 'utf8');
      for (const heading of ['Run it', 'Deploy it']) {
        assert.ok(stdout.includes(`"${heading}"`), stdout);
        assert.ok(readme.includes(`\n## ${heading}\n`));
      }
    });

    const known = knownToGit(`examples/${name}`);
    const skip = known ? false : 'SKIPPED: no git, or no clone';
    test('has what git has, without what only the handbook needs', { skip }, () => {
      const expected = known?.filter((path) => !/^(?:default\/|rehearsal\.json$)/.test(path));
      assert.deepEqual(filesOf(copy), expected);
      assert.ok(expected?.includes('.gitignore') && expected.includes('render.yaml'));
    });

    test('differs from the example in the marks of regions only', () => {
      for (const path of filesOf(copy)) {
        const written = readFileSync(join(copy, path), 'utf8');
        const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
        const original = readFileSync(join(root, 'examples', name, path), 'utf8');
        const expected = lines(original).filter(
          (line) => !/^\s*(?:#|\/\/) (?:end)?region: [\w-]+$/.test(line),
        );
        assert.deepEqual(lines(written), expected, path);
        if (lines(original).length === expected.length) assert.equal(written, original, path);
      }
    });

    test('passes the check', () => {
      const { status, stdout } = run(folder, ['check', '--max-warnings', '0', name]);
      assert.equal(status, 0, stdout);
    });
  });
}

describe('the folder', () => {
  test('may have another name, parents that do not exist, and spaces', () => {
    const folder = folderOf();
    const { status, stdout } = run(folder, ['new', 'celery', 'a/my orders']);
    assert.equal(status, 0);
    assert.match(stdout, /^Copied celery \(.*\) into a\/my orders: \d+ files\.$/m);
    assert.match(stdout, /^ {2}npx render-workers check 'a\/my orders' /m);
    assert.deepEqual(filesBelow(folder, 'a').at(0), 'a/my orders/.gitignore');
  });

  test('may be this one, if it is empty', () => {
    const folder = folderOf();
    const { status, stdout } = run(folder, ['new', 'celery', '.']);
    assert.equal(status, 0);
    assert.doesNotMatch(stdout, /cd /);
    assert.ok(existsSync(join(folder, 'render.yaml')));
  });

  const folder = folderOf({
    'celery/b.txt': 'b',
    'celery/README.md': 'mine',
    'celery/a/x': '',
    'celery/z': '',
    'celery/y': '',
    'few/.env': '',
    file: 'f',
  });
  const before = filesOf(folder);
  const other = 'Name another folder: `render-workers new celery FOLDER`\\.$';
  const cases: [string[], string][] = [
    [
      ['new', 'celry'],
      '^There is no example `celry`\\. Did you mean celery\\? `render-workers new`',
    ],
    [['new', '../celery'], '^There is no example `\\.\\./celery`\\.'],
    [
      ['new', 'celery', 'a', 'b'],
      '^`new` takes an example and a folder; 3 arguments are given\\.$',
    ],
    [['new', '--fix'], '^`new` does not take --fix; `check` does\\.$'],
    [
      ['new', 'celery'],
      `^celery is not empty: it has README\\.md, a, b\\.txt and 2 more\\. ${other}`,
    ],
    [['new', 'celery', 'few'], `^few is not empty: it has \\.env\\. ${other}`],
    [['new', 'celery', 'file'], `^file is a file\\. ${other}`],
    [['new', 'celery', ''], '^The folder is empty text\\. Expected a path\\.$'],
    [
      ['new', 'celery', 'file/below'],
      '^file.below cannot be written: a part of its path is a file\\. Nothing was left behind\\.$',
    ],
  ];
  for (const [args, expected] of cases) {
    test(`${args.join(' ')}: exit 2, and nothing is changed`, () => {
      const { status, stdout, stderr } = run(folder, args);
      assert.match(stderr, new RegExp(expected, 'm'));
      assert.equal(stdout, '');
      assert.equal(status, 2);
      assert.deepEqual(filesOf(folder), before);
      assert.equal(readFileSync(join(folder, 'celery/README.md'), 'utf8'), 'mine');
    });
  }
});

describe('writing', () => {
  const file = (path: string) => ({ path, content: Buffer.from(path), isExecutable: false });

  test('that fails leaves nothing, and nothing else is touched', () => {
    const folder = folderOf({ 'mine/own.txt': 'mine' });
    const files = [file('sub/a'), file('sub/deep/b'), file('own.txt')];
    assert.throws(() => writeFiles(join(folder, 'mine'), files), CannotWrite);
    // A file cannot be a folder.
    const clash = [file('sub/a'), file('sub/a/b')];
    assert.throws(() => writeFiles(join(folder, 'new/er'), clash), CannotWrite);
    assert.deepEqual(filesOf(folder), ['mine/own.txt']);
    assert.deepEqual(readdirSync(folder), ['mine']);
    assert.deepEqual(readdirSync(join(folder, 'mine')), ['own.txt']);
    assert.equal(readFileSync(join(folder, 'mine/own.txt'), 'utf8'), 'mine');
  });
});

describe('an example that comes later', () => {
  const checkout = folderOf({
    '.gitignore': '*.log\n/lib/\nnode_modules/\n',
    'examples/README.md': 'no example',
    'examples/draft/notes.md': 'no Blueprint yet',
    'examples/later/.gitignore': '/build/\n*.tmp\n!kept.log\n',
    'examples/later/README.md':
      '# Later on Render\n\nTakes [orders](https://example.test/a.b) with\nLater 1.2. And more.\n',
    'examples/later/render.yaml':
      'services:\n  - type: worker\n    name: w\n    runtime: rust\n  - type: redis\n    name: r\ndatabases:\n  - name: d\n',
    'examples/later/bin/start': '#!/bin/sh\n',
    'examples/later/logo.bin': Buffer.from([0xff, 0x00, 0xfe]),
    'examples/later/lib/default/x.rs': '// region: a\nfn a() {}\n// endregion: a\n',
    'examples/later/lib/.gitignore': '!x.tmp\n',
    'examples/later/lib/x.tmp': '',
    'examples/later/y.tmp': '',
    'examples/later/a.log': '',
    'examples/later/kept.log': '',
    'examples/later/build/out': '',
    'examples/later/node_modules/a/index.js': '',
    'examples/later/default/render.yaml': '',
    'examples/later/rehearsal.json': '{"framework": "Later"}',
  });
  chmodSync(join(checkout, 'examples/later/bin/start'), 0o755);
  const example = readExample(checkout, 'later');
  const kept = [
    '.gitignore',
    'README.md',
    'bin/start',
    'kept.log',
    'lib/.gitignore',
    'lib/default/x.rs',
    'lib/x.tmp',
    'logo.bin',
    'render.yaml',
  ];

  test('is found by its Blueprint, and described by its files', () => {
    assert.deepEqual(exampleNames(checkout), ['later']);
    const { files: _, ...line } = example;
    assert.deepEqual(line, {
      name: 'later',
      framework: 'Later',
      language: 'Rust',
      isContainer: false,
      store: 'Key Value, Postgres',
      summary: 'Takes orders with Later 1.2.',
    });
  });

  test('leaves out what git ignores, at every depth, as git does', (t) => {
    const paths = example.files.map(({ path }) => path);
    assert.deepEqual(paths, kept);
    const git = (...args: string[]) => spawnSync('git', args, { cwd: checkout, encoding: 'utf8' });
    if (git('init').status !== 0) return t.skip('SKIPPED: no git');
    const args = ['ls-files', '--others', '--exclude-standard', 'examples/later'];
    const taken = git(...args)
      .stdout.trim()
      .split('\n')
      .map((path) => path.replace('examples/later/', ''))
      .filter((path) => !/^(?:default\/|rehearsal\.json$)/.test(path));
    assert.deepEqual(taken.sort(), kept);
  });

  test('keeps bytes that are no text, and what is executable', {
    skip: process.platform === 'win32',
  }, () => {
    const target = join(folderOf(), 'copy');
    writeFiles(target, example.files);
    assert.deepEqual([...readFileSync(join(target, 'logo.bin'))], [0xff, 0x00, 0xfe]);
    assert.equal(readFileSync(join(target, 'lib/default/x.rs'), 'utf8'), 'fn a() {}\n');
    const isExecutable = (path: string) => (statSync(join(target, path)).mode & 0o100) !== 0;
    assert.deepEqual(kept.filter(isExecutable), ['bin/start']);
  });

  test('a link in it is refused, which could lead out of it', {
    skip: process.platform === 'win32',
  }, () => {
    const linked = folderOf({ 'examples/a/render.yaml': '' });
    symlinkSync('/etc/hostname', join(linked, 'examples/a/link'));
    assert.throws(() => readExample(linked, 'a'), /^Error: examples\/a\/link is neither a file/);
  });
});

test('the guide shows what the command prints', () => {
  const folder = folderOf({ 'checkout/package.json': '{}' });
  const { stdout } = run(join(folder, 'checkout'), ['new', 'celery', '../my-orders']);
  const guide = readFileSync(join(root, 'src/content/docs/guides/examples.mdx'), 'utf8');
  assert.ok(guide.includes(`\`\`\`text\n${stdout}\`\`\`\n`), stdout);
});

describe('the package, which has no folders of examples', () => {
  const examples = readExamples(root);
  const [first] = examples;
  assert.ok(first);
  const packed = folderOf({
    [packedPath]: pack([{ ...first, name: 'short', summary: 'Takes orders.' }, ...examples]),
  });
  const main = pathToFileURL(join(root, 'src/cli/main.ts'));
  const script = `const { main } = await import('${main}'); process.exitCode = await main(process.argv.slice(2), new URL(process.argv[1]));`;
  const inPackage = (folder: string, ...args: string[]) =>
    spawnSync(
      process.execPath,
      ['--input-type=module', '-e', script, `${pathToFileURL(packed)}/`, ...args],
      { cwd: folder, encoding: 'utf8' },
    );

  test('lists them as a checkout does, a short summary as a whole', () => {
    const { stdout, stderr } = inPackage(folderOf(), 'new');
    assert.equal(stderr, '');
    assert.match(stdout, /^short .* Takes orders\.$/m);
    const [, ...rest] = stdout.split('\n');
    assert.deepEqual(rest, run(folderOf(), ['new']).stdout.split('\n'));
  });

  test('copies one', () => {
    const folder = folderOf();
    assert.equal(inPackage(folder, 'new', 'celery').status, 0);
    assert.deepEqual(filesOf(folder), filesOf(copyFromCheckout('celery')));
  });
});

/** The folder in which a checkout makes a copy of an example. */
function copyFromCheckout(name: string): string {
  const folder = folderOf();
  run(folder, ['new', name]);
  return folder;
}

test('the package’s form holds the same', () => {
  const examples = readExamples(root);
  assert.ok(examples.length >= 5);
  assert.deepEqual(unpack(pack(examples)), examples);
});
