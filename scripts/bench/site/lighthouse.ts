import lighthouse from 'lighthouse';
import { freePort } from '../../../src/rehearsal/ports.ts';
import { launchBrowser } from '../../../tests/site/browser.ts';
import { median } from '../time.ts';
import type { Served } from './serve.ts';

/** What Lighthouse says of a page. */
export interface Audit {
  address: string;
  /** Points out of 100 by category. */
  scores: Record<string, number>;
  /** Audits that cost points, by category. */
  failed: Record<string, string[]>;
  /** What moved while the page loaded; 0 is still. */
  shift: number;
}

/** The category that hangs on the speed of the machine. */
export const ofSpeed = 'performance';

/**
 * Runs Lighthouse with its mobile profile.
 *
 * @param runs how often for each page; the points are their median
 * @param categories those to run; without them all that Lighthouse has
 * @throws if there is no browser, or Lighthouse cannot load a page
 */
export async function audit(
  site: Served,
  addresses: readonly string[],
  runs: number,
  categories?: readonly string[],
): Promise<{ version: string; audits: Audit[] }> {
  const port = await freePort();
  const browser = await launchBrowser([`--remote-debugging-port=${port}`]);
  if (!browser) throw new Error('There is no browser. Install it: apt-get install chromium');
  let version = '';
  try {
    const audits: Audit[] = [];
    for (const address of addresses) {
      const results: NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr'][] = [];
      for (let run = 0; run < runs; run += 1) {
        const result = await lighthouse(`${site.url}${address}`, {
          port,
          logLevel: 'error',
          output: 'json',
          ...(categories ? { onlyCategories: [...categories] } : {}),
        });
        if (!result) throw new Error(`Lighthouse says nothing of ${address}.`);
        const { runtimeError, lighthouseVersion } = result.lhr;
        if (runtimeError) throw new Error(`${address}: ${runtimeError.message}`);
        version = lighthouseVersion;
        results.push(result.lhr);
      }
      const scores: Audit['scores'] = {};
      const failed: Audit['failed'] = {};
      for (const [name, category] of Object.entries(results[0]?.categories ?? {})) {
        const points = results.map(({ categories }) => (categories[name]?.score ?? 0) * 100);
        scores[name] = Math.round(median(points));
        failed[name] = category.auditRefs.flatMap(({ id, weight }) => {
          const { score, title } = results[0]?.audits[id] ?? {};
          const costs = weight > 0 && typeof score === 'number' && score < 1;
          return costs ? [`${id}: ${title}`] : [];
        });
      }
      const shift = Math.max(
        ...results.map(({ audits }) => audits['cumulative-layout-shift']?.numericValue ?? 0),
      );
      audits.push({ address, scores, failed, shift });
      console.error(`Lighthouse ${address}: ${Object.values(scores).join(', ')}`);
    }
    return { version, audits };
  } finally {
    await browser.close();
  }
}
