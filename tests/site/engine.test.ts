import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import test, { after, suite } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkBlueprint } from '../../src/blueprint/index.ts';
import { browserForTests } from './browser.ts';
import { root } from './dist.ts';

const fixtures = join(root, 'tests/fixtures/rules');
const texts = readdirSync(fixtures)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(join(fixtures, name), 'utf8'));

const { browser, skip } = await browserForTests();

/**
 * The engine's own files, with nothing but their types taken out, and the libraries that it imports
 * as they come from the registry: no bundler that could hide a Node import.
 */
function serve(path: string): { contentType: string; body: string } | undefined {
  const libraries: Record<string, string> = {
    croner: 'croner/dist/croner.js',
    yaml: 'yaml/browser/index.js',
    'fastest-levenshtein': 'fastest-levenshtein/esm/mod.js',
  };
  if (path === '/') {
    const imports = Object.fromEntries(
      Object.entries(libraries).map(([name, file]) => [name, `/node_modules/${file}`]),
    );
    const body = `<!doctype html><script type="importmap">${JSON.stringify({ imports })}</script>`;
    return { contentType: 'text/html', body };
  }
  const file = fileURLToPath(new URL(`.${path}`, `file://${root}/`));
  const source = readFileSync(file, 'utf8');
  return {
    contentType: 'text/javascript',
    body: path.endsWith('.ts') ? stripTypeScriptTypes(source) : source,
  };
}

suite('the engine in a browser', { skip }, () => {
  after(() => browser?.close());

  test('finds in every fixture what it finds in Node', async () => {
    const page = await browser?.newPage();
    assert.ok(page);
    await page.route('http://engine.invalid/**', (route) => {
      const found = serve(new URL(route.request().url()).pathname);
      return found ? route.fulfill(found) : route.abort();
    });
    await page.goto('http://engine.invalid/');
    const inBrowser = await page.evaluate(async (all) => {
      const engine = await import('/src/blueprint/index.ts' as string);
      return JSON.stringify(all.map((text: string) => engine.checkBlueprint(text)));
    }, texts);
    assert.ok(texts.length > 40);
    assert.deepEqual(JSON.parse(inBrowser), JSON.parse(JSON.stringify(texts.map(checkBlueprint))));
  });
});
