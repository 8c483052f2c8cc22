import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import type { Browser } from 'playwright-core';
import { problemsOf } from './axe.ts';
import { browserForTests, openWindow, servedTo, toolsReady } from './browser.ts';
import { pages } from './dist.ts';

const widths = { phone: 375, desktop: 1280 };
const { browser, skip } = await browserForTests();

suite('axe-core has nothing against', { skip, concurrency: 2 }, () => {
  const site = servedTo(browser);

  const open = (width: number) =>
    openWindow(browser as Browser, { viewport: { width, height: 900 }, reducedMotion: 'reduce' });

  for (const [name, width] of Object.entries(widths)) {
    test(`any page on a ${name}, in light and dark, at the contrast of AAA`, async () => {
      const { page, close } = await open(width);
      const problems: string[] = [];
      for (const address of [...pages.values(), '/404.html']) {
        await page.goto(site.url + address);
        await toolsReady(page);
        problems.push(...(await problemsOf(page)).map((line) => `${address}, ${line}`));
      }
      assert.deepEqual(problems, []);
      await close();
    });
  }

  test('only what is right: a page with mistakes fails', async () => {
    const { page, close } = await open(widths.desktop);
    await page.goto(`${site.url}/guides/cron-jobs/`);
    await page.evaluate(() => {
      const mistakes = document.createElement('div');
      mistakes.innerHTML = `
        <img src="/favicon.svg">
        <button></button>
        <svg role="img" aria-label="A drawing" width="90" height="20">
          <rect width="90" height="20" fill="#777777" /><text y="15" fill="#999999">faint</text>
        </svg>
        <p class="faint">Faint.</p><p class="pale">Below AAA alone.</p>`;
      const [faint, pale] = mistakes.querySelectorAll('p');
      if (faint) faint.style.cssText = 'color: #aaaaaa; background: #ffffff';
      if (pale) pale.style.cssText = 'color: #666666; background: #ffffff';
      document.querySelector('main')?.append(mistakes);
    });
    const problems = (await problemsOf(page)).join('\n');
    for (const expected of [
      /^light: image-alt: /m,
      /^light: button-name: /m,
      /^light: color-contrast: svg text “faint”: #999999 on #777777 is 1\.57:1/m,
      /^dark: color-contrast: \.faint: #aaaaaa on #ffffff is 2\.32:1/m,
      /^dark: \.pale: #666666 on #ffffff is 5\.74:1, and 7:1 is asked for$/m,
    ]) {
      assert.match(problems, expected);
    }
    await close();
  });
});
