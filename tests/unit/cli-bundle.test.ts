import assert from 'node:assert/strict';
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleOf } from '../../scripts/bundle.ts';
import { folderOf, root, run, withError } from './cli.ts';

/** A checkout with its own cache and everything else as it is here. */
function checkout(): string {
  const copy = folderOf();
  for (const name of [
    'package.json',
    'package-lock.json',
    'src/blueprint',
    'src/cli',
    'src/examples',
    'src/fences',
    'src/rehearsal',
    'src/topology',
  ]) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name.startsWith('.')) continue;
    symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name), 'junction');
  }
  return copy;
}

test('the command is bundled once, and again when a source has changed', async () => {
  const copy = checkout();
  const first = await bundleOf(copy);
  assert.equal((await bundleOf(copy)).href, first.href);
  const { main } = await import(first.href);
  assert.equal(await main(['check', join(root, 'render.yaml')], pathToFileURL(`${root}/`)), 0);

  appendFileSync(join(copy, 'src/cli/help.ts'), '// changed\n');
  const second = await bundleOf(copy);
  assert.notEqual(second.href, first.href);
  assert.ok(existsSync(second) && !existsSync(first), 'the new one is there, the old one gone');
  assert.equal(dirname(dirname(fileURLToPath(second))), dirname(dirname(fileURLToPath(first))));
});

test('where no bundle can be made, the source runs', async () => {
  const copy = checkout();
  appendFileSync(join(copy, 'src/cli/help.ts'), 'this is no TypeScript\n');
  assert.equal((await bundleOf(copy)).href, pathToFileURL(join(copy, 'src/cli/main.ts')).href);
});

test('the command says the same from the bundle as from its sources, which run where coverage is measured', () => {
  const folder = folderOf({ 'render.yaml': withError });
  const [bundle, sources] = ['', folderOf()].map((coverage) =>
    run(folder, ['check'], { env: { NODE_V8_COVERAGE: coverage } }),
  );
  assert.equal(bundle?.status, 1);
  assert.deepEqual(bundle, sources);
});
