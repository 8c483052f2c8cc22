import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { root } from './cli.ts';
import { closureOf } from './lock.ts';

const page = 'docs/dependencies.md';
const { dependencies, devDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as Record<'dependencies' | 'devDependencies', Record<string, string>>;

/** The rows of the tables, by the package that each is about. */
function rowsOf(text: string): Map<string, string[]> {
  const rows = [...text.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)];
  return new Map(rows.map(([, name = '', rest = '']) => [name, rest.split(' | ')]));
}

/** What is wrong with the lists of packages, as sentences that say what to do. */
function differences(text: string, names: readonly string[]): string[] {
  const rows = rowsOf(text);
  return [
    ...names
      .filter((name) => !rows.has(name))
      .map((name) => `${page} says nothing of \`${name}\`: add its line with the reason.`),
    ...[...rows.keys()]
      .filter((name) => !names.includes(name))
      .map((name) => `${page} lists \`${name}\`, which package.json does not: remove its line.`),
    ...[...rows].flatMap(([name, [why = '']]) =>
      why.length < 10 ? [`${page} gives no reason for \`${name}\`: say why it is here.`] : [],
    ),
  ];
}

const text = readFileSync(join(root, page), 'utf8');
const all = Object.keys({ ...dependencies, ...devDependencies });

suite('the page of the dependencies', () => {
  test('lists what package.json has, each with a reason', () => {
    assert.deepEqual(differences(text, all), []);
  });

  test('or the test says what to do', () => {
    const row = '| `a` | because it reads |\n| `b` | so |\n';
    assert.deepEqual(differences(row, ['b', 'c']), [
      `${page} says nothing of \`c\`: add its line with the reason.`,
      `${page} lists \`a\`, which package.json does not: remove its line.`,
      `${page} gives no reason for \`b\`: say why it is here.`,
    ]);
  });

  test('has what is installed with the package in its first table, with its size', () => {
    const [, first = ''] = text.split(/^## /m);
    assert.deepEqual([...rowsOf(first).keys()], Object.keys(dependencies));
    for (const [name, [, brings, installed = '']] of rowsOf(first)) {
      const size = Number.parseFloat(installed);
      const real = megabytesOf(join(root, 'node_modules', name));
      assert.ok(
        Math.abs(size - real) <= Math.max(0.1, real * 0.2),
        `${page} says ${installed} of \`${name}\`, and it has ${real.toFixed(1)} MB`,
      );
      assert.equal(Number(brings), closureOf([name]).length - 1, `what \`${name}\` brings`);
    }
  });
});

function megabytesOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const bytes = files
    .filter((entry) => entry.isFile())
    // Blocks of 4 KB, as a disk has them.
    .map((entry) => Math.ceil(statSync(join(entry.parentPath, entry.name)).size / 4096) * 4096);
  return bytes.reduce((sum, size) => sum + size, 0) / 2 ** 20;
}
