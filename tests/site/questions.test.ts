import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { browserForTests, openWindow, servedTo } from './browser.ts';
import { root } from './dist.ts';

/** A question of somebody who knows nothing of this, as the page of the runbooks lists it. */
interface Question {
  question: string;
  /** What they type into the search box. */
  search: string;
  /** The section that answers. */
  answer: string;
  /** What stands there. */
  says: string;
}

const { browser, skip } = await browserForTests();
const questions = JSON.parse(
  readFileSync(join(root, 'tests', 'questions.json'), 'utf8'),
) as Question[];
const runbooks = '/operate/runbooks/';

suite('twenty questions', { skip }, () => {
  const site = servedTo(browser);

  test('the page of the runbooks asks them in this order, each with its answer’s place', async () => {
    const { page, close } = await openWindow(browser as Browser, {});
    await page.goto(site.url + runbooks);
    const items = page.locator('#twenty-questions').locator('xpath=../following-sibling::ol[1]/li');
    assert.equal(questions.length, 20);
    assert.equal(await items.count(), 20);
    for (const [index, { question, answer }] of questions.entries()) {
      const item = items.nth(index);
      assert.ok((await item.innerText()).startsWith(question), question);
      assert.ok(await item.locator(`a[href="${answer}"]`).count(), answer);
    }
    await close();
  });

  for (const { question, search, answer, says } of questions) {
    test(`${question} is answered in at most two clicks from search`, async () => {
      const { page, complaints, close } = await openWindow(browser as Browser, {});
      await page.goto(`${site.url}/`);
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('searchbox', { name: 'Search the handbook' }).fill(search);
      const results = page.getByRole('dialog', { name: 'Search' }).locator('.results > li');
      await results.first().waitFor();
      const direct = results.locator(`a[href="${answer}"]`);
      if (await direct.count()) await direct.first().click();
      else await twoClicks(page, results, answer);
      await page.waitForURL(`**${answer}`);
      const text = await page.locator('main').innerText();
      assert.ok(text.replace(/\s+/g, ' ').includes(says), `${answer} does not say “${says}”`);
      assert.deepEqual(complaints, []);
      await close();
    });
  }
});

/** Opens the best of the first three results whose page links to the answer, and follows that link. */
async function twoClicks(page: Page, results: Locator, answer: string): Promise<void> {
  const offered = await results
    .locator('a:first-of-type')
    .evaluateAll((links) => links.slice(0, 3).map((link) => link.getAttribute('href') ?? ''));
  const home = page.url();
  // The list of these very questions would be no answer of the search.
  for (const address of offered.filter(
    (offer) => !offer.startsWith(`${runbooks}#`) && offer !== runbooks,
  )) {
    await page.goto(new URL(address, home).href);
    // The same page's own table of contents counts as well.
    const path = new URL(answer, home);
    const own = path.pathname === new URL(page.url()).pathname ? path.hash : answer;
    const link = page.locator(`a[href="${own}"], a[href="${answer}"]`).locator('visible=true');
    if (await link.count()) return link.first().click();
  }
  assert.fail(`search offers ${offered.join(' ')}, and no link from there leads to ${answer}`);
}
