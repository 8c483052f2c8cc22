import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { loadIndex, search } from '../../src/search/engine.ts';
import { indexPath, suggested } from '../../src/search/suggested.ts';
import { dist, pages, root } from './dist.ts';

/** How far down a reader looks before they type something else. */
const SEEN = 3;

/** How many of the queries that people ask elsewhere have to lead to their page. */
const ANSWERED = 0.95;

const readList = <Entry>(name: string) =>
  JSON.parse(readFileSync(join(root, 'tests', name), 'utf8')) as Entry[];

const searches = readList<{ query: string; page: string }>('searches.json');
const queries = readList<{
  query: string;
  pages: string[];
  /** The section that answers best, where one does. */
  section?: string;
  /** Where somebody asks this. */
  from?: string;
  kind: 'symptom' | 'error' | 'field' | 'question' | 'misspelling' | 'synonym';
}>('queries.json');

// The very index that the browser loads.
const index = loadIndex(readFileSync(join(dist, indexPath), 'utf8'));
const addresses = new Set(pages.values());

const found = (query: string) => search(index, query).slice(0, SEEN);

suite('search finds each topic by the words that a reader types', () => {
  for (const { query, page } of searches) {
    test(`“${query}” finds ${page}`, () => {
      const hits = found(query).map((result) => result.page);
      assert.ok(hits.includes(page), `the first ${SEEN} are ${hits.join(' ') || 'none'}`);
    });
  }
});

suite('search answers what people ask in issues and forums', () => {
  test(`at least ${ANSWERED * 100} % of them are answered among the first ${SEEN}`, (context) => {
    const misses = queries.filter(
      ({ query, pages }) => !found(query).some(({ page }) => pages.includes(page)),
    );
    for (const { query, pages } of misses) {
      context.diagnostic(`missed: “${query}”, which ${pages.join(' or ')} answers`);
    }
    const answered = 1 - misses.length / queries.length;
    context.diagnostic(`${queries.length} queries, ${(answered * 100).toFixed(1)} % answered`);
    assert.ok(answered >= ANSWERED);
  });

  test('most results open at the section that answers', (context) => {
    const asked = queries.filter(({ section }) => section !== undefined);
    const opened = asked.filter(({ query, section }) =>
      found(query).some(({ hits }) => hits.some(({ url }) => url === section)),
    );
    context.diagnostic(`${opened.length} of ${asked.length} offer the section`);
    assert.ok(opened.length / asked.length > 0.6);
  });

  test('the list is real: enough queries of each kind, each with where it is asked', () => {
    assert.ok(queries.length >= 80);
    assert.equal(new Set(queries.map(({ query }) => query)).size, queries.length);
    const kinds = new Set(queries.map(({ kind }) => kind));
    assert.deepEqual([...kinds].sort(), [
      'error',
      'field',
      'misspelling',
      'question',
      'symptom',
      'synonym',
    ]);
    for (const { query, pages, from, kind } of queries) {
      assert.ok(kind === 'misspelling' || from?.startsWith('https://'), query);
      for (const page of pages) assert.ok(addresses.has(page), `${query}: ${page}`);
    }
  });
});

test('every page has a search', () => {
  const searched = new Set([
    ...searches.map(({ page }) => page),
    ...queries.flatMap(({ pages }) => pages),
  ]);
  const without = [...pages.values()].filter((page) => page !== '/' && !searched.has(page));
  assert.deepEqual(without, []);
});

test('what the empty box suggests exists', () => {
  for (const address of suggested) assert.ok(addresses.has(address), address);
});

test('every result leads to a page and to an anchor in it', () => {
  const ids = new Map(
    [...addresses].map((address) => [
      address,
      readFileSync(join(dist, address, 'index.html'), 'utf8'),
    ]),
  );
  const all = new Set(
    queries.flatMap(({ query }) => search(index, query).flatMap(({ hits }) => hits)),
  );
  assert.ok(all.size > 500);
  for (const { url } of all) {
    const [page = '', anchor] = url.split('#');
    const html = ids.get(page);
    assert.ok(html, url);
    if (anchor) assert.ok(html.includes(`id="${anchor}"`), url);
  }
});
