import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'parse5';
import { filesBelow } from '../../src/fences/files.ts';
import { addressOf } from '../../src/twins/pages.ts';
import { attribute, type Element, elementsOf } from '../unit/elements.ts';

export const root = join(import.meta.dirname, '../..');
export const dist = join(root, 'dist');

assert.ok(
  existsSync(join(dist, 'index.html')),
  'These tests read the built site. Build it first: npm run build',
);

/** The address of every page, by its Markdown file: `operate/scaling.md` is `/operate/scaling/`. */
export const pages: ReadonlyMap<string, string> = new Map(
  filesBelow(root, 'src/content/docs')
    .filter((path) => /\.mdx?$/.test(path))
    .map((path) => [path, addressOf(path)] as const),
);

/** The elements of a built page, in the order of the document. */
export function elementsOfPage(address: string): Element[] {
  return elementsOf(parse(readFileSync(join(dist, address, 'index.html'), 'utf8')));
}

/** What a copy button gives; undefined for any other element. */
export function copiedBy(element: Element): string | undefined {
  return attribute(element, 'data-code')?.replaceAll('\u007f', '\n');
}
