import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import ts from 'typescript';
import { filesBelow } from '../../src/fences/files.ts';

const root = join(import.meta.dirname, '../..');

function importsOf(path: string): string[] {
  const source = readFileSync(join(root, path), 'utf8');
  // The builder's frameworks hold programs as texts, and those import, too.
  return ts.preProcessFile(source).importedFiles.map(({ fileName }) => fileName);
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

test('the topology imports the engine and its layout library, so that it runs in a browser, too', () => {
  const paths = filesBelow(root, 'src/topology');
  const strays = paths.flatMap((path) =>
    importsOf(path)
      .filter((name) => !/^(?:\.\/|\.\.\/blueprint\/)[\w-]+\.ts$/.test(name))
      .map((name) => `${path}: ${name}`),
  );
  assert.deepEqual(strays, ['src/topology/layout.ts: @dagrejs/dagre']);
});

test('a search needs no more than its two libraries in the browser', () => {
  const strays = ['engine', 'terms', 'synonyms', 'suggested'].flatMap((name) =>
    importsOf(`src/search/${name}.ts`).filter((imported) => !/^\.\/[\w-]+\.ts$/.test(imported)),
  );
  assert.deepEqual(strays.sort(), ['minisearch', 'stemmer']);
});

test('only a picture loads the layout library: no command starts with it', () => {
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    const source = readFileSync(join(root, path), 'utf8');
    for (const [, name = ''] of source.matchAll(/from\s+'([^']+)'/g)) {
      assert.notEqual(name, '@dagrejs/dagre', path);
      if (name.startsWith('.')) visit(new URL(name, `file:///${path}`).pathname.slice(1));
    }
  };
  for (const command of ['main', 'check', 'rules', 'graph', 'rehearse', 'new']) {
    visit(`src/cli/${command}.ts`);
  }
  assert.ok(seen.has('src/topology/text.ts'));
});

test('the examples import the engine and the fences, and neither the command nor the site', () => {
  const strays = filesBelow(root, 'src/examples').flatMap((path) =>
    importsOf(path)
      .filter((name) => name.startsWith('.') || name.startsWith('astro'))
      .filter((name) => !/^(?:\.\.?\/)*(?:(?:blueprint|fences)\/)?[\w-]+\.ts$/.test(name))
      .map((name) => `${path}: ${name}`),
  );
  assert.deepEqual(strays, []);
});

test('the builder imports the engine, and nothing that a browser lacks', () => {
  const strays = filesBelow(root, 'src/builder').flatMap((path) => {
    const targets = valueImportsOf(path, headOf).map((name) =>
      name.startsWith('.') ? new URL(name, `file:///${path}`).pathname : name,
    );
    return targets
      .filter((target) => !/^\/src\/(?:builder\/|blueprint\/|site\.ts$)/.test(target))
      .map((target) => `${path}: ${target}`);
  });
  assert.deepEqual(strays, []);
});

test('twins and skills are made by Node alone: nothing of Astro is behind them', () => {
  const seen = new Set<string>();
  const strays: string[] = [];
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    if (/import\.meta\.(?:glob|env)/.test(readFileSync(join(root, path), 'utf8')))
      strays.push(path);
    for (const name of importsOf(path)) {
      if (/^astro|^@astrojs/.test(name)) strays.push(`${path}: ${name}`);
      else if (name.startsWith('.')) visit(new URL(name, `file:///${path}`).pathname.slice(1));
    }
  };
  for (const folder of ['src/twins', 'src/skills']) filesBelow(root, folder).forEach(visit);
  assert.ok(seen.has('src/rehearsal/figures.ts'));
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

test('no style asks the whole page what is in it, or a browser begins anew with each piece of it', () => {
  const asks =
    /(?:^|[\s,}])(?:html|body|:root|\*|\.page|main)(?:\[[^\]]*\])?:(?:not\()?:?has\(.*/gm;
  const paths = ['src/components', 'src/styles', 'src/plugins', 'src/pages'].flatMap((folder) =>
    filesBelow(root, folder),
  );
  const styles = paths.filter((path) => /\.(?:astro|css|ts)$/.test(path));
  const found = styles.flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(asks)].map(([line]) => `${path}: ${line}`),
  );
  assert.deepEqual(found, []);
  assert.ok(asks.test('  :root:has(.builder) {') && styles.length > 50);
});

/** Like {@link importsOf}, without what is gone once the types are. */
function valueImportsOf(path: string, part = (source: string) => source): string[] {
  const source = part(readFileSync(join(root, path), 'utf8')).replace(/^import type .*?;$/gms, '');
  return [...source.matchAll(/(?:from|import)\s+'([^']+)'/g)].map(([, name]) => name ?? '');
}

/** A module up to its first line that declares something: the builder's hold programs as text. */
function headOf(source: string): string {
  const declared = source.search(/^(?:\/\*\*|const|export (?!\* from|\{)|function|interface)/m);
  return declared < 0 ? source : source.slice(0, declared);
}

/** Whether a relative import leads out of `src/blueprint/`. */
function leaves(path: string, name: string): boolean {
  const target = new URL(name, `file:///${path}`).pathname;
  return !target.startsWith('/src/blueprint/');
}
