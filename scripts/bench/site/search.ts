import type { Browser } from 'playwright-core';
import type { Served } from './serve.ts';

/** How long answers of the search box took, in milliseconds. */
export interface SearchTimes {
  queries: number;
  /** Times the browser was slowed down. */
  slowdown: number;
  median: number;
  p95: number;
  worst: number;
}

/** Within how many milliseconds 95 of 100 queries are answered. */
export const searchLimit = 50;

/**
 * Types queries into the search box, once its index is loaded, and waits until the results of each stand in
 * the document and a frame has been drawn with them.
 *
 * @param slowdown how many times slower than it is the browser's processor shall be
 */
export async function timeSearch(
  browser: Browser,
  site: Served,
  queries: readonly string[],
  slowdown: number,
): Promise<SearchTimes> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${site.url}/guides/deploying/`, { waitUntil: 'networkidle' });
    await page.keyboard.press('ControlOrMeta+k');
    const box = page.getByRole('dialog', { name: 'Search' });
    await box.getByRole('searchbox').fill('worker');
    await box.locator('[data-part="results"] > li').first().waitFor();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const times = await page.evaluate(async (all) => {
      const part = (name: string) =>
        document.querySelector(`handbook-search [data-part="${name}"]`);
      const input = part('query') as HTMLInputElement;
      const status = part('status') as HTMLElement;
      const took: number[] = [];
      for (const query of all) {
        input.value = '';
        input.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((resolve) => setTimeout(resolve));
        const answered = new Promise<void>((resolve) => {
          new MutationObserver((_, observer) => {
            observer.disconnect();
            // The layout of what was found is part of the answer.
            document.body.getBoundingClientRect();
            resolve();
          }).observe(status, { childList: true, characterData: true, subtree: true });
        });
        const start = performance.now();
        input.value = query;
        input.dispatchEvent(new Event('input', { bubbles: true }));
        await answered;
        took.push(performance.now() - start);
      }
      return took;
    }, queries);
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
    return { queries: times.length, slowdown, median: at(0.5), p95: at(0.95), worst: at(1) };
  } finally {
    await context.close();
  }
}
