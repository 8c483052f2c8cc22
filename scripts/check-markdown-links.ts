/**
 * Checks the links of every Markdown file that readers and agents get: the twins and llms.txt of the
 * built site, the skills in it and in the repository, README, CONTRIBUTING and the READMEs of the
 * examples. Each link to the site or to a file has to lead somewhere, its anchor included.
 *
 *   node scripts/check-markdown-links.ts [ROOT]
 *
 * Exit codes: 0 clean, 1 broken links, 2 nothing built.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, findMarkdown } from '../src/fences/files.ts';
import { playgroundPath } from '../src/playground/link.ts';
import { site } from '../src/site.ts';
import { readPage } from './built/pages.ts';
import { brokenMarkdownLinks, type Located, type Lookup, readLinked } from './links/markdown.ts';

/** Stands for the repository's root in the addresses of its files. */
const repository = 'http://repository.invalid';

/**
 * The broken links of a project's Markdown, as `path:line: link (why)`.
 *
 * @param root the project's root, with the built site in `dist/`
 */
export function brokenInMarkdown(root: string): { files: number; links: number; broken: string[] } {
  const published = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    // Copies of the examples are held as what they are copies of.
    .filter((path) => /\.md$|^llms/.test(path) && !path.startsWith('examples/'))
    .filter((path) => statSync(join(root, 'dist', path)).isFile())
    .map((path) => located(root, `dist/${path}`, new URL(path, `${site}/`)));
  const own = [...findMarkdown(root), ...filesBelow(root, 'evals').filter(isReadme)]
    // Pages are checked as what the site makes of them; the templates of skills as the skills.
    .filter((path) => !path.startsWith('src/content/'))
    .map((path) => located(root, path, new URL(path, repository)));
  const files = [...published, ...own];
  const lookups = new Map([
    [site, lookupBelow(join(root, 'dist'), ({ pathname }) => pathname === playgroundPath)],
    [repository, lookupBelow(root, () => false)],
  ]);
  return { files: files.length, ...brokenMarkdownLinks(files, lookups) };
}

const isReadme = (path: string) => /^evals\/[^/]+\.md$/.test(path);

function located(root: string, path: string, address: URL): Located {
  return { path, source: readFileSync(join(root, path), 'utf8'), address };
}

/**
 * @param takesAll whether any text after `#` is right at an address, because it is a file and no anchor
 */
function lookupBelow(folder: string, takesAll: (address: URL) => boolean): Lookup {
  const known = new Map<string, { anchors?: Set<string> } | undefined>();
  const find = (path: string) => {
    const file = join(folder, path);
    if (!existsSync(file)) return undefined;
    if (statSync(file).isDirectory()) {
      return existsSync(join(file, 'index.html')) ? read(join(file, 'index.html')) : {};
    }
    return read(file);
  };
  return (address) => {
    const path = decodeURIComponent(address.pathname);
    if (!known.has(path)) known.set(path, find(path));
    const found = known.get(path);
    return found && takesAll(address)
      ? { anchors: new Set([decodeURIComponent(address.hash.slice(1))]) }
      : found;
  };
}

function read(file: string): { anchors?: Set<string> } {
  if (file.endsWith('.html')) return { anchors: readPage(readFileSync(file, 'utf8')).ids };
  if (/\.(?:md|txt)$/.test(file))
    return { anchors: readLinked(readFileSync(file, 'utf8')).anchors };
  return {};
}

if (import.meta.main) {
  const root = process.argv[2] ?? join(import.meta.dirname, '..');
  if (!existsSync(join(root, 'dist', 'index.html'))) {
    console.error(`There is no page in ${join(root, 'dist')}. Build the site first: npm run build`);
    process.exit(2);
  }
  const { files, links, broken } = brokenInMarkdown(root);
  for (const line of broken) console.error(line);
  console.log(`markdown links: ${files} files, ${links} internal links, ${broken.length} broken`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}
