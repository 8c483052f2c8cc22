import { statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { playgroundPath } from '../../src/playground/link.ts';
import type { BuiltPage } from './pages.ts';

/** Whether the hash is a file in a link to the playground, and so no anchor. */
function isShared({ pathname, hash }: URL): boolean {
  return pathname === playgroundPath && /^#\d+\./.test(hash);
}

/**
 * The broken links of a built site, as `page: link (why)`: every internal link, image and script of every
 * page has to lead to a file, and every anchor to an element with that id. Anchors that components draw
 * are only known here.
 *
 * @param dist the folder that was built
 * @param pages its pages by their paths
 */
export function brokenLinks(
  dist: string,
  pages: ReadonlyMap<string, BuiltPage>,
): { links: number; broken: string[] } {
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
  return { links, broken };
}
