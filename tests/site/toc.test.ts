import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import type { Browser } from 'playwright-core';
import { tocTargets } from '../../src/components/toc-targets.ts';
import { browserForTests, openWindow, servedTo } from './browser.ts';
import { pages } from './dist.ts';

const { browser, skip } = await browserForTests();

/** The headings of a table of contents, as Starlight asks for them. */
const heading = 'h1#_top,:where(h2,h3)[id]';

/** What Starlight observes by itself. */
const theirs = [
  `main :where(${heading})`,
  `main :where(${heading}, .sl-heading-wrapper) ~ *:not(:has(${heading}))`,
  `main .sl-markdown-content > *:not(:has(${heading}))`,
  `main > *:not(:has(${heading}))`,
].join();

suite('the table of contents', { skip }, () => {
  const site = servedTo(browser);

  test('observes on every page what Starlight would, in the same order', async () => {
    const { page, close } = await openWindow(browser as Browser);
    let observed = 0;
    for (const address of pages.values()) {
      await page.goto(site.url + address, { waitUntil: 'domcontentloaded' });
      const [ours, others] = await page.evaluate<[string[], string[]]>(`(() => {
        const all = [...document.querySelectorAll('*')];
        const placesOf = (found) => [...found].map((each) => all.indexOf(each) + each.localName);
        return [
          placesOf((${tocTargets})(${JSON.stringify(heading)})),
          placesOf(document.querySelectorAll(${JSON.stringify(theirs)})),
        ];
      })()`);
      assert.deepEqual(ours, others, address);
      observed += ours.length;
    }
    assert.ok(observed > 1000, `${observed} elements`);
    await close();
  });

  test('marks the section that is read', async () => {
    const { page, complaints, close } = await openWindow(browser as Browser);
    await page.goto(`${site.url}/guides/graceful-shutdown/`);
    // Starlight begins to observe when the page is idle.
    await page.evaluate(
      `new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 100)))`,
    );
    const fifth = page.locator('starlight-toc a').nth(4);
    assert.equal(await fifth.getAttribute('aria-current'), null);
    await fifth.click();
    await page.locator('starlight-toc a[aria-current="true"]').and(fifth).waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });
});
