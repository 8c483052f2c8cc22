import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { ignoredIn } from '../../src/examples/checkout/ignored.ts';
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
  folders: readonly string[],
  exists: (path: string) => boolean,
): string[] {
  const listed = pathsOf(tree);
  const isCovered = (path: string) =>
    unlisted.has(path) || listed.some((own) => own === path || own.startsWith(`${path}/`));
  return [
    ...listed
      .filter((path) => !exists(path))
      .map((path) => `README.md lists ${path}, which is not there: change the tree.`),
    ...folders
      .filter((path) => !isCovered(path))
      .map((path) => `README.md’s tree says nothing of ${path}/: add a line.`),
  ];
}

/** The folders that git would have: at the root, and one below in `src` and `tests`. */
function foldersOf(): string[] {
  const isIgnored = ignoredIn(root);
  return ['', 'src/', 'tests/'].flatMap((parent) =>
    readdirSync(join(root, parent), { withFileTypes: true })
      .filter(
        (entry) =>
          entry.isDirectory() && entry.name !== '.git' && !isIgnored(`${parent}${entry.name}/`),
      )
      .map((entry) => `${parent}${entry.name}`),
  );
}

suite('the tree in the README', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const tree = /^```text\n(examples\/<name>\/[\s\S]*?)```$/m.exec(readme)?.[1] ?? '';

  test('has every folder, and nothing that is not there', () => {
    assert.ok(pathsOf(tree).length > 30);
    const folders = foldersOf();
    assert.ok(folders.includes('src/blueprint') && !folders.includes('node_modules'));
    assert.deepEqual(
      differences(tree, folders, (path) => existsSync(join(root, path))),
      [],
    );
  });

  test('or the test says what to do', () => {
    const small = 'src/engine/       reads\n    rules/        rules\ngone.json         what was\n';
    const folders = ['bin', 'src', 'src/engine', 'src/new'];
    assert.deepEqual(
      differences(small, folders, (path) => path !== 'gone.json'),
      [
        'README.md lists gone.json, which is not there: change the tree.',
        'README.md’s tree says nothing of bin/: add a line.',
        'README.md’s tree says nothing of src/new/: add a line.',
      ],
    );
  });
});
