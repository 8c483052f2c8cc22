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

test('the site draws rehearsals with modules that need no Node', () => {
  const own = (path: string) => /\.(astro|ts)$/.test(path);
  const site = ['src/components', 'src/pages'].flatMap((folder) => filesBelow(root, folder));
  const seen = new Set<string>();
  const strays: string[] = [];
  const visit = (path: string) => {
    for (const name of valueImportsOf(path)) {
      if (name.startsWith('.')) {
        const target = new URL(name, `file:///${path}`).pathname.slice(1);
        if (!target.startsWith('src/rehearsal/') || seen.has(target)) continue;
        seen.add(target);
        visit(target);
      } else if (path.startsWith('src/rehearsal/')) strays.push(`${path}: ${name}`);
    }
  };
  for (const path of [...site.filter(own), 'src/route-data.ts']) visit(path);
  assert.deepEqual(strays, []);
  assert.ok(seen.has('src/rehearsal/timeline.ts'), [...seen].join(', '));
});

/** Like {@link importsOf}, without what is gone once the types are. */
function valueImportsOf(path: string): string[] {
  const source = readFileSync(join(root, path), 'utf8').replace(/^import type .*?;$/gms, '');
  return [...source.matchAll(/(?:from|import)\s+'([^']+)'/g)].map(([, name]) => name ?? '');
}

/** Whether a relative import leads out of `src/blueprint/`. */
function leaves(path: string, name: string): boolean {
  const target = new URL(name, `file:///${path}`).pathname;
  return !target.startsWith('/src/blueprint/');
}
