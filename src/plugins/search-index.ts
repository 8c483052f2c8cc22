import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { makeIndex } from '../search/engine.ts';
import { sectionsOf } from '../search/sections.ts';
import { indexPath } from '../search/suggested.ts';

/** Writes what the search box loads, from the pages as they were built. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done'({ dir, logger }) {
        const root = fileURLToPath(dir);
        const sections = readdirSync(root, { recursive: true, encoding: 'utf8' })
          .map((path) => path.replaceAll('\\', '/'))
          .filter((path) => path.endsWith('index.html'))
          .sort()
          .flatMap((path) =>
            sectionsOf(
              readFileSync(join(root, path), 'utf8'),
              `/${path.slice(0, -'index.html'.length)}`,
            ),
          );
        writeFileSync(join(root, indexPath), makeIndex(sections));
        logger.info(`${sections.length} sections`);
      },
    },
  };
}
