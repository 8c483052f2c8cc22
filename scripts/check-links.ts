/**
 * Checks the built site: every internal link, image and script of every page leads to a file of
 * `dist/`, and every anchor to an element with that id. Anchors that components draw are only known
 * here.
 *
 *   node scripts/check-links.ts [DIR]
 *
 * Exit codes: 0 clean, 1 broken links, 2 nothing built.
 */
import { statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { playgroundPath } from '../src/playground/link.ts';
import { readPages } from './check-policy.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;

interface Page {
  ids: Set<string>;
  links: string[];
}

/** The anchors and links of a page. */
export function readPage(html: string): Page {
  const page: Page = { ids: new Set(), links: [] };
  const visit = (node: Node) => {
    if ('attrs' in node) {
      for (const { name, value } of node.attrs) {
        if (name === 'id') page.ids.add(value);
        // The canonical address of the 404 page and the feed of social cards lead off the site.
        const isMeta = node.tagName === 'link' && !value.startsWith('/');
        if ((name === 'href' || name === 'src') && !isMeta) page.links.push(value);
      }
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  parse(html).childNodes.forEach(visit);
  return page;
}

/** Whether the hash is a file in a link to the playground, and so no anchor. */
function isShared({ pathname, hash }: URL): boolean {
  return pathname === playgroundPath && /^#\d+\./.test(hash);
}

/**
 * The broken links of a built site, as `page: link (why)`.
 *
 * @param dist the folder that was built
 */
export function brokenLinks(dist: string): { pages: number; links: number; broken: string[] } {
  const pages = new Map([...readPages(dist)].map(([path, html]) => [path, readPage(html)]));
  /** What is wrong with an address of the site, or undefined. */
  const wrongWith = (url: URL): string | undefined => {
    const target = decodeURIComponent(url.pathname).slice(1);
    const file = target === '' || target.endsWith('/') ? posix.join(target, 'index.html') : target;
    const isFile = statSync(join(dist, file), { throwIfNoEntry: false })?.isFile() ?? false;
    if (!isFile) return 'no such page';
    if (url.hash.length <= 1 || isShared(url)) return undefined;
    const id = decodeURIComponent(url.hash.slice(1));
    return pages.get(file)?.ids.has(id) ? undefined : 'no such anchor';
  };
  // Every page has the links of the sidebar, so that the pages' square would be looked up.
  const known = new Map<string, string | undefined>();
  const broken: string[] = [];
  let links = 0;
  for (const [path, page] of pages) {
    const base = new URL(path.replace(/index\.html$/, ''), 'http://site.invalid/');
    for (const link of page.links) {
      const isKnown = known.has(link);
      const url = isKnown ? undefined : URL.parse(link, base);
      if (url === null) {
        broken.push(`${path}: ${link} (not a URL)`);
        continue;
      }
      if (url && url.origin !== base.origin) continue;
      links += 1;
      const wrong = url ? wrongWith(url) : known.get(link);
      if (link.startsWith('/') && !isKnown) known.set(link, wrong);
      if (wrong !== undefined) broken.push(`${path}: ${link} (${wrong})`);
    }
  }
  return { pages: pages.size, links, broken };
}

if (import.meta.main) {
  const dist = process.argv[2] ?? join(import.meta.dirname, '..', 'dist');
  if (!statSync(dist, { throwIfNoEntry: false })?.isDirectory()) {
    console.error(`There is no ${dist}. Build the site first: npm run build`);
    process.exit(2);
  }
  const { pages, links, broken } = brokenLinks(dist);
  for (const line of broken) console.error(line);
  if (broken.length > 0) {
    console.error(
      'Change each link in the page or component that has it, or give its target that name; `git grep` finds it, and `npm run build` tries again.',
    );
  }
  console.log(`links: ${pages} pages, ${links} internal links, ${broken.length} broken`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}
