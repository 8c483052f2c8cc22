import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { filesBelow } from '../fences/files.ts';

/** What Astro keeps of rendered Markdown, below its folders for builds and for the development server. */
const store = 'data-store.json';

/**
 * Has the pages rendered again when anything else than a page has changed. Astro keeps what it made of a page
 * as long as its text and `astro.config.ts` are the same, but what stands below a fence, such as findings and
 * pictures, is made by sources of ours and from examples.
 *
 * @param root the project's root
 */
export function freshContent(root: string): AstroIntegration {
  return {
    name: 'fresh-content',
    hooks: {
      'astro:config:setup'({ config }) {
        const stores = [fileURLToPath(config.cacheDir), join(root, '.astro')];
        const digest = digestOf(root);
        for (const folder of stores) {
          const kept = join(folder, 'sources-digest.txt');
          if (existsSync(kept) && readFileSync(kept, 'utf8') === digest) continue;
          rmSync(join(folder, store), { force: true });
          mkdirSync(dirname(kept), { recursive: true });
          writeFileSync(kept, digest);
        }
      },
    },
  };
}

/** Changes with each file that has a part in how pages are drawn: its path, its size, or when it was written. */
function digestOf(root: string): string {
  const pages = 'src/content/docs/';
  const hash = createHash('sha256');
  const configuration = ['astro.config.ts', 'ec.config.mjs', 'package-lock.json'];
  const below = ['src', 'examples'].flatMap((folder) => filesBelow(root, folder));
  for (const path of [...configuration, ...below]) {
    if (path.startsWith(pages)) continue;
    const found = statSync(join(root, path), { throwIfNoEntry: false });
    hash.update(`${path} ${found?.size} ${found?.mtimeMs}\n`);
  }
  return hash.digest('hex');
}
