import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { AstroIntegration } from 'astro';
import type { Result, Task } from '../og/worker.ts';

/**
 * Draws the picture that is shown where a page is shared. A thread of its own does it while Astro
 * builds, which keeps one core busy and leaves the others idle.
 *
 * @param root the project's root
 */
export function socialCards(root: string): AstroIntegration {
  let drawing: Promise<Result> | undefined;
  return {
    name: 'social-cards',
    hooks: {
      'astro:build:start'() {
        const workerData: Task = { root, kept: join(root, 'node_modules/.cache/og') };
        const worker = new Worker(join(root, 'src/og/worker.ts'), { workerData });
        drawing = once(worker, 'message').then(([result]) => result as Result);
        // The build may fail before anyone waits for the cards.
        drawing.catch(() => {});
      },
      async 'astro:build:done'({ dir, logger }) {
        if (!drawing) throw new Error('No card was drawn: the build never started.');
        const { cards, drawn, milliseconds } = await drawing;
        for (const [path, png] of cards) {
          const file = join(fileURLToPath(dir), path);
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, png);
        }
        const each = drawn > 0 ? `, ${Math.round(milliseconds / drawn)} ms each` : '';
        logger.info(`${cards.length} cards, ${drawn} drawn${each}`);
      },
    },
  };
}
