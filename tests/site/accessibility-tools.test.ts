import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import type { Page } from 'playwright-core';
import { questions } from '../../src/chooser/chooser.ts';
import { bad } from '../unit/blueprints.ts';
import { problemsOf } from './axe.ts';
import { browserForTests, openStill, servedTo } from './browser.ts';

const phone = 375;
const desktop = 1280;
const { browser, skip } = await browserForTests();

suite('axe-core has nothing against, in light and dark', { skip }, () => {
  const site = servedTo(browser);

  const open = (address: string, width = desktop) => openStill(browser, site.url + address, width);

  for (const [name, width] of [
    ['desktop', desktop],
    ['phone', phone],
  ] as const) {
    test(`the playground on a ${name}: findings with their reasons, the picture in words`, async () => {
      const { page, close } = await open('/playground/', width);
      await write(page, bad);
      await page.locator('.finding').nth(1).waitFor();
      await openAll(page);
      await page.locator('[data-part="words"]', { hasText: 'mail' }).waitFor();
      assert.ok((await page.locator('.preview').count()) > 0);
      assert.deepEqual(await problemsOf(page), []);
      await close();
    });

    test(`the builder on a ${name}: a field in error, then each file of a large project`, async () => {
      const { page, close } = await open('/build/', width);
      await page.locator('#file [data-line]').first().waitFor();
      await page.getByLabel('Longest job').fill('0');
      await page.locator('#longestSeconds-error').waitFor();
      assert.deepEqual(await problemsOf(page), []);
      await page.getByLabel('Longest job').fill('86400');
      await page.getByLabel('Jobs at the peak').fill('900000');
      await page.waitForURL(/jobsPerHour=900000/);
      await page.locator('[data-part="warnings"] .warnings').waitFor();
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click();
        assert.deepEqual(await problemsOf(page, '.builder'), [], (await tab.textContent()) ?? '');
      }
      await close();
    });

    test(`the search box on a ${name}: empty, with results, with none`, async () => {
      const { page, close } = await open('/guides/deploying/', width);
      await page.getByRole('button', { name: 'Search' }).click();
      const query = page.getByRole('searchbox');
      await query.waitFor();
      assert.deepEqual(await problemsOf(page), [], 'empty');
      await query.fill('sidekiq');
      await page.locator('.results mark').first().waitFor();
      assert.deepEqual(await problemsOf(page, 'dialog[open]'), [], 'with results');
      await query.fill('xylophonist');
      await page.getByText('Nothing found').waitFor();
      assert.deepEqual(await problemsOf(page, 'dialog[open]'), [], 'with none');
      await close();
    });

    test(`the chooser on a ${name}: each answer to each question`, async () => {
      const { page, close } = await open('/understand/worker-cron-or-workflow/', width);
      assert.deepEqual(await problemsOf(page), []);
      for (const { id, options } of questions) {
        // The last answer of a question leads on to the next one.
        for (const { value } of options) {
          await page.locator(`input[name="${id}"][value="${value}"]`).check();
          assert.deepEqual(await problemsOf(page, '.chooser'), [], `${id}: ${value}`);
        }
      }
      await close();
    });
  }

  test('the playground: the field under the pointer, and what completes', async () => {
    const { page, close } = await open('/playground/');
    await write(page, bad);
    const field = page.locator('.pce-line', { hasText: 'buildComand' }).locator('.key');
    const at = await field.boundingBox();
    assert.ok(at);
    await page.mouse.move(at.x + 20, at.y + at.height / 2);
    await page.getByRole('tooltip').waitFor();
    assert.deepEqual(await problemsOf(page), []);
    await write(page, 'services:\n  - type: worker\n    name: mail\n');
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('    runt');
    await page.getByRole('listbox').waitFor();
    assert.deepEqual(await problemsOf(page), []);
    await close();
  });

  test('the builder: a project that did not load', async () => {
    const { page, close } = await open('/build/');
    await page.route('**/build/rq.json', (route) => route.abort());
    await page.getByLabel('Framework').selectOption('rq');
    await page.getByRole('alert').getByText('did not load').waitFor();
    assert.deepEqual(await problemsOf(page), []);
    await close();
  });

  for (const address of ['/frameworks/celery/', '/reference/rules/', '/reference/scenarios/']) {
    test(`${address} with all of its details open`, async () => {
      const { page, close } = await open(address);
      await openAll(page);
      assert.deepEqual(await problemsOf(page), []);
      await close();
    });
  }

  test('each tab of a page with tabs', async () => {
    const { page, close } = await open('/guides/graceful-shutdown/');
    const tabs = await page.locator('starlight-tabs [role="tab"]').all();
    assert.ok(tabs.length > 1);
    for (const tab of tabs) {
      await tab.click();
      assert.deepEqual(await problemsOf(page, 'main'), [], (await tab.textContent()) ?? '');
    }
    await close();
  });

  test('the menu and the table of contents of a phone, the theme chosen in the menu', async () => {
    const { page, close } = await open('/operate/scaling/', phone);
    await page.locator('#starlight__mobile-toc > summary').click();
    await page.locator('#starlight__mobile-toc .dropdown').waitFor();
    assert.deepEqual(await problemsOf(page), []);
    await page.locator('#starlight__mobile-toc > summary').click();
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.locator('#starlight__sidebar').waitFor();
    assert.deepEqual(await problemsOf(page), []);
    await page.getByLabel('Select theme').last().selectOption('dark');
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
    assert.deepEqual(await problemsOf(page), []);
    await close();
  });

  test('the page after its Markdown was copied', async () => {
    const { page, close } = await open('/guides/graceful-shutdown/');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy page as Markdown' }).click();
    await page.getByText('Copied.').waitFor();
    assert.deepEqual(await problemsOf(page), []);
    await close();
  });
});

/** Puts a text into the editor and waits for what the engine says of it. */
async function write(page: Page, text: string): Promise<void> {
  await page.locator('blueprint-playground[data-checked]').waitFor();
  await page.getByRole('textbox', { name: 'render.yaml' }).focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
  await page.locator(`blueprint-playground[data-checked="${text.length}"]`).waitFor();
}

/** Opens whatever is folded away in the text of a page. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('main details'))
      details.setAttribute('open', '');
  });
}
