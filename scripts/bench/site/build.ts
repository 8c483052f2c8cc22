import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { median } from '../time.ts';
import type { PlainProject } from './plain.ts';

/** Seconds of wall clock and of processor that a build took. */
export interface Took {
  wall: number;
  cpu: number;
}

/** What builds took on both sides, one after the other in each round. */
export interface BuildTimes {
  rounds: number;
  /** As in a fresh clone. */
  cold: { ours: Took; plain: Took };
  /** Once more, with what the build before left. */
  warm: { ours: Took; plain: Took };
}

/** The most that a build may take of what plain Starlight takes for the same pages. */
export const buildLimit = 1.3;

/** Where Astro, Vite and our own scripts keep what they need not make again. */
const caches = ['.astro', 'node_modules/.astro', 'node_modules/.vite', 'node_modules/.cache'];

/**
 * Runs `npm run build` in a folder.
 *
 * @throws if it fails; the message holds its output
 */
export function buildIn(folder: string): Took {
  const start = performance.now();
  // A child that has ended counts for its parent, so the shell tells what all of them took.
  const { status, stdout, stderr } = spawnSync('sh', ['-c', 'npm run --silent build && times'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    maxBuffer: 2 ** 28,
  });
  const wall = (performance.now() - start) / 1000;
  if (status !== 0) {
    throw new Error(
      `\`npm run build\` in ${folder} ended with ${status}:\n${stdout.slice(-4000)}${stderr}`,
    );
  }
  return { wall, cpu: processorSeconds(stdout) };
}

/** The seconds of the children of a shell, from the last line of its `times`: `0m6.87s 0m1.69s`. */
export function processorSeconds(output: string): number {
  const last = output.trim().split('\n').at(-1) ?? '';
  const parts = [...last.matchAll(/(\d+)m([\d.]+)s/g)];
  if (parts.length !== 2) throw new Error(`\`times\` printed \`${last}\`.`);
  return parts.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}

/** Builds in a folder, and says how long it took. */
export function timeBuild(label: string, folder: string): Took {
  const took = buildIn(folder);
  console.error(`${label}: ${took.wall.toFixed(1)} s`);
  return took;
}

/** What is in the middle of what several builds took. */
export function middle(all: readonly Took[]): Took {
  return { wall: median(all.map(({ wall }) => wall)), cpu: median(all.map(({ cpu }) => cpu)) };
}

/** Removes what builds leave in a folder. */
export function forget(folder: string): void {
  for (const path of ['dist', ...caches]) {
    rmSync(join(folder, path), { recursive: true, force: true });
  }
}

/** Builds both, in turns: what is compared is built one right after the other, for machines have slow minutes. */
export function measureBuilds(root: string, plain: PlainProject, rounds: number): BuildTimes {
  const took = {
    cold: { ours: [] as Took[], plain: [] as Took[] },
    warm: { ours: [] as Took[], plain: [] as Took[] },
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const how of ['cold', 'warm'] as const) {
      for (const [side, folder] of [
        ['ours', root],
        ['plain', plain.folder],
      ] as const) {
        if (how === 'cold') forget(folder);
        took[how][side].push(timeBuild(`round ${round + 1}, ${side}, ${how}`, folder));
      }
    }
  }
  return {
    rounds,
    cold: { ours: middle(took.cold.ours), plain: middle(took.cold.plain) },
    warm: { ours: middle(took.warm.ours), plain: middle(took.warm.plain) },
  };
}
