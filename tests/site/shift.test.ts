import assert from 'node:assert/strict';
import test, { after, before, suite } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { sample } from '../../scripts/bench/site/sample.ts';
import { type Served, serve } from '../../scripts/bench/site/serve.ts';
import { browserForTests, openWindow } from './browser.ts';
import { dist } from './dist.ts';

const widths = { phone: 375, desktop: 1440 };

const { browser, skip } = await browserForTests();

/**
 * What a page moves after it has been read and drawn: the elements, and by how much. Scripts, pictures and
 * fonts are held back until then, so that it does not depend on who is faster.
 */
async function shiftsOf(page: Page, address: string): Promise<string[]> {
  let release = () => {};
  const isDrawn = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\.(?:js|svg|png|woff2)$/, async (route) => {
    await isDrawn;
    // A test that has failed closes its page.
    await route.fallback().catch(() => undefined);
  });
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(() => document.readyState !== 'loading');
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const wait = () => new Promise((resolve) => setTimeout(resolve, 100));
    for (let turn = 0; turn < 3; turn += 1) await frame().then(wait);
    const found: string[] = [];
    Object.assign(window, { shifts: found });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & {
          value: number;
          sources: { node: Node | null }[];
        };
        const moved = sources.map(({ node }) =>
          node instanceof Element ? `<${node.localName} class="${node.className}">` : 'a text',
        );
        found.push(`${moved.join(', ')} by ${value.toFixed(4)}`);
      }
    }).observe({ type: 'layout-shift' });
  });
  release();
  await page.waitForLoadState('networkidle');
  return page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    return (window as unknown as { shifts: string[] }).shifts;
  });
}

suite('nothing moves while a page loads', { skip }, () => {
  let site: Served;
  before(async () => {
    site = await serve(dist);
  });
  after(async () => {
    await browser?.close();
    site.close();
  });

  for (const [name, width] of Object.entries(widths)) {
    for (const address of sample) {
      test(`${address} on a ${name}`, async () => {
        const { page, close } = await openWindow(browser as Browser, {
          viewport: { width, height: 900 },
        });
        assert.deepEqual(await shiftsOf(page, site.url + address), []);
        await close();
      });
    }
  }

  test('what a late script puts in is seen', async () => {
    const { page, close } = await openWindow(browser as Browser);
    await page.route('**/late/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: '<p id="here">First</p><p>Second</p><script src="/late.js" async></script>',
      }),
    );
    await page.route('**/late.js', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: 'document.getElementById("here").before("Pushes all down")',
      }),
    );
    const shifts = await shiftsOf(page, `${site.url}/late/`);
    assert.match(shifts.join('\n'), /<p class="">.* by 0/);
    await close();
  });
});
