import type { Browser, Page, Request } from 'playwright-core';
import { median } from '../time.ts';
import type { Served } from './serve.ts';

/** What a first visit of a page loads before anybody touches it, in bytes with brotli. */
export interface Load {
  /** Bytes by path. */
  files: Map<string, number>;
  total: number;
}

/** A page on both sides. */
export interface PageWeight {
  address: string;
  /** Bytes of the handbook. */
  ours: number;
  /** Bytes of plain Starlight. */
  plain: number;
  ratio: number;
}

/** The most that an article may weigh of what plain Starlight makes of the same Markdown. */
export const weightLimit = 1.15;

/** Pages that are more than their text, each with what it is. */
export const notArticles: Readonly<Record<string, string>> = {
  '/': 'the home page, which shows what the handbook does',
  '/build/': 'a tool: the form that makes a project',
  '/playground/': 'a tool: the editor that checks a Blueprint',
  '/understand/worker-cron-or-workflow/': 'a tool: the chooser',
};

/** How many pages load at once: most of the time is waiting for what may still come. */
const TABS = 4;
/** Milliseconds that a page may take on a busy machine. */
const PATIENCE = 120_000;

/**
 * Opens pages with an empty cache and adds up what they load.
 *
 * @throws if a page is not there, or asks another site for something
 */
async function loadsOf(
  browser: Browser,
  site: Served,
  addresses: readonly string[],
): Promise<Map<string, Load>> {
  const loads = new Map<string, Load>();
  const waiting = addresses.values();
  const context = await browser.newContext({ serviceWorkers: 'block' });
  try {
    await Promise.all(
      Array.from({ length: TABS }, async () => {
        const page = await context.newPage();
        const session = await context.newCDPSession(page);
        await session.send('Network.setCacheDisabled', { cacheDisabled: true });
        for (const address of waiting) loads.set(address, await loadOf(page, site, address));
      }),
    );
    return loads;
  } finally {
    await context.close();
  }
}

async function loadOf(page: Page, site: Served, address: string): Promise<Load> {
  const paths = new Set<string>();
  const strays: string[] = [];
  const add = (request: Request) => {
    const url = new URL(request.url());
    if (url.protocol === 'data:' || url.protocol === 'blob:') return;
    if (url.origin !== site.url) strays.push(url.href);
    else paths.add(url.pathname);
  };
  page.on('request', add);
  const response = await page.goto(`${site.url}${address}`, {
    waitUntil: 'networkidle',
    timeout: PATIENCE,
  });
  // What waits for a page to be idle belongs to the visit: on a busy machine it comes after a quiet network.
  let before = -1;
  while (paths.size !== before) {
    before = paths.size;
    await page.evaluate(async () => {
      for (let turn = 0; turn < 2; turn += 1) {
        await new Promise((resolve) => requestIdleCallback(resolve));
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    });
  }
  page.off('request', add);
  if (response?.status() !== 200) throw new Error(`${address} answers ${response?.status()}.`);
  if (strays.length > 0) throw new Error(`${address} asks another site for ${strays.join(', ')}.`);
  const files = new Map<string, number>();
  for (const path of paths) files.set(path, await site.bytes(path));
  return { files, total: [...files.values()].reduce((sum, bytes) => sum + bytes, 0) };
}

/** Each page of ours beside the same page of plain Starlight, the heaviest by ratio first. */
export function compareWeights(
  ours: ReadonlyMap<string, Load>,
  plain: ReadonlyMap<string, Load>,
): PageWeight[] {
  const weights = [...ours].map(([address, { total }]) => {
    const other = plain.get(address)?.total;
    if (!other) throw new Error(`Plain Starlight has no ${address}.`);
    return { address, ours: total, plain: other, ratio: total / other };
  });
  return weights.sort((a, b) => b.ratio - a.ratio);
}

/** The articles among them, and what their ratios come to. */
export function summarize(weights: readonly PageWeight[]) {
  const articles = weights.filter(({ address }) => notArticles[address] === undefined);
  const others = weights.filter(({ address }) => notArticles[address] !== undefined);
  const ratios = articles.map(({ ratio }) => ratio);
  return {
    articles,
    others,
    median: median(ratios),
    worst: Math.max(...ratios),
    tooHeavy: articles.filter(({ ratio }) => ratio > weightLimit),
  };
}

/** Weighs every page of the handbook on both sides. */
export async function weigh(
  browser: Browser,
  ours: Served,
  plain: Served,
  addresses: readonly string[],
): Promise<PageWeight[]> {
  return compareWeights(
    await loadsOf(browser, ours, addresses),
    await loadsOf(browser, plain, addresses),
  );
}
