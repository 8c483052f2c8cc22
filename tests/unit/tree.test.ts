import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { root } from './cli.ts';

/** What needs no line: everybody knows it, or it says itself what it is for. */
const unlisted = new Set([
  'public',
  'src/assets',
  ...[
    'LICENSE',
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'package.json',
    'package-lock.json',
  ],
]);

/** The paths of a tree in a README: one a line, indented below a folder, an explanation after spaces. */
function pathsOf(tree: string): string[] {
  const folders: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', name = ''] = /^( *)(\S+) {2,}\S/.exec(line) ?? [];
    if (name === '') return [];
    const depth = indent.length / 4;
    folders.length = depth;
    folders[depth] = name;
    return [
      folders
        .join('')
        .replace(/<\w+>.*$/, '')
        .replace(/\/$/, ''),
    ];
  });
}

/** What is wrong with a tree, as sentences that say what to do. */
function differences(
  tree: string,
  tracked: readonly string[],
  exists: (path: string) => boolean,
): string[] {
  const listed = pathsOf(tree);
  const isCovered = (path: string) =>
    unlisted.has(path) || listed.some((own) => own === path || own.startsWith(`${path}/`));
  const folders = new Set(
    tracked.flatMap((path) => {
      const parts = path.split('/');
      const top = parts.length > 1 ? [parts[0] ?? ''] : [];
      const deeper = parts.length > 2 && ['src', 'tests'].includes(parts[0] ?? '');
      return deeper ? [...top, parts.slice(0, 2).join('/')] : top;
    }),
  );
  return [
    ...listed
      .filter((path) => !exists(path))
      .map((path) => `README.md lists ${path}, which is not there: change the tree.`),
    ...[...folders]
      .filter((path) => !isCovered(path))
      .sort()
      .map((path) => `README.md’s tree says nothing of ${path}/: add a line.`),
  ];
}

suite('the tree in the README', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const tree = /^```text\n(examples\/<name>\/[\s\S]*?)```$/m.exec(readme)?.[1] ?? '';

  test('has every folder, and nothing that is not there', (t) => {
    const { status, stdout } = spawnSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' });
    if (status !== 0) return t.skip('no checkout of git, so nobody knows what belongs to it');
    assert.ok(pathsOf(tree).length > 30);
    const tracked = stdout.trimEnd().split('\n');
    assert.deepEqual(
      differences(tree, tracked, (path) => existsSync(join(root, path))),
      [],
    );
  });

  test('or the test says what to do', () => {
    const small = 'src/engine/       reads\n    rules/        rules\ngone.json         what was\n';
    const tracked = [
      'src/engine/a.ts',
      'src/engine/rules/b.ts',
      'src/new/c.ts',
      'bin/d.js',
      'e.ts',
    ];
    assert.deepEqual(
      differences(small, tracked, (path) => path !== 'gone.json'),
      [
        'README.md lists gone.json, which is not there: change the tree.',
        'README.md’s tree says nothing of bin/: add a line.',
        'README.md’s tree says nothing of src/new/: add a line.',
      ],
    );
  });
});
