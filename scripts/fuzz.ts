/**
 * Throws random texts at the engine.
 *
 *   node scripts/fuzz.ts [--runs N] [--seed S]
 *
 * --runs  how many texts the least property gets (default 1000; others get a multiple)
 * --seed  where the random texts start (default: the same in every run)
 *
 * Exit codes: 0 clean, 1 a text that breaks the engine (it is printed), 2 usage.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

function main(): number {
  let values: { runs?: string; seed?: string };
  try {
    values = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } }).values;
    for (const value of Object.values(values)) {
      if (!/^\d+$/.test(value)) throw new Error(`\`${value}\` is not a whole number.`);
    }
  } catch (error) {
    console.error(`${(error as Error).message}\nusage: npm run test:fuzz -- [--runs N] [--seed S]`);
    return 2;
  }
  const root = join(import.meta.dirname, '..');
  const env = { ...process.env };
  if (values.runs) env['FUZZ_RUNS'] = values.runs;
  if (values.seed) env['FUZZ_SEED'] = values.seed;
  const files = globSync('tests/fuzz/*.test.ts', { cwd: root }).sort();
  const { status } = spawnSync(process.execPath, ['--test', ...files], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  return status === 0 ? 0 : 1;
}

process.exitCode = main();
