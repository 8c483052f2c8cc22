import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../src/fences/files.ts';
import { addressOf } from '../../src/twins/pages.ts';

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
