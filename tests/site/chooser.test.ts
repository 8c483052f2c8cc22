import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import type { Page } from 'playwright-core';
import { questions } from '../../src/chooser/chooser.ts';
import { browserForTests, servedTo } from './browser.ts';
import { dist } from './dist.ts';

const address = '/understand/worker-cron-or-workflow/';
const { browser, skip } = await browserForTests();

suite('the chooser in a browser', { skip }, () => {
  const site = servedTo(browser);
  let page: Page;

  const open = async (search = '', javaScriptEnabled = true) => {
    const context = await browser?.newContext({ javaScriptEnabled });
    assert.ok(context);
    page = await context.newPage();
    await page.goto(site.url + address + search);
    return page.locator('form[data-chooser]');
  };
  const verdict = () =>
    page
      .getByRole('status')
      .filter({ hasText: /question \d/ })
      .textContent();

  test('answers by keyboard alone, keeps the answers in the address, and starts again', async () => {
    const form = await open();
    assert.equal(await verdict(), 'Not decided yet: answer question 1.');
    await form.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    assert.equal(await verdict(), 'Cron job, by question 1.');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await verdict(), 'Not decided yet: answer question 2.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    assert.equal(await verdict(), 'Worker, by question 2.');
    assert.match((await form.locator('.reasons li').first().textContent()) ?? '', /without end/);
    assert.equal(new URL(page.url()).search, '?schedule=no&endless=yes');

    await form.getByRole('button', { name: 'Start again' }).focus();
    await page.keyboard.press('Enter');
    await form.getByText('Not decided yet: answer question 1.').waitFor();
    assert.equal(new URL(page.url()).search, '');
    assert.equal(await form.locator('input:checked').count(), 0);
    assert.equal(await form.locator('.reasons li').count(), 0);
  });

  test('opens with the answers of the address, and ignores what is none', async () => {
    const form = await open('?schedule=no&endless=no&stack=neither&long=yes&other=1#traps');
    assert.equal(await verdict(), 'Workflow, by question 4.');
    assert.equal(await form.locator('input:checked').count(), 4);
    assert.equal(new URL(page.url()).hash, '#traps');
    await open('?schedule=perhaps');
    assert.equal(await verdict(), 'Not decided yet: answer question 1.');
  });

  test('is a list of decisions that can be read without JavaScript', async () => {
    const form = await open('', false);
    for (const { asks, options } of questions) {
      assert.ok(await form.getByText(asks).isVisible());
      for (const { text } of options) assert.ok(await form.getByText(text).first().isVisible());
    }
    assert.equal(await form.locator('input:visible, button:visible').count(), 0);
  });
});

test('the questions of the page and of its twin have the same words', () => {
  const html = readFileSync(join(dist, address, 'index.html'), 'utf8').replace(/\s+/g, ' ');
  const twin = readFileSync(join(dist, `${address.slice(0, -1)}.md`), 'utf8');
  for (const [index, { asks, rule }] of questions.entries()) {
    const words = rule.filter((part) => typeof part === 'string');
    assert.ok(twin.includes(`${index + 1}. **${asks}** ${words[0]}`), asks);
    assert.ok(html.includes(`${index + 1}. ${asks}`), asks);
    for (const part of words) assert.ok(html.includes(part), part);
  }
});
