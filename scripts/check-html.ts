/**
 * Checks the HTML of the built site: that it is valid, that each page says what it is (title,
 * description, one h1, canonical address, card), that no two say the same, and that the sitemap has
 * them all and nothing else.
 *
 *   node scripts/check-html.ts [DIR]
 *
 * Exit codes: 0 clean, 1 findings, 2 nothing built.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { name, site } from '../src/site.ts';
import { readPages } from './built/pages.ts';
import { type Finding, formatFinding } from './html/finding.ts';
import { readHead, wrongHeads } from './html/head.ts';
import { locationsOf, wrongSitemap } from './html/sitemap.ts';
import { invalidHtml } from './html/valid.ts';

/** Everything wrong with the HTML of a built site. */
export function checkHtml(dist: string): { pages: number; findings: Finding[] } {
  const pages = readPages(dist);
  const heads = [...pages].map(([path, html]) => readHead(path, html));
  const read = (path: string) => {
    const file = join(dist, decodeURIComponent(path));
    return existsSync(file) ? readFileSync(file) : undefined;
  };
  const text = (address: string) => read(new URL(address).pathname.slice(1))?.toString() ?? '';
  const listed = locationsOf(text(`${site}/sitemap-index.xml`)).flatMap((map) =>
    locationsOf(text(map)),
  );
  const findable = new Map(
    heads
      .filter(({ isHidden }) => !isHidden)
      .map(({ address, path }) => [`${site}${address}`, path] as const),
  );
  return {
    pages: pages.size,
    findings: [
      ...invalidHtml(pages),
      ...wrongHeads(heads, { origin: site, name, read }),
      ...wrongSitemap(listed, findable),
    ],
  };
}

if (import.meta.main) {
  const dist = process.argv[2] ?? join(import.meta.dirname, '..', 'dist');
  if (!existsSync(join(dist, 'index.html'))) {
    console.error(`There is no page in ${dist}. Build the site first: npm run build`);
    process.exit(2);
  }
  const { pages, findings } = checkHtml(dist);
  for (const finding of findings) console.error(formatFinding(finding));
  console.log(`html: ${pages} pages, ${findings.length} findings`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
