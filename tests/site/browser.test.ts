import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { publishedHeaders } from '../../src/headers.ts';
import { browserForTests, launchBrowser, openWindow, servedTo } from './browser.ts';
import { pages, root } from './dist.ts';

const widths = { smallest: 320, phone: 375, desktop: 1440, wide: 1920 };
const themes = ['light', 'dark'] as const;

const { browser, skip } = await browserForTests();

suite('in a browser', { skip }, () => {
  const site = servedTo(browser);

  const open = (width: number, colorScheme: 'light' | 'dark') =>
    openWindow(browser as Browser, { viewport: { width, height: 900 }, colorScheme });

  for (const theme of themes) {
    test(`every page fits a phone and a wide window in ${theme}, and nothing complains`, async () => {
      const { page, complaints, close } = await open(widths.smallest, theme);
      for (const address of pages.values()) {
        await page.goto(site.url + address);
        assert.equal(await page.locator('html').getAttribute('data-theme'), theme);
        for (const width of Object.values(widths)) {
          await page.setViewportSize({ width, height: 900 });
          assert.ok(await page.locator('h1').isVisible(), `${address} shows its title`);
          assert.deepEqual(
            await widerThan(page, width),
            [],
            `${address} is wider than ${width} px`,
          );
        }
        assert.deepEqual(complaints, [], address);
      }
      await close();
    });
  }

  test('every page fits a window and a phone with text of twice the size', async () => {
    // The settings of the browser: media queries in rem follow them, as they do for whoever needs it.
    const large = await launchBrowser([
      '--blink-settings=defaultFontSize=32,defaultFixedFontSize=26',
    ]);
    assert.ok(large);
    const { page, close } = await openWindow(large, { viewport: { width: 1280, height: 900 } });
    for (const address of pages.values()) {
      await page.goto(site.url + address);
      const size = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
      assert.equal(size, '32px');
      for (const width of [1280, widths.phone, widths.smallest]) {
        await page.setViewportSize({ width, height: 900 });
        assert.deepEqual(await widerThan(page, width), [], `${address} is wider than ${width} px`);
      }
    }
    await close();
    await large.close();
  });

  test('a word that is longer than the window breaks, wherever it stands', async () => {
    const { page, close } = await open(widths.smallest, 'light');
    const places = {
      '/frameworks/celery/': [
        'h1',
        'h2',
        'main p',
        'li',
        'td',
        'main a',
        'p code',
        '.pagination-links a',
      ],
      '/reference/errors/celery/': ['h2', '.facts', 'main p code'],
      '/operate/cost/': ['.display-current'],
      '/reference/blueprint/': ['.starlight-aside p', '.starlight-aside__title'],
    };
    for (const [address, selectors] of Object.entries(places)) {
      await page.goto(site.url + address);
      for (const selector of selectors) {
        const place = page.locator(selector).first();
        await place.evaluate((element) => {
          element.textContent = 'Donaudampfschifffahrtsgesellschaft'.repeat(3);
        });
        assert.deepEqual(await widerThan(page, widths.smallest), [], `${selector} on ${address}`);
      }
    }
    await close();
  });

  test('pages come with the headers that Render sends, and no other script runs', async () => {
    const { page, complaints, close } = await open(widths.desktop, 'light');
    const response = await page.goto(`${site.url}/operate/scaling/`);
    for (const [name, value] of Object.entries(publishedHeaders(root))) {
      assert.equal(response?.headers()[name.toLowerCase()], value, name);
    }
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "injected"';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<style>body { display: none }</style>');
      return { title: document.title, display: getComputedStyle(document.body).display };
    });
    assert.notEqual(ran.title, 'injected');
    assert.notEqual(ran.display, 'none');
    assert.equal(complaints.filter((text) => text.includes('Content Security Policy')).length, 2);
    await close();
  });

  test('a reader types into the search box and lands on the page', async () => {
    const { page, complaints, close } = await open(widths.desktop, 'light');
    await page.goto(`${site.url}/`);
    await page.locator('button[data-open-modal]').click();
    await page.locator('dialog input').fill('noeviction');
    await page.locator('dialog a[href*="/understand/key-value/"]').first().click();
    await page.waitForURL('**/understand/key-value/**');
    assert.deepEqual(complaints, []);
    await close();
  });

  test('the copy button gives the code as it stands in the example', async () => {
    const { page, close } = await open(widths.desktop, 'light');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${site.url}/frameworks/celery/`);
    const block = page.locator('figure', { hasText: 'celery-broker' }).first();
    await block.hover();
    await block.locator('.copy button').click();
    await block.locator('.copy .feedback').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const example = readFileSync(join(root, 'examples/celery/render.yaml'), 'utf8');
    assert.equal(copied.trimEnd(), example.trimEnd());
    await close();
  });

  test('the page is copied as Markdown, by keyboard', async () => {
    const { page, complaints, close } = await open(widths.desktop, 'light');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${site.url}/guides/graceful-shutdown/`);
    await page.getByRole('button', { name: 'Copy page as Markdown' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Copied.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, readFileSync(join(root, 'dist/guides/graceful-shutdown.md'), 'utf8'));
    assert.deepEqual(complaints, []);
    await close();
  });
});

/** What stands out of the window on the right; empty if the page does not scroll sideways. */
function widerThan(page: Page, width: number): Promise<string[]> {
  return page.evaluate((limit) => {
    if (document.documentElement.scrollWidth <= limit) return [];
    return [...document.querySelectorAll('main *')]
      .filter((element) => element.getBoundingClientRect().right > limit + 1)
      .slice(0, 3)
      .map((element) => `${element.tagName.toLowerCase()}: ${element.textContent?.slice(0, 60)}`)
      .concat(`page of ${document.documentElement.scrollWidth} px`);
  }, width);
}
