import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { linkTo } from '../../src/playground/link.ts';
import { readSamples } from '../../src/playground/samples.ts';
import { bad } from '../unit/blueprints.ts';
import { emptyFolder } from '../unit/cli.ts';
import { browserForTests, openWindow, ownScripts, servedTo } from './browser.ts';
import { dist } from './dist.ts';

const { browser, skip } = await browserForTests();

suite('the playground', { skip }, () => {
  const site = servedTo(browser);
  const folder = emptyFolder();

  async function open(hash = '', options: BrowserContextOptions = {}) {
    const window = await openWindow(browser as Browser, {
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    });
    await window.page.goto(`${site.url}/playground/${hash}`);
    await window.page.locator('blueprint-playground[data-checked]').waitFor();
    return window;
  }
  const editorOf = (page: Page) => page.getByRole('textbox', { name: 'render.yaml' });
  const findingsOf = (page: Page) => page.getByRole('region', { name: 'Findings' });
  const summaryOf = (page: Page, text: string | RegExp) =>
    findingsOf(page).locator('[data-part="summary"]').filter({ hasText: text }).waitFor();
  const said = (page: Page, text: string | RegExp) =>
    page.getByRole('status').filter({ hasText: text }).waitFor();

  async function type(page: Page, text: string) {
    await editorOf(page).focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(text);
  }

  async function paste(page: Page, text: string) {
    await page.evaluate((value) => navigator.clipboard.writeText(value), text);
    await editorOf(page).focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('ControlOrMeta+V');
  }

  test('a bad file is typed, a finding followed, a fix applied, and the link opened by another', async () => {
    const { page, complaints, close } = await open();
    await type(page, bad);
    await summaryOf(page, /^2 errors\./);
    await page.locator('[aria-live]', { hasText: '2 errors.' }).waitFor();

    const finding = findingsOf(page).getByRole('listitem').filter({ hasText: 'buildComand' });
    await finding.first().getByRole('button', { name: 'Go to line 7' }).click();
    const selected = await editorOf(page).evaluate((element: HTMLTextAreaElement) =>
      element.value.slice(element.selectionStart, element.selectionEnd),
    );
    assert.equal(selected, 'buildComand');

    await finding
      .first()
      .getByRole('button', { name: 'Rename buildComand to buildCommand' })
      .click();
    await summaryOf(page, /^1 error\./);
    const fixed = bad.replace('buildComand', 'buildCommand');
    assert.equal(await editorOf(page).inputValue(), fixed);
    await page.getByRole('button', { name: 'Copy a link' }).click();
    await said(page, 'The link is copied');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    assert.deepEqual(complaints, []);
    await close();

    const other = await open(new URL(link).hash);
    assert.equal(await editorOf(other.page).inputValue(), fixed);
    await summaryOf(other.page, /^1 error\./);
    assert.deepEqual(other.complaints, []);
    await other.close();
  });

  test('by keyboard alone: to a finding, to its fix, back, and out of the editor', async () => {
    const { page, complaints, close } = await open();
    await type(page, bad);
    await summaryOf(page, /^2 errors\./);
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('F8');
    await said(page, /^Line 7, column 5: buildComand is not a field/);
    await page.keyboard.press('F8');
    await said(page, /^Line 9, column 30/);
    await page.keyboard.press('F8');
    await said(page, /^Line 7/);
    await page.keyboard.press('ControlOrMeta+.');
    assert.equal(await focused(page), 'Rename buildComand to buildCommand');
    await page.keyboard.press('Enter');
    await said(page, /^Done: Rename buildComand/);
    await summaryOf(page, /^1 error\./);

    await editorOf(page).focus();
    await page.keyboard.press('ControlOrMeta+z');
    await summaryOf(page, /^2 errors\./);
    assert.equal(await editorOf(page).inputValue(), bad);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    assert.ok(await editorOf(page).evaluate((element) => !element.matches(':focus')));
    assert.deepEqual(complaints, []);
    await close();
  });

  test('what fits is offered while a field is typed, and its value after it', async () => {
    const { page, complaints, close } = await open();
    await type(page, 'services:\n  - type: worker\n    name: mail\n');
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('    runt');
    const option = (name: string) => page.locator('.pce-ac-row', { hasText: name }).first();
    await option('runtime').waitFor();
    assert.ok(await editorOf(page).getAttribute('aria-activedescendant'));
    await page.keyboard.press('Enter');
    await option('python').waitFor();
    await page.keyboard.type('pyt');
    await page.keyboard.press('Enter');
    assert.match(await editorOf(page).inputValue(), /\n {4}runtime: python$/);
    assert.equal(await page.getByRole('listbox').count(), 0);

    await page.keyboard.press('Enter');
    await page.keyboard.type('envV');
    await option('envVars').waitFor();
    await page.keyboard.press('Enter');
    assert.match(await editorOf(page).inputValue(), /\n {4}envVars:\n {6}- key: $/);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('the cursor and the pointer are told what a field is', async () => {
    const { page, complaints, close } = await open();
    await type(page, bad);
    await summaryOf(page, /^2 errors\./);
    await page.keyboard.press('F8');
    await page.keyboard.press('F8');
    await page.locator('.about', { hasText: 'maxShutdownDelaySeconds: whole number' }).waitFor();

    const name = await page
      .locator('.pce-line', { hasText: 'buildComand' })
      .locator('.key')
      .boundingBox();
    assert.ok(name);
    await page.mouse.move(name.x + 20, name.y + name.height / 2);
    const help = page.getByRole('tooltip');
    await help.filter({ hasText: 'buildComand is not a field of a worker' }).waitFor();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a file is opened and dropped, and keeps its line breaks', async () => {
    const { page, complaints, close } = await open();
    const windows = bad.replaceAll('\n', '\r\n');
    const file = join(folder, 'windows.yaml');
    writeFileSync(file, windows);
    await page.locator('input[type=file]').setInputFiles(file);
    await said(page, /^windows\.yaml is open, and has not left this browser\./);
    await summaryOf(page, /^2 errors\./);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    const download = await downloading;
    assert.equal(download.suggestedFilename(), 'windows.yaml');
    assert.equal(readFileSync(await download.path(), 'utf8'), windows);
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await said(page, 'Copied.');
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), windows);

    await editorOf(page).focus();
    await page.keyboard.press('ControlOrMeta+z');
    await summaryOf(page, /^1 warning/);

    const drop = (bytes: number[], name: string) =>
      page.locator('blueprint-playground').evaluate(
        (element, [content, title]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([new Uint8Array(content)], title));
          element.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
        },
        [bytes, name] as const,
      );
    await drop([...Buffer.from(bad)], 'dropped.yaml');
    await said(page, /^dropped\.yaml is open/);
    await summaryOf(page, /^2 errors\./);
    await drop([0xff, 0xfe, 0x41], 'strange.yaml');
    await said(page, 'strange.yaml is not UTF-8 text.');
    assert.equal(await editorOf(page).inputValue(), bad);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('the picker opens an example and a mistake', async () => {
    const { page, complaints, close } = await open();
    const samples = readSamples(join(dist, '..'));
    for (const id of ['celery', 'celery/default', 'shared-broker']) {
      const sample = samples.find((candidate) => candidate.id === id);
      assert.ok(sample);
      await page.getByLabel('Open an example').selectOption(id);
      await said(page, `${sample.title} is open.`);
      assert.equal(await editorOf(page).inputValue(), sample.text);
    }
    await findingsOf(page).getByRole('link', { name: 'shared-broker' }).waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });

  test('what the file wires is drawn beside it, follows it, and leads back', async () => {
    const { page, complaints, close } = await open();
    const picture = page.getByRole('img', { name: 'What this Blueprint wires' });
    await picture.getByText('queue', { exact: true }).waitFor();
    await type(page, (await editorOf(page).inputValue()).replaceAll('queue', 'orders-broker'));
    await picture.getByText('orders-broker', { exact: true }).click();
    const { line, isFocused } = await editorOf(page).evaluate((element: HTMLTextAreaElement) => ({
      line: element.value.slice(0, element.selectionStart).split('\n').length,
      isFocused: element.matches(':focus'),
    }));
    assert.deepEqual([line, isFocused], [16, true]);
    await page.getByText('In words').click();
    await page.locator('[data-part="words"]', { hasText: 'orders-broker' }).waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });

  test('all safe fixes at once', async () => {
    const { page, close } = await open();
    const finding = findingsOf(page).getByRole('listitem').first();
    assert.equal(
      (await finding.locator('ins').textContent())?.trim(),
      'maxmemoryPolicy: noeviction',
    );
    await finding.getByText('Why', { exact: true }).click();
    await finding.getByText('A Key Value instance that holds jobs may evict them.').waitFor();
    await page.getByRole('button', { name: 'Apply all safe fixes' }).click();
    await said(page, '1 fixed. Undo takes it back.');
    await summaryOf(page, /^Nothing found/);
    assert.match(await editorOf(page).inputValue(), /maxmemoryPolicy: noeviction/);
    await close();
  });

  test('a bad link says what is wrong with it, and the editor works', async () => {
    for (const [hash, problem] of [
      ['#2.abc', 'This link is of version 2'],
      ['#1.abc', 'This link is damaged or cut off'],
    ]) {
      const { page, complaints, close } = await open(hash);
      await said(page, problem as string);
      await type(page, bad);
      await summaryOf(page, /^2 errors\./);
      assert.deepEqual(complaints, []);
      await close();
    }
  });

  test('a draft survives a reload, also where it began as a link', async () => {
    const link = await linkTo(bad);
    const { page, close } = await open(new URL(link, 'http://site.invalid').hash);
    await summaryOf(page, /^2 errors\./);
    await editorOf(page).focus();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('    domains: []');
    assert.equal(new URL(page.url()).hash, '');
    await page.reload();
    await page.locator('blueprint-playground[data-checked]').waitFor();
    assert.match(await editorOf(page).inputValue(), /domains: \[\]$/);

    await page.goto(`${site.url}/operate/scaling/`);
    await page.goto(site.url + link);
    await said(page, 'The file of the link is open. Undo brings back what was there.');
    assert.equal(await editorOf(page).inputValue(), bad);
    await editorOf(page).focus();
    await page.keyboard.press('ControlOrMeta+z');
    assert.match(await editorOf(page).inputValue(), /domains: \[\]$/);
    await close();
  });

  test('5,000 lines are edited and checked; what is hostile is refused with a sentence', async () => {
    const { page, complaints, close } = await open();
    const service = (n: number) => bad.replace('services:\n', '').replace('mail', `mail-${n}`);
    const long = `services:\n${Array.from({ length: 625 }, (_, n) => service(n)).join('')}`;
    assert.ok(long.split('\n').length > 5_000);
    await paste(page, long);
    await summaryOf(page, /^1250 errors\./);
    await page.getByText('And 1150 more').waitFor();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('    numInstances: 0');
    await summaryOf(page, /^1251 errors\./);

    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [name, of] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf', 'hg'].map((pair) => [...pair])) {
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${of}`).join(', ')}]`);
    }
    await paste(page, bomb.join('\n'));
    await findingsOf(page)
      .getByText(/aliases/)
      .first()
      .waitFor();

    const file = join(folder, 'large.yaml');
    writeFileSync(file, '# a comment\n'.repeat(900_000));
    await page.locator('input[type=file]').setInputFiles(file);
    await said(page, /^large\.yaml has 10\.8 MB, more than the editor takes\./);
    await editorOf(page).evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', 'x: 1\n'.repeat(2_000_000));
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    });
    await said(page, /^This text has 10,000,000 characters/);
    assert.equal(await editorOf(page).inputValue(), bomb.join('\n'));
    assert.deepEqual(complaints, []);
    await close();
  });

  test('on a phone, with reduced motion, by touch', async () => {
    const { page, complaints, close } = await open('', {
      viewport: { width: 375, height: 800 },
      hasTouch: true,
      isMobile: true,
      reducedMotion: 'reduce',
    });
    await findingsOf(page)
      .getByRole('button', { name: /^Set maxmemoryPolicy/ })
      .tap();
    await summaryOf(page, /^Nothing found/);
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 375);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('without JavaScript the page says what to do instead', async () => {
    const { page, close } = await openWindow(browser as Browser, { javaScriptEnabled: false });
    await page.goto(`${site.url}/playground/`);
    await page.getByText('The editor needs JavaScript.').waitFor();
    await page.getByRole('heading', { name: 'Keys' }).waitFor();
    await close();
  });

  test('its own JavaScript is at most 150 kB of brotli, the engine and its worker included', async () => {
    const addresses = { own: '/playground/', other: '/operate/scaling/' };
    const { paths, bytes } = await ownScripts(browser as Browser, site.url, addresses);
    assert.ok(
      paths.some((path) => path.includes('worker')),
      paths.join(', '),
    );
    assert.ok(bytes <= 150_000, `${bytes} bytes in ${paths.join(', ')}`);
  });
});

/** What a screen reader calls the element that has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
}
