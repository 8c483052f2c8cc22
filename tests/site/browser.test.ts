import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before, suite } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { parse } from 'yaml';
import { install, launchBrowser } from './browser.ts';
import { pages, root } from './dist.ts';
import { type Site, startSite } from './server.ts';

const widths = { phone: 375, desktop: 1440 };
const themes = ['light', 'dark'] as const;

/** The policy that Render sends with every page, from the Blueprint that publishes the site. */
const policy = (
  parse(readFileSync(join(root, 'render.yaml'), 'utf8')) as {
    services: { headers: { name: string; value: string }[] }[];
  }
).services[0]?.headers.find(({ name }) => name === 'Content-Security-Policy')?.value;
assert.ok(policy, 'render.yaml sends a Content-Security-Policy');

const browser: Browser | undefined = await launchBrowser();
const missing = `no Chromium here; install it with: ${install}`;
if (!browser && process.env['RENDER_WORKERS_REQUIRE'] === 'all') {
  test('a browser is there', () => assert.fail(missing));
}

suite('in a browser', { skip: browser ? false : missing }, () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(async () => {
    await browser?.close();
    await site.stop();
  });

  /** A window of this width and theme in which each page comes with the policy that Render sends. */
  async function open(width: number, colorScheme: 'light' | 'dark') {
    const context = (await browser?.newContext({
      viewport: { width, height: 900 },
      colorScheme,
    })) as BrowserContext;
    await context.route('**/*', async (route) => {
      if (route.request().resourceType() !== 'document') return route.continue();
      const response = await route.fetch();
      const headers = { ...response.headers(), 'content-security-policy': policy as string };
      return route.fulfill({ response, headers });
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('requestfailed', (request) => {
      // Going on to the next page cancels what the last one still loads.
      const why = request.failure()?.errorText;
      if (why !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${why}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.url()}: ${response.status()}`);
    });
    return { page, complaints, close: () => context.close() };
  }

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
