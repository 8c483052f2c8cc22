import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before, suite } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ranking } from '../../src/search.ts';
import { dist, pages, root } from './dist.ts';
import { type Site, startSite } from './server.ts';

interface Pagefind {
  options(options: { basePath: string; baseUrl: string; ranking: object }): Promise<void>;
  search(query: string): Promise<{ results: { data(): Promise<{ url: string }> }[] }>;
}

/** How far down a reader looks before they type something else. */
const SEEN = 3;

const searches = JSON.parse(readFileSync(join(root, 'tests', 'searches.json'), 'utf8')) as {
  query: string;
  page: string;
}[];

suite('search finds each topic by the words that a reader types', () => {
  let site: Site;
  let pagefind: Pagefind;

  before(async () => {
    site = await startSite();
    // The very script and index that the browser loads; only the address differs.
    pagefind = await import(pathToFileURL(join(dist, 'pagefind', 'pagefind.js')).href);
    await pagefind.options({ basePath: `${site.url}/pagefind/`, baseUrl: '/', ranking });
  });
  after(() => site.stop());

  for (const { query, page } of searches) {
    test(`“${query}” finds ${page}`, async () => {
      const { results } = await pagefind.search(query);
      const found = await Promise.all(
        results.slice(0, SEEN).map(async (result) => (await result.data()).url),
      );
      assert.ok(found.includes(page), `the first ${SEEN} are ${found.join(' ') || 'none'}`);
    });
  }
});

test('every page has a search', () => {
  const searched = new Set(searches.map(({ page }) => page));
  const without = [...pages.values()].filter((page) => page !== '/' && !searched.has(page));
  assert.deepEqual(without, []);
});
