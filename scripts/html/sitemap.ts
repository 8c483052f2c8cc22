import type { Finding } from './finding.ts';

/** The addresses that a sitemap or an index of sitemaps names. */
export function locationsOf(xml: string): string[] {
  return [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, location = '']) => location);
}

/**
 * Holds the sitemap against the pages.
 *
 * @param listed every address in it
 * @param pages the path of each page that wants to be found, by its address
 */
export function wrongSitemap(
  listed: readonly string[],
  pages: ReadonlyMap<string, string>,
): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const address of listed) {
    if (seen.has(address)) {
      findings.push(inSitemap(`${address} stands in it twice.`));
    } else if (!pages.has(address)) {
      findings.push(inSitemap(`${address} is no page, or one that asks to be left out.`));
    }
    seen.add(address);
  }
  for (const [address, path] of pages) {
    if (!seen.has(address)) {
      findings.push({ path, message: `${address} is not in the sitemap.`, rule: 'sitemap' });
    }
  }
  return findings;
}

function inSitemap(message: string): Finding {
  return { path: 'sitemap-index.xml', message, rule: 'sitemap' };
}
