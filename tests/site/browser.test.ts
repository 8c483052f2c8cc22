import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { publishedHeaders } from '../../src/headers.ts';
import { browserForTests, openWindow, servedTo } from './browser.ts';
import { pages, root } from './dist.ts';

const widths = { phone: 375, desktop: 1440 };
const themes = ['light', 'dark'] as const;

const { browser, skip } = await browserForTests();

suite('in a browser', { skip }, () => {
  const site = servedTo(browser);

  const open = (width: number, colorScheme: 'light' | 'dark') =>
    openWindow(browser as Browser, { viewport: { width, height: 900 }, colorScheme });

  for (const [name, width] of Object.entries(widths)) {
    for (const theme of themes) {
      test(`every page fits a ${name} in ${theme}, and nothing complains`, async () => {
        const { page, complaints, close } = await open(width, theme);
        for (const address of pages.values()) {
          await page.goto(site.url + address);
          assert.equal(await page.locator('html').getAttribute('data-theme'), theme);
          assert.ok(await page.locator('h1').isVisible(), `${address} shows its title`);
          assert.deepEqual(await widerThan(page, width), [], `${address} is wider than a ${name}`);
          assert.deepEqual(complaints, [], address);
        }
        await close();
      });
    }
  }

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
