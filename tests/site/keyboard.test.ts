import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import type { Page } from 'playwright-core';
import { browserForTests, openStill, servedTo, toolsReady } from './browser.ts';

const { browser, skip } = await browserForTests();

/** More stops than any page has. */
const MOST_STOPS = 600;

suite('by keyboard', { skip }, () => {
  const site = servedTo(browser);

  const open = (address: string, width = 1280) => openStill(browser, site.url + address, width);

  for (const [address, width] of [
    ['/', 1280],
    ['/', 320],
    ['/frameworks/celery/', 1280],
    ['/frameworks/celery/', 320],
    ['/understand/worker-cron-or-workflow/', 1280],
    ['/build/', 1280],
    ['/build/', 320],
    ['/playground/', 1280],
    ['/404.html', 1280],
  ] as const) {
    test(`Tab walks through ${address} at ${width} px in its order, and each stop is seen`, async (t) => {
      const { page, close } = await open(address, width);
      await settled(page);
      const expected = await noteStops(page);
      const problems: string[] = [];
      const walked: string[] = [];
      for (let presses = 0; presses < MOST_STOPS; presses += 1) {
        await page.keyboard.press('Tab');
        const stop = await currentStop(page);
        if (!stop) break;
        walked.push(stop.name);
        problems.push(...stop.problems.map((problem) => `${stop.name}: ${problem}`));
        // The editor keeps Tab to itself until Escape is pressed, as it says below itself.
        if (stop.keepsTab) await page.keyboard.press('Escape');
      }
      assert.deepEqual(problems, []);
      assert.deepEqual(walked, expected);
      assert.ok(walked.length > 5, walked.join(', '));
      t.diagnostic(`${walked.length} stops`);
      await close();
    });
  }

  test('the first stop skips to the text', async () => {
    const { page, close } = await open('/operate/scaling/');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to content' });
    assert.ok(await skip.evaluate((link) => link.matches(':focus')));
    assert.ok(await skip.isVisible());
    await page.keyboard.press('Enter');
    await page.waitForURL(/#_top$/);
    await page.keyboard.press('Tab');
    const isInText = () => page.evaluate(() => document.activeElement?.closest('main') !== null);
    assert.ok(await isInText());
    await close();
  });

  test('the search box keeps the focus inside, and Escape gives it back', async () => {
    const { page, close } = await open('/operate/scaling/');
    const opener = page.getByRole('button', { name: 'Search' });
    await opener.focus();
    await page.keyboard.press('Enter');
    const query = page.getByRole('searchbox');
    await query.fill('sidekiq');
    await page.locator('.results a').first().waitFor();
    const links = await page.locator('handbook-search dialog a:visible').count();
    const problems: string[] = [];
    // Beyond the last link comes the browser itself, and then the box again.
    for (let presses = 0; presses < links + 6; presses += 1) {
      await page.keyboard.press('Tab');
      const isInside = await page.evaluate(
        () =>
          document.activeElement === document.body ||
          document.activeElement?.closest('dialog') !== null,
      );
      if (!isInside) problems.push(`press ${presses} leaves the box`);
      problems.push(...((await currentStop(page))?.problems ?? []));
    }
    assert.deepEqual(problems, []);
    await page.keyboard.press('Escape');
    await query.waitFor({ state: 'hidden' });
    assert.ok(await opener.evaluate((button) => button.matches(':focus')));
    await close();
  });

  test('the menu of a phone opens, is walked through, and Escape gives the focus back', async () => {
    const { page, close } = await open('/operate/scaling/', 320);
    const opener = page.getByRole('button', { name: 'Menu' });
    await opener.focus();
    await page.keyboard.press('Enter');
    const menu = page.locator('#starlight__sidebar');
    await menu.waitFor();
    await page.keyboard.press('Tab');
    assert.ok(await menu.evaluate((element) => element.contains(document.activeElement)));
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    assert.ok(await opener.evaluate((button) => button.matches(':focus')));
    await close();
  });

  test('the table of contents of a phone opens and leads on', async () => {
    const { page, close } = await open('/operate/scaling/', 320);
    await page.locator('#starlight__mobile-toc > summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const href = await page.evaluate(() => document.activeElement?.getAttribute('href'));
    assert.match(href ?? '', /^#/);
    await page.keyboard.press('Escape');
    const isFolded = await page
      .locator('#starlight__mobile-toc')
      .evaluate((details: HTMLDetailsElement) => !details.open);
    assert.ok(isFolded);
    await close();
  });

  test('what scrolls sideways is a stop as long as it does', async () => {
    const { page, close } = await open('/frameworks/', 320);
    const stops = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('.sl-markdown-content :is(table, pre)')].map((element) => ({
          scrolls: element.scrollWidth > element.clientWidth,
          isStop: element.getAttribute('tabindex') === '0',
        })),
      );
    await settled(page);
    const narrow = await stops();
    assert.ok(narrow.some(({ scrolls }) => scrolls));
    for (const { scrolls, isStop } of narrow) assert.equal(isStop, scrolls);
    await page.locator('.sl-markdown-content table').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(
      () => (document.querySelector('.sl-markdown-content table')?.scrollLeft ?? 0) > 0,
    );
    await page.setViewportSize({ width: 1920, height: 900 });
    await settled(page);
    for (const { scrolls, isStop } of await stops()) assert.equal(isStop, scrolls);
    await close();
  });

  test('a stop that nothing marks, or that is covered, is a problem', async () => {
    const { page, close } = await open('/guides/cron-jobs/');
    await settled(page);
    await page.evaluate(() => {
      const stray = document.createElement('div');
      stray.innerHTML =
        '<button class="unmarked">Unmarked</button><button class="below">Below</button>';
      const [unmarked, below] = stray.querySelectorAll('button');
      if (unmarked) unmarked.style.outline = 'none';
      if (below) below.style.cssText = 'position: fixed; top: 0; z-index: -1';
      document.querySelector('main')?.prepend(stray);
    });
    await noteStops(page);
    const problemsAt = async (name: string) => {
      await page.locator(name).focus();
      return (await currentStop(page))?.problems;
    };
    assert.deepEqual(await problemsAt('.unmarked'), ['nothing marks it']);
    assert.deepEqual(await problemsAt('.below'), ['it is covered']);
    await close();
  });
});

/** Waits until the tools show what they begin with, and what scrolls has become a stop. */
async function settled(page: Page): Promise<void> {
  await toolsReady(page);
  // The size of what is observed is told before the next frame is drawn.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

/**
 * Notes how each stop looks without the focus.
 *
 * @returns the stops that there should be, in the order of the document
 */
function noteStops(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex], .editor',
    );
    const radios = new Set<string>();
    const stops = [...all].filter((element) => {
      if (element.tabIndex < 0 && !element.matches('.editor')) return false;
      if (element.matches(':disabled, [inert] *')) return false;
      if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) {
        return false;
      }
      if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
      // A group is one stop: what is chosen in it, or the first.
      const group = [...document.getElementsByName(element.name)] as HTMLInputElement[];
      const chosen = group.find(({ checked }) => checked) ?? group[0];
      return chosen === element && !radios.has(element.name) && radios.add(element.name);
    });
    const looks = new Map<Element, string>();
    const named = (element: Element) => {
      const text = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
      return `${element.tagName.toLowerCase()} ${element.id || element.className || ''} ${text}`
        .replace(/\s+/g, ' ')
        .slice(0, 80);
    };
    // What marks a field may be its frame.
    const lookOf = (element: Element) =>
      [element, element.parentElement, element.parentElement?.parentElement]
        .filter((one) => one instanceof Element)
        .map((one) => {
          const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor } =
            getComputedStyle(one);
          const outline = outlineStyle === 'none' ? '' : outlineStyle + outlineWidth + outlineColor;
          return [outline, boxShadow, borderColor].join();
        })
        .join('; ');
    for (const element of stops) looks.set(element, lookOf(element));
    Object.assign(window, { stops: { looks, lookOf, named } });
    return stops.map(named);
  });
}

interface Stop {
  name: string;
  problems: string[];
  /** Whether Tab does something in it. */
  keepsTab: boolean;
}

/** What has the focus, with what is wrong with it; undefined if nothing of the page has it. */
function currentStop(page: Page): Promise<Stop | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return undefined;
    const { stops } = window as unknown as {
      stops?: {
        looks: Map<Element, string>;
        lookOf(element: Element): string;
        named(element: Element): string;
      };
    };
    const problems: string[] = [];
    const before = stops?.looks.get(element);
    if (stops && before === stops.lookOf(element)) problems.push('nothing marks it');
    const box = element.getBoundingClientRect();
    const isInside =
      box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    if (!isInside)
      problems.push(`it is out of sight, at ${Math.round(box.x)}, ${Math.round(box.y)}`);
    // The middle of what of it is in sight.
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const rows = [...element.getClientRects()];
    const points = [
      { x, y },
      ...rows.map((row) => ({ x: row.x + row.width / 2, y: row.y + row.height / 2 })),
    ];
    const isSeen = points.some((point) => {
      const top = document.elementFromPoint(point.x, point.y);
      return (
        top &&
        (element.contains(top) || top.contains(element) || top.closest('label')?.contains(element))
      );
    });
    if (isInside && !isSeen) problems.push('it is covered');
    return {
      name: stops?.named(element) ?? '',
      problems,
      keepsTab: element.matches('.editor'),
    };
  });
}
