import lighthouse from 'lighthouse';
import { freePort } from '../../../src/rehearsal/ports.ts';
import { launchBrowser } from '../../../tests/site/browser.ts';
import { median } from '../time.ts';
import type { Served } from './serve.ts';
import { type Host, slowdownFor } from './slowdown.ts';

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

interface AuditOptions {
  /** Those to run; without them all that Lighthouse has. */
  categories?: readonly string[];
  /** What the processor is slowed down by; without it 4, which is meant for a fast desktop. */
  slowdown?: number;
}

type Result = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr'];

/** Runs Lighthouse on an address of a site. */
type Run = (address: string) => Promise<Result>;

/** Has Lighthouse measure the machine, a few times. */
export async function measureHost(site: Served): Promise<Host> {
  const found: number[] = [];
  await withLighthouse(site, { categories: ['seo'] }, async (run) => {
    while (found.length < 5) found.push((await run('/')).environment.benchmarkIndex);
  });
  const benchmarkIndex = median(found);
  return { benchmarkIndex, slowdown: slowdownFor(benchmarkIndex) };
}

/**
 * Runs Lighthouse with its mobile profile.
 *
 * @param runs how often for each page; the points are their median
 * @throws if there is no browser, or Lighthouse cannot load a page
 */
export async function audit(
  site: Served,
  addresses: readonly string[],
  runs: number,
  options: AuditOptions = {},
): Promise<{ version: string; audits: Audit[] }> {
  let version = '';
  const audits: Audit[] = [];
  await withLighthouse(site, options, async (run) => {
    for (const address of addresses) {
      const results: Result[] = [];
      while (results.length < runs) results.push(await run(address));
      version = results[0]?.lighthouseVersion ?? '';
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
  });
  return { version, audits };
}

/** Starts a browser for as long as `use` runs Lighthouse in it. */
async function withLighthouse(
  site: Served,
  { categories, slowdown }: AuditOptions,
  use: (run: Run) => Promise<void>,
): Promise<void> {
  const port = await freePort();
  const browser = await launchBrowser([`--remote-debugging-port=${port}`]);
  if (!browser) throw new Error('There is no browser. Install it: apt-get install chromium');
  try {
    await use(async (address) => {
      const result = await lighthouse(`${site.url}${address}`, {
        port,
        logLevel: 'error',
        output: 'json',
        ...(categories ? { onlyCategories: [...categories] } : {}),
        ...(slowdown === undefined ? {} : { throttling: { cpuSlowdownMultiplier: slowdown } }),
      });
      if (!result) throw new Error(`Lighthouse says nothing of ${address}.`);
      const { runtimeError } = result.lhr;
      if (runtimeError) throw new Error(`${address}: ${runtimeError.message}`);
      return result.lhr;
    });
  } finally {
    await browser.close();
  }
}
