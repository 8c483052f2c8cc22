import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { filesBelow } from '../fences/files.ts';
import { cutFrontmatter } from '../fences/frontmatter.ts';
import { oncePerBuild } from '../once-per-build.ts';
import { sectionOf, sections, site } from '../site.ts';

/** Where a page's statements come from; see the schema in `src/content.config.ts`. */
export interface Source {
  title: string;
  url?: string;
  read: string;
  note?: string;
}

/** A page of the handbook, as its file has it. */
export interface Page {
  /** Relative to the project's root. */
  path: string;
  /** On the site, from the root: `/frameworks/celery/`, or `/` for the home page. */
  address: string;
  title: string;
  description: string;
  sources: Source[];
  /** The whole file, frontmatter included. */
  source: string;
}

const docs = 'src/content/docs';

/** Every page, in the order of the sidebar; the home page comes first. */
export const readPages = oncePerBuild((root): readonly Page[] => {
  const found = filesBelow(root, docs)
    .filter((path) => /\.mdx?$/.test(path))
    .map((path) => readPage(root, path));
  const rank = ({ page, order }: { page: Page; order: number }) => [
    sections.findIndex(({ folder }) => folder === sectionOf(page.address)?.folder),
    order,
  ];
  return found
    .sort((a, b) => {
      const [sectionA = 0, orderA = 0] = rank(a);
      const [sectionB = 0, orderB = 0] = rank(b);
      return sectionA - sectionB || orderA - orderB || a.page.address.localeCompare(b.page.address);
    })
    .map(({ page }) => page);
});

function readPage(root: string, path: string): { page: Page; order: number } {
  const source = readFileSync(join(root, path), 'utf8');
  const { yaml = '' } = cutFrontmatter(source);
  // The core schema has no dates, so days stay text.
  const data = parse(yaml) as Partial<Page> & { sidebar?: { order?: number } };
  const { title, description } = data;
  if (!title || !description) throw new Error(`${path}: title or description is missing`);
  const page = {
    path,
    address: addressOf(path),
    title,
    description,
    sources: data.sources ?? [],
    source,
  };
  return { page, order: data.sidebar?.order ?? Number.MAX_SAFE_INTEGER };
}

/** The address of a page's file: `src/content/docs/frameworks/index.mdx` is `/frameworks/`. */
export function addressOf(path: string): string {
  const name = path.slice(docs.length + 1).replace(/(?:(?:^|\/)index)?\.mdx?$/, '');
  return name === '' ? '/' : `/${name}/`;
}

/** The path of a page's Markdown twin: `/frameworks/celery.md`, or `/index.md` for the home page. */
export function twinPath(address: string): string {
  return address === '/' ? '/index.md' : `${address.slice(0, -1)}.md`;
}

/** Where a page's twin is published. */
export function twinAddress(address: string): string {
  return `${site}${twinPath(address)}`;
}

const titles = new Map<string, Map<string, string>>();

/** The title of a page, by its address. */
export function titleOf(root: string, address: string): string {
  const known =
    titles.get(root) ?? new Map(readPages(root).map((page) => [page.address, page.title]));
  titles.set(root, known);
  const title = known.get(address);
  if (title === undefined) throw new Error(`There is no page ${address}.`);
  return title;
}
