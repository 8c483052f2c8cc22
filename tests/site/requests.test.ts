import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { extname } from 'node:path';
import test, { suite } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { publishedHeaders } from '../../src/headers.ts';
import { headerColors } from '../../src/palette.ts';
import { browserForTests, openWindow, servedTo } from './browser.ts';
import { dist, pages, root } from './dist.ts';

const { browser, skip } = await browserForTests();

const headers = Object.entries(publishedHeaders(root));

/** What a page must not have asked for, and what came without the headers. */
interface Traffic {
  /** Requests to hosts other than the site's. */
  foreign: string[];
  /** Answers of the site that lack a header or have another value, with its name. */
  bare: string[];
  /** How many requests there were of each kind that a browser tells apart. */
  kinds: Map<string, number>;
}

/** Watches all that a page asks for from now on, its workers included. */
function watch(page: Page, origin: string): Traffic {
  const traffic: Traffic = { foreign: [], bare: [], kinds: new Map() };
  page.on('request', (request) => {
    const kind = request.resourceType();
    traffic.kinds.set(kind, (traffic.kinds.get(kind) ?? 0) + 1);
    if (!/^(?:data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) {
      traffic.foreign.push(`${kind} ${request.url()}`);
    }
  });
  page.on('response', (response) => {
    // What is unchanged keeps the headers with which it came.
    if (!response.url().startsWith(origin) || response.status() === 304) return;
    const sent = response.headers();
    const isPage = response.request().resourceType() === 'document';
    for (const [name, value] of headers) {
      // Of a file in its cache, Chromium does not keep this one over plain HTTP.
      if (name === 'Strict-Transport-Security' && !isPage) continue;
      if (sent[name.toLowerCase()] !== value) traffic.bare.push(`${response.url()}: ${name}`);
    }
  });
  return traffic;
}

suite('what pages ask for', { skip }, () => {
  const site = servedTo(browser);

  const open = async (viewport = { width: 1440, height: 900 }) => {
    const window = await openWindow(browser as Browser, {
      viewport,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    return { ...window, traffic: watch(window.page, site.url) };
  };

  test('every page, with all that can be opened open, comes from the site alone, headers and all', async () => {
    const { page, complaints, traffic, close } = await open();
    for (const address of [...pages.values(), '/404.html']) {
      await page.goto(site.url + address);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
        for (const tab of document.querySelectorAll<HTMLElement>('[role="tab"]')) tab.click();
        for (const select of document.querySelectorAll<HTMLSelectElement>(
          'starlight-theme-select select',
        )) {
          select.value = select.value === 'light' ? 'dark' : 'light';
          select.dispatchEvent(new Event('change', { bubbles: true }));
        }
        document.querySelector<HTMLElement>('.copy button')?.click();
      });
      assert.deepEqual(complaints, [], address);
      assert.deepEqual(traffic.foreign, [], address);
      assert.deepEqual(traffic.bare, [], address);
    }
    assert.ok((traffic.kinds.get('document') ?? 0) > pages.size);
    await close();
  });

  test('so do the tools at work: search, playground, builder, chooser, the menu of a phone', async () => {
    const { page, complaints, traffic, close } = await open();
    await page.goto(`${site.url}/`);
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('searchbox', { name: 'Search the handbook' }).fill('noeviction');
    await page.getByRole('dialog', { name: 'Search' }).locator('.results > li').first().waitFor();

    await page.goto(`${site.url}/playground/`);
    await page.locator('blueprint-playground[data-checked]').waitFor();
    await page.getByRole('textbox', { name: 'render.yaml' }).fill('services:\n  - type: worker\n');
    const findings = page.getByRole('region', { name: 'Findings' });
    await findings.locator('[data-part="summary"]', { hasText: 'error' }).waitFor();
    await page.getByRole('button', { name: 'Copy a link' }).click();

    await page.goto(`${site.url}/build/`);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: /zip/i }).click();
    await download;

    await page.goto(`${site.url}/understand/worker-cron-or-workflow/`);
    await page.locator('form[data-chooser]').getByRole('radio').first().check();

    await page.setViewportSize({ width: 375, height: 800 });
    await page.goto(`${site.url}/guides/deploying/`);
    await page.getByRole('button', { name: 'Menu' }).click();

    for (const kind of ['document', 'stylesheet', 'script', 'fetch', 'image']) {
      assert.ok(traffic.kinds.has(kind), `${kind} in ${[...traffic.kinds.keys()]}`);
    }
    assert.deepEqual(complaints, []);
    assert.deepEqual(traffic.foreign, []);
    assert.deepEqual(traffic.bare, []);
    await close();
  });

  test('a request to elsewhere is refused, whoever makes it', async () => {
    const { page, complaints, close } = await open();
    await page.goto(`${site.url}/guides/deploying/`);
    const outcomes = await page.evaluate(async () => {
      const elsewhere = 'https://elsewhere.test/x';
      const loads = (tag: 'img' | 'script' | 'link') =>
        new Promise<string>((resolve) => {
          const element = document.createElement(tag);
          element.addEventListener('load', () => resolve(`${tag} loaded`));
          element.addEventListener('error', () => resolve(`${tag} refused`));
          if (element instanceof HTMLLinkElement) {
            element.rel = 'stylesheet';
            element.href = elsewhere;
          } else element.src = elsewhere;
          document.head.append(element);
        });
      const fetched = await fetch(elsewhere).then(
        () => 'fetch answered',
        () => 'fetch refused',
      );
      return [fetched, await loads('img'), await loads('script'), await loads('link')];
    });
    assert.deepEqual(outcomes, ['fetch refused', 'img refused', 'script refused', 'link refused']);
    const byPolicy = complaints.filter((text) => text.includes('Content Security Policy'));
    assert.ok(byPolicy.length >= 4, complaints.join('\n'));
    await close();
  });

  test('a file of each kind that the site has comes with the headers', async () => {
    const samples = new Map<string, string>();
    for (const path of readdirSync(dist, { recursive: true, encoding: 'utf8' }).sort()) {
      const kind = extname(path);
      if (kind !== '' && !path.includes('/.') && !samples.has(kind)) samples.set(kind, path);
    }
    for (const kind of ['.css', '.html', '.js', '.json', '.md', '.png', '.svg', '.txt', '.zip']) {
      const path = samples.get(kind);
      assert.ok(path, `a ${kind} file`);
      const response = await fetch(`${site.url}/${path}`, { method: 'HEAD' });
      assert.equal(response.status, 200, path);
      for (const [name, value] of headers) {
        assert.equal(response.headers.get(name), value, `${name} of ${path}`);
      }
    }
  });

  test('the bar of a browser has the colour of the header in each theme', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const window = await openWindow(browser as Browser, { colorScheme: theme });
      await window.page.goto(`${site.url}/guides/deploying/`);
      const drawn = await window.page.locator('header.header').evaluate((header) => {
        const canvas = document
          .createElement('canvas')
          .getContext('2d') as CanvasRenderingContext2D;
        canvas.fillStyle = getComputedStyle(header).backgroundColor;
        return canvas.fillStyle;
      });
      assert.equal(drawn, headerColors[theme], `src/palette.ts, ${theme}`);
      await window.close();
    }
  });
});
