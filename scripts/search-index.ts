/**
 * Writes what the search box loads, from the pages as they were built.
 *
 *   node scripts/search-index.ts [DIR]
 *
 * Exit codes: 0 written, 2 nothing built.
 */
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeIndex } from '../src/search/engine.ts';
import { sectionsOf } from '../src/search/sections.ts';
import { indexPath } from '../src/search/suggested.ts';
import { readPages } from './built/pages.ts';

/**
 * Writes the index into a built site.
 *
 * @param dist the folder that was built
 * @returns how many sections it has
 */
export function writeSearchIndex(dist: string): number {
  const sections = [...readPages(dist)]
    .filter(([path]) => path.endsWith('index.html'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, html]) => sectionsOf(html, `/${path.slice(0, -'index.html'.length)}`));
  writeFileSync(join(dist, indexPath), makeIndex(sections));
  return sections.length;
}

if (import.meta.main) {
  const dist = process.argv[2] ?? join(import.meta.dirname, '..', 'dist');
  if (statSync(dist, { throwIfNoEntry: false })?.isDirectory()) {
    console.log(`search: ${writeSearchIndex(dist)} sections`);
  } else {
    console.error(`There is no ${dist}. Build the site first: npm run build`);
    process.exitCode = 2;
  }
}
