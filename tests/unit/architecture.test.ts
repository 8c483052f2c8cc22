import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { filesBelow } from '../../src/fences/files.ts';

const root = join(import.meta.dirname, '../..');

function importsOf(path: string): string[] {
  const source = readFileSync(join(root, path), 'utf8');
  return [...source.matchAll(/(?:from|import)\s+'([^']+)'/g)].map(([, name]) => name ?? '');
}

test('the engine imports nothing of ours, no Node and no Astro', () => {
  const allowed = new Set(['croner', 'fastest-levenshtein', 'yaml']);
  const strays = filesBelow(root, 'src/blueprint').flatMap((path) =>
    importsOf(path)
      .filter((name) => (name.startsWith('.') ? leaves(path, name) : !allowed.has(name)))
      .map((name) => `${path}: ${name}`),
  );
  assert.deepEqual(strays, []);
});

test('the fence checker imports the engine and no part of the site', () => {
  const strays = filesBelow(root, 'src/fences').flatMap((path) =>
    importsOf(path)
      .filter((name) => /astro|components|content|pages/.test(name))
      .map((name) => `${path}: ${name}`),
  );
  assert.deepEqual(strays, []);
});

test('the rehearsal imports the engine, and neither the command nor the site', () => {
  const strays = filesBelow(root, 'src/rehearsal').flatMap((path) =>
    importsOf(path)
      .filter(
        (name) =>
          name.startsWith('..') && !/^\.\.(?:\/\.\.)?\/(?:blueprint\/|[\w-]+\.ts$)/.test(name),
      )
      .map((name) => `${path}: ${name}`),
  );
  assert.deepEqual(strays, []);
});

/** Whether a relative import leads out of `src/blueprint/`. */
function leaves(path: string, name: string): boolean {
  const target = new URL(name, `file:///${path}`).pathname;
  return !target.startsWith('/src/blueprint/');
}
