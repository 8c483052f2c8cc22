import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { suite } from 'node:test';
import { unzipSync } from 'fflate';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { questions } from '../../src/builder/answers.ts';
import { readLink } from '../../src/playground/link.ts';
import { folderOf, run } from '../unit/cli.ts';
import { browserForTests, openWindow, ownScripts, servedTo } from './browser.ts';

/** What the page may load of JavaScript that no other page does, in bytes after Brotli. */
const MOST_BYTES = 90_000;

const [framework] = questions;
assert.ok(framework?.kind === 'choice' && framework.id === 'framework');

const { browser, skip } = await browserForTests();

/** The script in which a project is made. */
const worker = /\/_astro\/worker-[^/]*\.js$/;

suite('the builder in a browser', { skip }, () => {
  const site = servedTo(browser);

  test('the page loads little JavaScript that other pages do not, and the zip only on demand', async () => {
    const addresses = { own: '/build/', other: '/guides/examples/' };
    const { paths, bytes } = await ownScripts(browser as Browser, site.url, addresses);
    assert.ok(
      paths.some((path) => worker.test(path)),
      paths.join(', '),
    );
    assert.ok(bytes < MOST_BYTES, `${bytes} bytes in ${paths.join(', ')}`);
    assert.ok(!paths.some((path) => /\/zip\./.test(path)), paths.join(', '));
  });

  async function open(query = '', options: BrowserContextOptions = {}) {
    const size = { viewport: { width: 1440, height: 900 } };
    const opened = await openWindow(browser as Browser, { ...size, ...options });
    await opened.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await opened.page.goto(`${site.url}/build/${query}`);
    if (options.javaScriptEnabled !== false) await hasProject(opened.page);
    return opened;
  }

  for (const { value, label } of framework.options) {
    test(`${label}: from answers to a checked project`, async () => {
      const { page, complaints, close } = await open();
      await page.getByLabel('Framework').selectOption({ label });
      await page.getByLabel('Longest job').fill('120');
      await page.getByLabel('Jobs at the peak').fill('2000');
      await page.getByLabel('It mostly computes').check();
      await page.getByLabel('Region').selectOption('Frankfurt');
      await page.waitForURL(/region=frankfurt/);
      await hasProject(page);
      const blueprint = await openFile(page);
      assert.match(blueprint, /region: frankfurt/);

      const files = await download(page);
      assert.equal(files[`${value}/render.yaml`], blueprint);
      const { status, stdout, stderr } = run(folderOf(files), ['check', '.']);
      assert.equal(stderr, '');
      assert.equal(status, 0, stdout);
      assert.match(stdout, /^1 file checked: no findings/m);

      await page.getByRole('button', { name: 'Copy this file' }).click();
      await page.getByText('Copied render.yaml.').first().waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), blueprint);

      const link = page.getByRole('link', { name: 'Open render.yaml in the playground' });
      const { hash } = new URL((await link.getAttribute('href')) ?? '', site.url);
      assert.deepEqual(await readLink(hash), { text: blueprint });

      const second = await open(new URL(page.url()).search);
      assert.equal(await openFile(second.page), blueprint);
      assert.equal(await second.page.getByLabel('Framework').inputValue(), value);
      assert.equal(await second.page.getByLabel('Longest job').inputValue(), '120');
      assert.ok(await second.page.getByLabel('It mostly computes').isChecked());

      assert.deepEqual([...complaints, ...second.complaints], []);
      await second.close();
      await close();
    });
  }

  test('by keyboard alone, and the focus stays where it is', async () => {
    const { page, complaints, close } = await open();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name'));
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 60; presses += 1) {
        if ((await focused()) === name) return;
        await page.keyboard.press('Tab');
      }
      assert.fail(`Tab never reaches ${name}`);
    };
    await tabTo('framework');
    await page.keyboard.type('Bull');
    await tabTo('producer');
    await page.keyboard.press('ArrowDown');
    await tabTo('longestSeconds');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('90');
    await page.waitForURL(/framework=bullmq&producer=cron&longestSeconds=90/);
    await hasProject(page);
    assert.equal(await focused(), 'longestSeconds');
    const live = page.locator('[data-part="live"]');
    await page.waitForFunction(
      (node) => /^Project updated: \d+ worker instances?, .*\$\d+/.test(node?.textContent ?? ''),
      await live.elementHandle(),
    );

    await page.getByRole('tab', { name: 'render.yaml' }).focus();
    await page.keyboard.press('ArrowRight');
    const readme = page.getByRole('tab', { name: 'README.md' });
    assert.equal(await readme.getAttribute('aria-selected'), 'true');
    assert.match(await openFile(page), /^# /);
    await page.keyboard.press('End');
    assert.equal(
      await page.getByRole('tab', { selected: true }).textContent(),
      await page.getByRole('tab').last().textContent(),
    );

    await page.getByRole('button', { name: 'Download as a zip' }).focus();
    const [taken] = await Promise.all([
      page.waitForEvent('download'),
      page.keyboard.press('Enter'),
    ]);
    assert.equal(taken.suggestedFilename(), 'bullmq.zip');
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a value that cannot be says so beside its field, and what is taken instead', async () => {
    const { page, complaints, close } = await open();
    const field = page.getByLabel('Longest job');
    await field.fill('0');
    const error = page.locator('#longestSeconds-error');
    await error.waitFor();
    assert.match((await error.textContent()) ?? '', /whole number from 1 to/);
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    assert.match((await field.getAttribute('aria-describedby')) ?? '', /longestSeconds-error/);
    await field.fill('60');
    await error.waitFor({ state: 'hidden' });
    assert.equal(await field.getAttribute('aria-invalid'), null);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('an answer that is given before the tool has loaded stays', async () => {
    const { page, close } = await openWindow(browser as Browser);
    const { promise, resolve } = Promise.withResolvers<void>();
    await page.route(/\/_astro\/start\.[^/]*\.js$/, async (route) => {
      await promise;
      await route.continue();
    });
    await page.goto(`${site.url}/build/`);
    await page.getByLabel('Longest job').fill('120');
    assert.equal(new URL(page.url()).search, '');
    resolve();
    await page.waitForURL(/longestSeconds=120/);
    assert.equal(await page.getByLabel('Longest job').inputValue(), '120');
    await hasProject(page);
    await close();
  });

  test('an address with nonsense still gives a project, and says what it did not understand', async () => {
    const { page, complaints, close } = await open('?colour=red&jobsPerHour=many');
    await page.getByText('There is no question colour.').waitFor();
    assert.match((await page.locator('#jobsPerHour-error').textContent()) ?? '', /many/);
    assert.match(await openFile(page), /^services:/m);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a screen reader hears of changes at most once a second', async () => {
    const { page, close } = await open();
    await page.evaluate(() => {
      const times: number[] = [];
      Object.assign(window, { times });
      const live = document.querySelector('[data-part="live"]') as Node;
      const note = () => times.push(performance.now());
      new MutationObserver(note).observe(live, { childList: true, characterData: true });
    });
    for (let jobs = 3000; jobs < 9000; jobs += 500) {
      await page.getByLabel('Jobs at the peak').fill(String(jobs));
      await page.waitForURL(new RegExp(`jobsPerHour=${jobs}`));
    }
    await page.waitForTimeout(1200);
    const times = await page.evaluate(() => (window as unknown as { times: number[] }).times);
    assert.ok(times.length >= 2, `${times.length} announcements`);
    for (const [index, time] of times.slice(1).entries()) {
      assert.ok(time - (times[index] as number) > 950, times.join(' '));
    }
    await close();
  });

  test('files that do not load are said to be missing, and can be asked for again', async () => {
    const { page, close } = await open();
    await page.route('**/build/rq.json', (route) => route.abort());
    await page.getByLabel('Framework').selectOption('rq');
    const failure = page.getByRole('alert');
    await failure.getByText('did not load').waitFor();
    assert.equal(await failure.getByRole('link').getAttribute('href'), '/examples/rq.zip');
    await page.unroute('**/build/rq.json');
    await failure.getByRole('button', { name: 'Try again' }).click();
    await failure.waitFor({ state: 'hidden' });
    assert.match(await openFile(page), /rq-worker/);
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'file');
    await close();
  });

  test('the part that makes the project is asked for again after it did not load', async () => {
    const { page, close } = await openWindow(browser as Browser);
    await page.route(worker, (route) => route.abort());
    await page.goto(`${site.url}/build/`);
    const failure = page.getByRole('alert');
    await failure.getByText('A part of the builder did not load.').waitFor();
    assert.equal(await failure.getByRole('link').getAttribute('href'), '/examples/celery.zip');
    await page.unroute(worker);
    await failure.getByRole('button', { name: 'Try again' }).click();
    await failure.waitFor({ state: 'hidden' });
    await hasProject(page);
    await close();
  });

  test('on a slow network the project comes late, and is not given up', async () => {
    const { page, close } = await openWindow(browser as Browser);
    const { promise, resolve } = Promise.withResolvers<void>();
    await page.route(worker, async (route) => {
      await promise;
      await route.continue();
    });
    await page.clock.install();
    const files = page.waitForResponse('**/build/celery.json');
    await page.goto(`${site.url}/build/`);
    await (await files).finished();
    for (let minute = 0; minute < 5; minute += 1) {
      await page.waitForTimeout(300);
      await page.clock.fastForward(60_000);
      assert.equal(await page.getByRole('alert').count(), 0);
    }
    resolve();
    await hasProject(page);
    await close();
  });

  test('a project that the check finds something in is no download, and says whose fault it is', async () => {
    const { page, complaints, close } = await open();
    await page.route('**/build/bullmq.json', async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replaceAll('node src/worker.ts', 'npm start');
      await route.fulfill({ response, body });
    });
    await page.getByLabel('Framework').selectOption('bullmq');
    const defect = page.getByRole('alert');
    await defect.getByText('defect of the builder').waitFor();
    assert.match((await defect.textContent()) ?? '', /\[signal-swallowed\]/);
    assert.equal(await page.getByRole('button', { name: 'Download as a zip' }).isVisible(), false);
    await page.getByLabel('Framework').selectOption('celery');
    await defect.waitFor({ state: 'hidden' });
    assert.ok(await page.getByRole('button', { name: 'Download as a zip' }).isVisible());
    assert.deepEqual(complaints, []);
    await close();
  });

  test('without JavaScript the page says what to do, and shows no form that does nothing', async () => {
    const { page, complaints, close } = await open('', { javaScriptEnabled: false });
    assert.ok(await page.getByRole('heading', { name: 'Build a worker' }).isVisible());
    assert.ok(await page.getByRole('link', { name: 'an example', exact: true }).isVisible());
    assert.ok(await page.getByRole('link', { name: 'Celery', exact: true }).first().isVisible());
    assert.ok(await page.getByRole('heading', { name: 'How the arithmetic works' }).isVisible());
    assert.equal(await page.locator('.builder').isVisible(), false);
    assert.deepEqual(complaints, []);
    await close();
  });
});

/** Waits until the project of the last answers is there. */
async function hasProject(page: Page): Promise<void> {
  await page.locator('[data-part="output"]:not([aria-busy])').waitFor();
  await page.locator('#file [data-line]').first().waitFor();
}

/** The text of the file that is open. */
function openFile(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll('#file [data-line]')].map((line) => line.textContent).join(''),
  );
}

/** The files of the zip that the page makes. */
async function download(page: Page): Promise<Record<string, string>> {
  const [taken] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as a zip' }).click(),
  ]);
  const decoder = new TextDecoder();
  const unzipped = unzipSync(readFileSync(await taken.path()));
  return Object.fromEntries(
    Object.entries(unzipped).map(([path, content]) => [path, decoder.decode(content)]),
  );
}
