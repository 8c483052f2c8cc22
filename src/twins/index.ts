import { type Page, readPages } from './pages.ts';
import { twinOf } from './twin.ts';

export { type Page, readPages, twinPath } from './pages.ts';
export { bodyOf, twinOf } from './twin.ts';

/** A page with its twin. */
export interface Twin {
  page: Page;
  markdown: string;
}

const known = new Map<string, Twin[]>();

/** Every page as plain Markdown, in the order of the sidebar; read once for each root. */
export function twinsOf(root: string): readonly Twin[] {
  const found = known.get(root);
  if (found) return found;
  const pages = readPages(root);
  const twins = pages.map((page) => ({ page, markdown: twinOf(page, pages, root) }));
  known.set(root, twins);
  return twins;
}
