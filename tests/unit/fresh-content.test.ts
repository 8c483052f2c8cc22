import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { freshContent } from '../../src/plugins/fresh-content.ts';

const root = mkdtempSync(join(tmpdir(), 'content-'));
after(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Starts Astro, which then renders what it has not kept. Returns whether it had kept something. */
function start(): boolean {
  const hook = freshContent(root).hooks['astro:config:setup'];
  hook?.({ config: { cacheDir: pathToFileURL(join(root, 'cache/')) } } as never);
  const isKept = existsSync(join(root, 'cache/data-store.json'));
  write('cache/data-store.json', '[]');
  return isKept;
}

test('rendered pages are kept until anything but a page changes', () => {
  for (const file of ['astro.config.ts', 'ec.config.mjs', 'package-lock.json']) write(file, 'a');
  write('src/plugins/topology.ts', 'a');
  write('examples/celery/render.yaml', 'a');
  write('src/content/docs/index.md', 'a');
  start();
  assert.equal(start(), true);
  write('src/content/docs/index.md', 'another text');
  assert.equal(start(), true, 'Astro itself knows of its pages');
  for (const file of ['src/plugins/topology.ts', 'examples/celery/render.yaml', 'ec.config.mjs']) {
    write(file, 'another text');
    assert.equal(start(), false, file);
    assert.equal(start(), true, file);
  }
  rmSync(join(root, 'src/plugins/topology.ts'));
  assert.equal(start(), false, 'a file that is gone');
});
