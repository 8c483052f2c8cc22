import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, suite } from 'node:test';
import { unzipSync } from 'fflate';
import { pageOf } from '../../src/examples/page.ts';
import { dist, root } from './dist.ts';

const names = readdirSync(join(root, 'examples')).sort();
const folder = mkdtempSync(join(tmpdir(), 'render-workers-examples-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Every file below a folder, hidden ones too, by its path there. */
function filesOf(below: string): string[] {
  return readdirSync(below, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(below.length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

test('the site has each example, as a zip and as files, and nothing beside them', () => {
  const expected = names.flatMap((name) => [name, `${name}.zip`]).sort();
  assert.deepEqual(readdirSync(join(dist, 'examples')).sort(), expected);
});

for (const name of names) {
  suite(`the downloads of ${name}`, () => {
    const bin = join(root, 'bin/render-workers.js');
    const copied = spawnSync(process.execPath, [bin, 'new', name], { cwd: folder });
    assert.equal(copied.status, 0, `${copied.stderr}`);
    const paths = filesOf(join(folder, name));
    const expected = (path: string) => readFileSync(join(folder, name, path));

    test('the zip unpacks to what `render-workers new` makes', () => {
      const zip = unzipSync(readFileSync(join(dist, `examples/${name}.zip`)));
      const within = paths.map((path) => `${name}/${path}`);
      assert.deepEqual(Object.keys(zip), within);
      for (const path of paths) {
        assert.ok(expected(path).equals(zip[`${name}/${path}`] as Uint8Array), path);
      }
    });

    test('each file has its own address', () => {
      const published = join(dist, 'examples', name);
      assert.deepEqual(filesOf(published), paths);
      for (const path of paths) {
        assert.ok(expected(path).equals(readFileSync(join(published, path))), path);
      }
    });

    const page = join(dist, 'frameworks', pageOf(name), 'index.html');
    const skip = existsSync(page) ? false : 'it has no page yet';
    test('its page leads to the zip and says the command', { skip }, () => {
      const html = readFileSync(page, 'utf8');
      for (const part of [`href="/examples/${name}.zip"`, `npx render-workers new ${name}<`]) {
        assert.ok(html.includes(part), `frameworks/${name}.mdx lacks ${part}`);
      }
    });
  });
}
