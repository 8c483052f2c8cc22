/**
 * Runs the unit tests, and says which lines and branches of the engine and of the command they run. The
 * processes that tests start count too. What only the random texts of `npm run test:fuzz` reach does not.
 *
 *   node scripts/coverage.ts [--of PATH] [TEST…]
 *
 * --of  list all that never ran in this file or folder, e.g. `src/cli/new.ts`
 * TEST  run these test files instead; nothing is demanded then
 *
 * Exit codes: 0 all tests pass and run enough, 1 a test fails or too little is run, 2 usage.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Report } from 'c8';
import { type FileCoverage, readCoverage } from './coverage/read.ts';
import { gapsOf, parts, shortOf, tableOf } from './coverage/report.ts';

const root = join(import.meta.dirname, '..');

async function main(): Promise<number> {
  let of: string | undefined;
  let tests: string[];
  try {
    const { values, positionals } = parseArgs({
      options: { of: { type: 'string' } },
      allowPositionals: true,
    });
    ({ of } = values);
    tests = positionals;
  } catch (error) {
    console.error(
      `${(error as Error).message}\nusage: npm run test:coverage -- [--of PATH] [TEST…]`,
    );
    return 2;
  }
  const { passed, files } = await measure(tests.length > 0 ? tests : ['tests/unit/**/*.test.ts']);
  for (const line of tableOf(files)) console.log(line);
  if (of !== undefined) {
    const own = files.filter(({ path }) => path.startsWith(of));
    if (own.length === 0) console.error(`Nothing that is measured begins with ${of}.`);
    for (const line of gapsOf(own)) console.log(line);
  }
  if (!passed) {
    console.error('Tests fail, so what they run is not judged.');
    return 1;
  }
  const short = tests.length > 0 ? [] : shortOf(files);
  for (const line of short) console.error(line);
  if (short.length === 0) return 0;
  console.error(
    'For what can happen, write the test that a user would want; what cannot goes out of the code.\nWhile you write it: npm run test:coverage -- --of src/cli/new.ts tests/unit/cli-new.test.ts',
  );
  return 1;
}

/** Runs tests, with all that they print, and reads what ran. */
async function measure(tests: string[]): Promise<{ passed: boolean; files: FileCoverage[] }> {
  // Always the same: a run that is stopped leaves hundreds of megabytes to the next.
  const folder = join(root, 'node_modules/.cache/coverage');
  rmSync(folder, { recursive: true, force: true });
  try {
    const tempDirectory = join(folder, 'v8');
    const { status, error } = spawnSync(process.execPath, ['--test', ...tests], {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        NODE_V8_COVERAGE: tempDirectory,
        // V8 counts less precisely in functions that it takes from a cache.
        NODE_DISABLE_COMPILE_CACHE: '1',
      },
    });
    if (error) throw error;
    // It takes its patterns from here.
    process.chdir(root);
    const options = {
      include: parts.flatMap(({ folders }) => folders.map((own) => `${own}**`)),
      exclude: ['**/*.d.ts'],
      extension: ['.js', '.ts'],
      resolve: '',
      all: true,
      src: [root],
      tempDirectory,
      // All processes at once are a gigabyte.
      mergeAsync: true,
      reporter: ['json'],
      reportsDirectory: folder,
    };
    await new Report(options).run();
    const json = readFileSync(join(folder, 'coverage-final.json'), 'utf8');
    return { passed: status === 0, files: readCoverage(json, root) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
