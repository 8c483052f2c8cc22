/**
 * Changes the rules in more than two thousand small ways, one at a time, and prints how many of the
 * changes their tests notice: `===` for `!==`, a text for an empty one, a condition for `true`.
 *
 *   npm run test:mutation [-- --rule ID] [--missed]
 *
 * --rule    the changes to one rule, with each that no test notices
 * --missed  list those for all rules
 *
 * Exit codes: 0 enough is noticed, 1 it is not, 2 usage or tests that fail as it is, 3 a bug in here.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { MutantResult } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { rules } from '../src/blueprint/rules/index.ts';
import { formatMissed, formatScore, scoresOf, shortfalls, totalOf } from './mutation/score.ts';

const root = join(import.meta.dirname, '..');

async function main(): Promise<number> {
  let options: { rule?: string; missed?: boolean };
  try {
    options = parseArgs({
      options: { rule: { type: 'string' }, missed: { type: 'boolean' } },
    }).values;
  } catch (error) {
    console.error(
      `${(error as Error).message}\nusage: npm run test:mutation [-- --rule ID] [--missed]`,
    );
    return 2;
  }
  const { rule } = options;
  if (rule !== undefined && !rules.some(({ id }) => id === rule)) {
    console.error(`There is no rule ${rule}; expected one of src/blueprint/rules/.`);
    return 2;
  }
  process.chdir(root);
  const files = rule === undefined ? {} : { mutate: [`src/blueprint/rules/${rule}.ts`] };
  let results: MutantResult[];
  try {
    results = await new Stryker(files).runMutationTest();
  } catch (error) {
    if (!/initial test run/.test(String(error))) throw error;
    console.error('The tests of the rules must pass before a change is tried: npm run test:unit.');
    return 2;
  }
  const outcomes = results.map((result) => ({
    ...result,
    fileName: relative(root, result.fileName).replaceAll('\\', '/'),
  }));
  const scores = scoresOf(outcomes);
  const total = totalOf(scores);
  for (const score of scores) console.log(formatScore(score));
  if (scores.length > 1) console.log(formatScore(total));
  if (rule !== undefined || options.missed) {
    for (const outcome of total.missed) {
      console.log(formatMissed(outcome, readFileSync(join(root, outcome.fileName), 'utf8')));
    }
  }
  if (total.changes === 0) {
    console.error('No change was tried. See stryker.config.json: `mutate` must name the rules.');
    return 3;
  }
  const found = shortfalls(scores);
  for (const sentence of found) console.error(sentence);
  return found.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error);
  process.exitCode = 3;
}
