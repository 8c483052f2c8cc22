import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import { endings, fileWithout, mistakes } from '../../src/components/checked-example.ts';
import { browserForTests, servedTo } from './browser.ts';

const { browser, skip } = await browserForTests();

suite('the example of the home page in a browser', { skip }, () => {
  const site = servedTo(browser);

  // It works by CSS alone, so it has to without JavaScript.
  test('shows the file and the deploy that go with the ticked fixes, and says when none is left', async () => {
    const context = await browser?.newContext({ javaScriptEnabled: false });
    assert.ok(context);
    const page = await context.newPage();
    await page.goto(site.url);
    const example = page.locator('.checked');
    const mended = new Set<(typeof mistakes)[number]>();
    const outcomes = new Map(
      endings().map(({ hearsSignal, hasDelay, outcome }) => [
        `${hearsSignal} ${hasDelay}`,
        outcome,
      ]),
    );
    assert.equal(outcomes.size, 4);

    const holds = async () => {
      const file = await example.locator('pre').innerText();
      // An empty line has a space, or it would have no height.
      assert.equal(file.replaceAll(/ +$/gm, ''), fileWithout(mended).trimEnd());
      const shown = await example.locator('.ending .title:visible').allInnerTexts();
      const ending = `${mended.has('signal-swallowed')} ${mended.has('shutdown-delay')}`;
      assert.deepEqual(shown, [`A deploy. ${outcomes.get(ending)}`]);
      assert.equal(
        await example.getByText('No findings.').isVisible(),
        mended.size === mistakes.length,
      );
    };
    await holds();
    for (const mistake of mistakes) {
      await example.locator(`[data-mends="${mistake}"]`).check();
      mended.add(mistake);
      await holds();
    }
    await example.locator('[data-mends="signal-swallowed"]').uncheck();
    mended.delete('signal-swallowed');
    await holds();
    await context.close();
  });
});
