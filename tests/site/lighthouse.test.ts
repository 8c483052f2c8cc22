import assert from 'node:assert/strict';
import test, { after, before, suite } from 'node:test';
import { audit } from '../../scripts/bench/site/lighthouse.ts';
import { type Served, serve } from '../../scripts/bench/site/serve.ts';
import { publishedHeaders } from '../../src/headers.ts';
import { browserForTests } from './browser.ts';
import { dist, root } from './dist.ts';

/** All but the one that hangs on the speed of the machine, which `npm run bench:site` measures. */
const categories = ['accessibility', 'best-practices', 'seo', 'agentic-browsing'];
const addresses = [
  '/',
  '/learn/quickstart/',
  '/frameworks/celery/',
  '/reference/rules/',
  '/build/',
];

const { browser, skip } = await browserForTests();
await browser?.close();

suite('Lighthouse gives 100 points', { skip }, () => {
  let site: Served;
  before(async () => {
    site = await serve(dist, (path) => publishedHeaders(root, path));
  });
  after(() => site.close());

  for (const address of addresses) {
    test(`in every category that does not hang on speed: ${address}`, async () => {
      const { audits } = await audit(site, [address], 1, { categories });
      const [{ scores, failed } = { scores: {}, failed: {} }] = audits;
      assert.deepEqual(
        scores,
        Object.fromEntries(categories.map((category) => [category, 100])),
        JSON.stringify(failed, null, 2),
      );
    });
  }

  test('and fewer for a page without a language and a description', async () => {
    const poor = await serve(`${import.meta.dirname}/../fixtures/site`);
    const { audits } = await audit(poor, ['/'], 1, { categories });
    poor.close();
    assert.ok((audits[0]?.scores['accessibility'] ?? 100) < 100);
    assert.ok((audits[0]?.scores['seo'] ?? 100) < 100);
    assert.ok(audits[0]?.failed['accessibility']?.some((what) => what.startsWith('html-has-lang')));
  });
});
