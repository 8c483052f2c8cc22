import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../src/fences/files.ts';

export const root = join(import.meta.dirname, '../..');
export const dist = join(root, 'dist');

assert.ok(
  existsSync(join(dist, 'index.html')),
  'These tests read the built site. Build it first: npm run build',
);

const docs = 'src/content/docs';

/** The address of every page, by its Markdown file: `guides/scaling.md` is `/guides/scaling/`. */
export const pages: ReadonlyMap<string, string> = new Map(
  filesBelow(root, docs)
    .filter((path) => /\.mdx?$/.test(path))
    .map((path) => {
      const slug = path
        .slice(docs.length + 1)
        .replace(/\.mdx?$/, '')
        .replace(/(^|\/)index$/, '');
      return [path, slug === '' ? '/' : `/${slug}/`] as const;
    }),
);
