import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import test, { suite } from 'node:test';
import { folderOf, root } from './cli.ts';

/** Runs a tool in a project, as its npm script does. */
function advise(name: string, files: Record<string, string> = {}) {
  const PATH = `${join(root, 'node_modules/.bin')}${delimiter}${process.env['PATH']}`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'scripts/advise.ts'), name],
    { cwd: folderOf(files), encoding: 'utf8', env: { ...process.env, PATH, NO_COLOR: '1' } },
  );
  return { status, stdout, stderr };
}

const project = {
  'package.json': '{ "name": "shop", "type": "module" }',
  'knip.json': '{ "entry": ["main.ts"], "project": ["*.ts"] }',
  'main.ts': "import { used } from './part.ts';\nused();\n",
};

suite('a tool that says what is wrong', () => {
  test('unused: nothing', () => {
    const found = advise('unused', { ...project, 'part.ts': 'export function used() {}\n' });
    assert.deepEqual([found.status, found.stderr], [0, ''], found.stdout);
  });

  test('unused: a file and an export, and what to do', () => {
    const { status, stdout, stderr } = advise('unused', {
      ...project,
      'part.ts': 'export function used() {}\nexport function lost() {}\n',
      'left.ts': 'export {};\n',
    });
    assert.match(stdout, /^Unused files \(1\)\nleft\.ts/m);
    assert.match(stdout, /^lost .* part\.ts:2:/m);
    assert.match(stderr, /^\nRemove each file/);
    assert.equal(status, 1);
  });

  test('duplicates: with our limits, and what to do', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `total += price[${index}] * count;\n`);
    const config = {
      ...JSON.parse(readFileSync(join(root, '.jscpd.json'), 'utf8')),
      path: ['.'],
    };
    const files = (second: string) => ({
      '.jscpd.json': JSON.stringify(config),
      'a.ts': lines.join(''),
      'b.ts': second,
    });
    const { status, stdout, stderr } = advise('duplicates', files(lines.join('')));
    assert.match(stdout, /Found 1 clone/);
    assert.match(stderr, /Give each pair above one home/);
    assert.equal(status, 1);
    const once = advise('duplicates', files('export const price = [1];\n'.repeat(2)));
    assert.equal(once.status, 0, once.stdout);
  });

  test('another name: exit 2', () => {
    const { status, stderr } = advise('all');
    assert.match(stderr, /^usage: .* unused \| duplicates$/m);
    assert.equal(status, 2);
  });
});
