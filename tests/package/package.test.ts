import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import test, { after, describe } from 'node:test';
import { catalog } from '../../src/blueprint/index.ts';
import { closureOf } from '../unit/lock.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'render-workers-package-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The oldest release line that the package runs on, beside the one that runs the tests. */
const OLDEST = '22.23.3';

function npm(cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    'npm',
    [...args, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  return { status, stdout, output: stdout + stderr };
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

const packed = npm(root, 'pack', '--json', '--pack-destination', folder);
const [tarball] = packed.status === 0 ? JSON.parse(packed.stdout) : [];
const home = join(folder, 'project');
mkdirSync(home);
writeFileSync(join(home, 'package.json'), '{ "private": true }');
const installed = npm(home, 'install', join(folder, tarball?.filename ?? 'missing.tgz'));
const isOffline = /ENOTCACHED|EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ETIMEDOUT/.test(installed.output);
const isRequired = process.env['RENDER_WORKERS_REQUIRE'] === 'all';
const skip =
  isOffline && !isRequired
    ? 'SKIPPED: the npm registry is out of reach; connect and run `npm run test:package`'
    : false;

const bad = 'services:\n  - type: worker\n    name: mail\n    runtime: node\n    plan: free\n';
writeFileSync(join(home, 'render.yaml'), bad);
writeFileSync(
  join(home, 'page.mdx'),
  `<a>\n\n  \`\`\`yaml\n${bad.replace(/^(?=.)/gm, '  ')}  \`\`\`\n\n</a>\n`,
);

const bin = join(root, 'bin/render-workers.js');
/** Every file below a folder, hidden ones too: its bytes and whether it may be executed. */
function contentsOf(folder: string): Record<string, [string, boolean]> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map((file) => [
      relative(folder, file),
      [readFileSync(file, 'latin1'), (statSync(file).mode & 0o111) !== 0],
    ]),
  );
}

/** What the checkout says of the same file. */
const expected = spawnSync(process.execPath, [bin, 'check'], {
  cwd: home,
  encoding: 'utf8',
});

test('it packs, and holds what runs and nothing of the site', (t) => {
  assert.equal(packed.status, 0, packed.output);
  const paths = tarball.files.map(({ path }: { path: string }) => path);
  const folders = [...new Set(paths.map((path: string) => path.split('/').slice(0, -1).join('/')))];
  assert.deepEqual(folders.sort(), [
    '',
    'bin',
    'lib/blueprint',
    'lib/blueprint/formats',
    'lib/blueprint/platform',
    'lib/blueprint/rules',
    'lib/blueprint/schema',
    'lib/cli',
    'lib/examples',
    'lib/fences',
    'lib/rehearsal',
    'lib/rehearsal/scenarios',
    'lib/topology',
    'src/styles',
    'tests/fixtures/rules',
  ]);
  assert.ok(paths.includes('lib/fences/LICENSES.txt'));
  assert.ok(paths.includes('lib/examples/examples.json'));
  const types = paths.filter((path: string) => path.endsWith('.ts'));
  assert.deepEqual(
    types.filter((path: string) => !/^lib\/blueprint\/.*\.d\.ts$/.test(path)),
    [],
    'types of what the package does not export',
  );
  const rules: string[] = catalog.map(({ id }) => id);
  const fixtures = paths.filter((path: string) => path.startsWith('tests/'));
  assert.deepEqual(
    fixtures.filter((path: string) => !rules.includes(basename(path).split('.')[0] ?? '')),
    [],
    'examples of rules that `render-workers rules` does not have',
  );
  t.diagnostic(
    `${paths.length} files, ${tarball.size} bytes packed, ${tarball.unpackedSize} unpacked`,
  );
  // The examples are 0.4 MB of it, the Markdown parser 0.15 MB.
  assert.ok(tarball.size < 750_000, `${tarball.size} bytes`);
});

describe('installed into an empty folder', { skip }, () => {
  test('it brings its dependencies and nothing else', () => {
    assert.equal(installed.status, 0, installed.output);
    const names = globSync(['*', '@*/*'], { cwd: join(home, 'node_modules') }).filter(
      (name) => !/^(?:@[^/]+|\..*)$/.test(name),
    );
    const expected = [...closureOf(Object.keys(manifest.dependencies)), 'render-workers'];
    assert.ok(expected.length < 20);
    assert.deepEqual(names.sort(), expected.sort());
  });

  test('npx render-workers check says what the checkout says', () => {
    const { status, stdout } = spawnSync('npx', ['render-workers', 'check'], {
      cwd: home,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    assert.match(stdout, /^render\.yaml:5:11 error .*\[free-plan\]$/m);
    assert.equal(stdout, expected.stdout);
    assert.equal(status, 1);
  });

  test('the engine is the package’s main export, with its types', () => {
    const script =
      "import { checkBlueprint } from 'render-workers'; console.log(checkBlueprint('services: []').schema);";
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: home,
      encoding: 'utf8',
    });
    assert.equal(stdout, 'valid\n');
    writeFileSync(
      join(home, 'use.mts'),
      "import { checkBlueprint } from 'render-workers';\nexport const wrong: number = checkBlueprint('').schema;\n",
    );
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const types = ['--noEmit', '--strict', '--module', 'nodenext', 'use.mts'];
    const checked = spawnSync(process.execPath, [tsc, ...types], { cwd: home, encoding: 'utf8' });
    assert.deepEqual(checked.stdout.match(/^\S+ error TS\d+/gm), ['use.mts(2,14): error TS2322']);
  });

  test('render-workers new lists and copies what it does in the checkout, hidden files too', () => {
    const own = join(home, 'node_modules/render-workers/bin/render-workers.js');
    const [list, ownList] = [bin, own].map((program) =>
      spawnSync(process.execPath, [program, 'new'], { cwd: home, encoding: 'utf8' }),
    );
    assert.match(list?.stdout ?? '', /^celery +Celery +Python +Key Value /m);
    assert.equal(ownList?.stdout, list?.stdout);
    for (const name of readdirSync(join(root, 'examples'))) {
      const copies = [bin, own].map((program, index) => {
        const target = join(folder, 'copies', `${index}`, name);
        const { status, stderr } = spawnSync(process.execPath, [program, 'new', name, target]);
        assert.equal(status, 0, `${stderr}`);
        return contentsOf(target);
      });
      assert.ok('.gitignore' in (copies[1] ?? {}), name);
      assert.deepEqual(copies[1], copies[0]);
    }
  });

  describe(`on Node.js ${OLDEST} and the one of the checkout`, () => {
    const old = join(folder, 'old');
    mkdirSync(old);
    writeFileSync(join(old, 'package.json'), '{ "private": true }');
    const got = npm(old, 'install', `node@${OLDEST}`);
    const nodes = [join(old, 'node_modules/node/bin/node'), process.execPath];
    for (const node of nodes) {
      const run = (...args: string[]) =>
        spawnSync(node, [join(home, 'node_modules/.bin/render-workers'), ...args], {
          cwd: home,
          encoding: 'utf8',
        });
      test(`a Blueprint, a page, a rule, a glob, the examples and a rehearsal: ${node === nodes[0] ? OLDEST : 'ours'}`, () => {
        assert.equal(got.status, 0, got.output);
        const blueprint = run('check');
        assert.equal(blueprint.stderr, '');
        assert.equal(blueprint.stdout, expected.stdout);
        assert.equal(blueprint.status, 1);
        assert.match(run('check', 'page.mdx').stdout, /^page\.mdx:8:13 error .*\[free-plan\]$/m);
        assert.match(run('rules', 'free-plan').stdout, /^free-plan error\n/);
        assert.equal(run('graph').stdout, 'mail: background worker, free, oregon\n');
        assert.match(run('graph', '--svg').stdout, /^<svg [\s\S]*>mail<[\s\S]*<\/svg>\n$/);
        const glob = run('check', '--quiet', '**/*.yaml');
        assert.match(glob.stdout, /1 file checked/);
        assert.equal(glob.stderr, '');
        assert.match(run('new').stdout, /^celery +Celery +Python +Key Value /m);
        assert.match(run('rehearse', 'nowhere').stderr, /^nowhere does not exist\.$/m);
        assert.match(run('rehearse').stderr, /has to be right before it can be rehearsed/);
      });
    }
  });
});
