import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { dist } from './dist.ts';
import { type Site, startSite } from './server.ts';

/** How to get the browser on the systems where it is one command. */
const install = 'apt-get install chromium (or install Google Chrome)';

/**
 * Starts a Chromium that the system has: Debian's, or Google Chrome where that is installed.
 *
 * @param more arguments of the command
 * @returns undefined if there is none
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser | undefined> {
  const args = [
    '--disable-background-networking',
    '--disable-component-update',
    '--no-first-run',
    ...more,
  ];
  // Chromium's sandbox refuses to run as root, as which CI runs.
  const options = { args, chromiumSandbox: process.getuid?.() !== 0 };
  for (const which of [{ executablePath: '/usr/bin/chromium' }, { channel: 'chrome' }]) {
    try {
      return await chromium.launch({ ...options, ...which });
    } catch (error) {
      const isMissing = /(?:is not found at|executable doesn't exist|ENOENT)/i;
      if (!isMissing.test((error as Error).message)) throw error;
    }
  }
  return undefined;
}

/**
 * A browser for the tests of a file, and why they are skipped if there is none. Where nothing may be
 * skipped, a test fails in their place.
 */
export async function browserForTests(): Promise<{
  browser: Browser | undefined;
  skip: string | false;
}> {
  const browser = await launchBrowser();
  if (browser) return { browser, skip: false };
  const skip = `no Chromium here; install it with: ${install}`;
  if (process.env['RENDER_WORKERS_REQUIRE'] === 'all') {
    test('a browser is there', () => assert.fail(skip));
  }
  return { browser, skip };
}

/**
 * Serves the site for the tests of the suite that calls it, and ends the browser after them.
 *
 * @returns the site's address, once a test runs
 */
export function servedTo(browser: Browser | undefined): Pick<Site, 'url'> {
  let site: Site | undefined;
  before(async () => {
    site = await startSite();
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });
  return {
    get url() {
      if (!site) throw new Error('The site is served while tests run, and none runs yet.');
      return site.url;
    },
  };
}

/** A window of a profile of its own. */
export interface Window {
  page: Page;
  /** What the console, failed requests and refused ones complained of since the window opened. */
  complaints: string[];
  close(): Promise<void>;
}

/** Opens a window in a profile of its own. Its console says what the policy of the site refuses. */
export async function openWindow(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Window> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => {
    // Going on to the next page cancels what the last one still loads.
    const why = request.failure()?.errorText;
    if (why !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${why}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.url()}: ${response.status()}`);
  });
  return { page, complaints, close: () => context.close() };
}

/**
 * The scripts that a page asks for by itself and another page does not, its workers' included.
 *
 * @param site the site's address
 * @returns their paths, and how many bytes all of them have with brotli
 */
export async function ownScripts(
  browser: Browser,
  site: string,
  addresses: { own: string; other: string },
): Promise<{ paths: string[]; bytes: number }> {
  const scriptsOf = async (address: string) => {
    const { page, close } = await openWindow(browser);
    const scripts = new Set<string>();
    page.context().on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.endsWith('.js')) scripts.add(pathname);
    });
    await page.goto(site + address, { waitUntil: 'networkidle' });
    await close();
    return scripts;
  };
  const others = await scriptsOf(addresses.other);
  const paths = [...(await scriptsOf(addresses.own))].filter((path) => !others.has(path));
  const bytes = paths
    .map((path) => brotliCompressSync(readFileSync(join(dist, path))).length)
    .reduce((sum, each) => sum + each, 0);
  return { paths, bytes };
}

/** Opens a page of the site without motion, in a profile of its own. */
export async function openStill(
  browser: Browser | undefined,
  address: string,
  width: number,
): Promise<Window> {
  if (!browser) throw new Error('There is no browser.');
  const window = await openWindow(browser, {
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
  });
  await window.page.goto(address);
  return window;
}

/** Waits until the tools of a page and its table of contents, if it has any, show what they begin with. */
export async function toolsReady(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const playground = document.querySelector('blueprint-playground');
    const builder = document.querySelector('.builder');
    const current = document.querySelector<HTMLElement>('mobile-starlight-toc .display-current');
    return (
      (!current?.checkVisibility() || current.textContent) &&
      (!playground ||
        (playground.matches('[data-checked]') &&
          playground.querySelector('[data-part="picture"] *'))) &&
      (!builder || builder.querySelector('#file [data-line]'))
    );
  });
}
