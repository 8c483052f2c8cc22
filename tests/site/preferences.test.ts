import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { browserForTests, openWindow, servedTo } from './browser.ts';

const { browser, skip } = await browserForTests();

suite('what a reader prefers', { skip }, () => {
  const site = servedTo(browser);

  async function open(address: string, options: Parameters<typeof openWindow>[1]) {
    const size = { viewport: { width: 1280, height: 900 } };
    const window = await openWindow(browser as Browser, { ...size, ...options });
    await window.page.goto(site.url + address);
    return window;
  }

  for (const address of [
    '/',
    '/frameworks/celery/',
    '/build/',
    '/playground/',
    '/reference/rules/',
  ]) {
    test(`less motion on ${address}: nothing moves by itself, glides or fades`, async () => {
      const { page, close } = await open(address, { reducedMotion: 'reduce' });
      await openAll(page);
      assert.deepEqual(await moving(page), []);
      await close();
    });
  }

  test('less motion in the builder: what changed is marked without an animation', async () => {
    const { page, close } = await open('/build/', { reducedMotion: 'reduce' });
    await page.locator('#file [data-line]').first().waitFor();
    await page.getByLabel('Longest job').fill('90');
    const changed = page.locator('.builder .changed').first();
    await changed.waitFor();
    assert.deepEqual(await moving(page), []);
    const { backgroundColor } = await styleOf(page, '.builder .changed', ['backgroundColor']);
    assert.notEqual(backgroundColor, 'rgba(0, 0, 0, 0)');
    await close();
  });

  test('whoever prefers nothing sees what changed fade', async () => {
    const { page, close } = await open('/build/', { reducedMotion: 'no-preference' });
    await page.locator('#file [data-line]').first().waitFor();
    await page.getByLabel('Longest job').fill('90');
    await page.locator('.builder .changed').first().waitFor();
    assert.ok((await moving(page)).length > 0);
    await close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    const forced = { forcedColors: 'active', colorScheme } as const;

    test(`forced colours, ${colorScheme}: a picture of what is wired has the reader’s`, async () => {
      const { page, close } = await open('/frameworks/celery/', forced);
      const { text, ground } = await systemColours(page);
      const picture = '.topology-picture';
      assert.equal((await styleOf(page, `${picture} .card rect`, ['fill'])).fill, ground);
      assert.equal((await styleOf(page, `${picture} .card rect`, ['stroke'])).stroke, text);
      assert.equal((await styleOf(page, `${picture} .card .name`, ['fill'])).fill, text);
      assert.equal((await styleOf(page, `${picture} .card .type`, ['fill'])).fill, text);
      assert.equal((await styleOf(page, `${picture} .wire path`, ['stroke'])).stroke, text);
      assert.equal((await styleOf(page, `${picture} .wire .head`, ['fill'])).fill, text);
      assert.equal((await styleOf(page, `${picture} .wire rect`, ['fill'])).fill, ground);
      await close();
    });

    test(`forced colours, ${colorScheme}: bars have an edge, and the legend has its colours`, async () => {
      const { page, close } = await open('/frameworks/celery/', forced);
      const { text, ground } = await systemColours(page);
      const bars = page.locator('.timeline .wide svg rect:not([opacity="0.1"])');
      assert.ok((await bars.count()) > 0);
      for (const stroke of await bars.evaluateAll((all) =>
        all.map((bar) => getComputedStyle(bar).stroke),
      )) {
        assert.equal(stroke, text);
      }
      const swatches = await page
        .locator('.timeline .swatch')
        .evaluateAll((all) => all.map((swatch) => getComputedStyle(swatch).backgroundColor));
      assert.ok(new Set(swatches).size > 1);
      assert.ok(!swatches.includes(ground), swatches.join(', '));
      await close();
    });
  }

  const forced = { forcedColors: 'active', colorScheme: 'dark' } as const;

  test('forced colours: the open file of the builder stands out, and the lines with a note', async () => {
    const { page, close } = await open('/build/', forced);
    await page.locator('#file [data-line]').first().waitFor();
    const borderOf = async (selector: string) =>
      (await styleOf(page, selector, ['borderInlineStartColor'])).borderInlineStartColor;
    const tab = '.builder .files > [role="tab"]';
    assert.notEqual(
      await borderOf(`${tab}[aria-selected="true"]`),
      await borderOf(`${tab}[aria-selected="false"]`),
    );
    assert.notEqual(
      await borderOf('.builder pre.noted'),
      await borderOf('.builder pre:not(.noted)'),
    );
    await close();
  });

  test('forced colours: a mistake on the home page is marked, and a line without one is not', async () => {
    const { page, close } = await open('/', forced);
    const borderOf = async (selector: string) =>
      (await styleOf(page, selector, ['borderInlineStartColor'])).borderInlineStartColor;
    assert.notEqual(
      await borderOf('.checked .until'),
      await borderOf('.checked .line:not(.until, .once)'),
    );
    await close();
  });

  test('forced colours: the page and the section that are open, and the copy button', async () => {
    const { page, close } = await open('/frameworks/celery/', forced);
    for (const current of ['.sidebar-content a[aria-current]', 'starlight-toc a[aria-current]']) {
      const { outlineStyle } = await styleOf(page, current, ['outlineStyle']);
      assert.equal(outlineStyle, 'solid', current);
    }
    const icon = await page
      .locator('.copy button')
      .first()
      .evaluate((button) => getComputedStyle(button, '::after').backgroundColor);
    const { ground } = await systemColours(page);
    assert.notEqual(icon, ground);
    await close();
  });

  test('forced colours: findings and their lines are told by more than colour', async () => {
    const { page, close } = await open('/playground/', forced);
    const finding = page.locator('.finding').first();
    await finding.waitFor();
    assert.equal(await finding.locator('strong').first().textContent(), 'warning');
    const number = await page
      .locator('.pce-line[data-severity]')
      .first()
      .evaluate((line) => getComputedStyle(line, '::before').textDecorationLine);
    assert.equal(number, 'underline');
    const added = await page
      .locator('.preview ins')
      .first()
      .evaluate((line) => getComputedStyle(line, '::before').content);
    assert.equal(added, '"+ "');
    await close();
  });
});

async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.setAttribute('open', '');
  });
}

/** Animations that run, and elements that would glide, fade or scroll smoothly. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const running = document
      .getAnimations()
      .map((animation) => `animation of ${(animation.effect as KeyframeEffect).target?.tagName}`);
    const gliding = [...document.querySelectorAll('*')].flatMap((element) =>
      [undefined, '::before', '::after'].flatMap((part) => {
        const { transitionDuration, transitionProperty, animationName, scrollBehavior } =
          getComputedStyle(element, part);
        const takes = transitionDuration.split(', ').some((time) => Number.parseFloat(time) > 0);
        const glides = takes && transitionProperty !== 'none';
        return glides || animationName !== 'none' || scrollBehavior === 'smooth'
          ? [`${element.tagName}.${element.className}${part ?? ''}`]
          : [];
      }),
    );
    return [...running, ...new Set(gliding)];
  });
}

/** The computed values of the first element that a selector finds. */
function styleOf<Name extends keyof CSSStyleDeclaration & string>(
  page: Page,
  selector: string,
  names: Name[],
): Promise<Record<Name, string>> {
  return page
    .locator(selector)
    .first()
    .evaluate((element, wanted) => {
      const style = getComputedStyle(element);
      return Object.fromEntries(wanted.map((name) => [name, String(style[name])])) as Record<
        Name,
        string
      >;
    }, names);
}

/** The colours that the reader's system gives to text, and to what is behind it. */
function systemColours(page: Page): Promise<{ text: string; ground: string }> {
  return page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('div'));
    probe.style.cssText = 'color: CanvasText; background-color: Canvas';
    const { color, backgroundColor } = getComputedStyle(probe);
    probe.remove();
    return { text: color, ground: backgroundColor };
  });
}
