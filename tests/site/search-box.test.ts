import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { browserForTests, openWindow, servedTo } from './browser.ts';

const { browser, skip } = await browserForTests();

suite('the search box', { skip }, () => {
  const site = servedTo(browser);

  async function open(path = '/guides/deploying/', options: BrowserContextOptions = {}) {
    const window = await openWindow(browser as Browser, options);
    await window.page.goto(site.url + path);
    return window;
  }
  const box = (page: Page) => page.getByRole('dialog', { name: 'Search' });
  const query = (page: Page) => page.getByRole('searchbox', { name: 'Search the handbook' });
  const results = (page: Page) => box(page).locator('.results > li');
  const focused = (page: Page) =>
    page.evaluate(
      () => document.activeElement?.getAttribute('href') ?? document.activeElement?.tagName,
    );

  test('by keyboard alone: opened, asked, walked through, and left at the section', async () => {
    const { page, complaints, close } = await open();
    await page.keyboard.press('ControlOrMeta+k');
    await query(page).waitFor();
    await page.keyboard.type('sidekiq super_fetch');
    await results(page).first().waitFor();
    const first = await results(page).first().getByRole('link').first().getAttribute('href');
    assert.match(first ?? '', /^\/frameworks\/sidekiq\/#/);
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(page), first);
    await page.keyboard.press('ArrowDown');
    assert.notEqual(await focused(page), first);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    assert.equal(await focused(page), 'INPUT');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${first}`);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a slash opens it, Escape closes it, and the focus goes back', async () => {
    const { page, complaints, close } = await open();
    await page.getByRole('button', { name: 'Search' }).focus();
    await page.keyboard.press('/');
    await query(page).waitFor();
    assert.equal(await query(page).inputValue(), '');
    assert.equal(
      await page.evaluate(() => getComputedStyle(document.body).overflow),
      'hidden',
      'the page below does not scroll with it',
    );
    await page.keyboard.press('Escape');
    await box(page).waitFor({ state: 'hidden' });
    await page.waitForFunction(() => getComputedStyle(document.body).overflow !== 'hidden');
    assert.ok(await page.evaluate(() => document.activeElement?.matches('[data-open-modal]')));
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a misspelt word is understood, and what was found is marked', async () => {
    const { page, complaints, close } = await open();
    await page.keyboard.press('ControlOrMeta+k');
    await query(page).fill('graceful shutdwon');
    await results(page).first().waitFor();
    assert.match(await box(page).getByRole('status').innerText(), /^\d pages, the best first$/);
    assert.ok(await results(page).locator('a[href^="/guides/graceful-shutdown/"]').count());
    assert.ok((await results(page).locator('mark').allInnerTexts()).includes('shutdown'));
    assert.deepEqual(complaints, []);
    await close();
  });

  test('nothing found is said, with what to try', async () => {
    const { page, close } = await open();
    await page.keyboard.press('ControlOrMeta+k');
    await query(page).fill('xylophonist');
    await box(page).getByText('Nothing found for “xylophonist”.').waitFor();
    assert.equal(await results(page).count(), 0);
    await close();
  });

  test('empty, it offers what was read last, and where to begin', async () => {
    const { page, complaints, close } = await open('/operate/scaling/');
    await page.goto(`${site.url}/guides/cron-jobs/`);
    await page.keyboard.press('ControlOrMeta+k');
    const recent = box(page).locator('[data-part="recent-pages"]');
    await recent.getByRole('link').first().waitFor();
    assert.deepEqual(await recent.getByRole('link').allInnerTexts(), ['Scaling workers']);
    await box(page).getByRole('link', { name: 'Debugging' }).waitFor();
    await query(page).fill('oom');
    await recent.waitFor({ state: 'hidden' });
    await query(page).fill('');
    await recent.getByRole('link', { name: 'Scaling workers' }).click();
    await page.waitForURL('**/operate/scaling/');
    assert.deepEqual(complaints, []);
    await close();
  });

  test('what else is in the storage leads nowhere', async () => {
    const { page, complaints, close } = await open();
    for (const kept of ['{', '[{"address":"//elsewhere.example","title":"x"}]', '[null, 3]']) {
      await page.evaluate(
        (value) => localStorage.setItem('render-workers:recent-pages', value),
        kept,
      );
      await page.keyboard.press('ControlOrMeta+k');
      await query(page).waitFor();
      assert.equal(await box(page).locator('[data-part="recent-pages"] a').count(), 0);
      await page.keyboard.press('Escape');
    }
    assert.deepEqual(complaints, []);
    await close();
  });

  test('on a phone, in the dark: nothing stands out of the window', async () => {
    const { page, complaints, close } = await open('/guides/deploying/', {
      viewport: { width: 375, height: 740 },
      colorScheme: 'dark',
    });
    await page.getByRole('button', { name: 'Search' }).click();
    await query(page).fill('OOM command not allowed when used memory');
    await results(page).first().waitFor();
    const width = await box(page).evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
    assert.equal(width, 0);
    await box(page).getByRole('button', { name: 'Close' }).click();
    await box(page).waitFor({ state: 'hidden' });
    assert.deepEqual(complaints, []);
    await close();
  });
});
