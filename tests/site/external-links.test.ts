import assert from 'node:assert/strict';
import test from 'node:test';
import { readBuilt } from '../../scripts/built/pages.ts';
import { externalUrl, readList } from '../../scripts/links/external.ts';
import { dist, root } from './dist.ts';

test('every external link that a page shows is listed, those that components draw too', () => {
  const listed = new Set(readList(root).map(({ url }) => url));
  const missing = new Set<string>();
  let links = 0;
  for (const [path, page] of readBuilt(dist)) {
    for (const link of page.links) {
      const url = externalUrl(link);
      if (url === undefined) continue;
      links += 1;
      // The question to an assistant differs from page to page.
      const withoutQuestion = url.replace(/\?q=.*$/, '');
      if (!listed.has(url) && !listed.has(withoutQuestion)) missing.add(`${path}: ${url}`);
    }
  }
  assert.deepEqual([...missing], []);
  assert.ok(links > 500, `${links} links`);
});
