/**
 * Proves each rule: makes mutants of the project's clean Blueprints that break it, and prints how many
 * of them the rule catches.
 *
 *   node scripts/rule-score.ts [--rule ID] [--seed N] [--missed]
 *
 * --missed  print the mutants that were let through
 *
 * Exit codes: 0 every score is 0.95 or more, 1 one is lower, 2 usage.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rules } from '../src/blueprint/rules/index.ts';
import { cleanBlueprints, formatScore, scoreOf } from '../tests/corpus/rules/score.ts';

const LEAST = 0.95;

function main(): number {
  let options: { rule?: string; seed?: string; missed?: boolean };
  try {
    options = parseArgs({
      options: { rule: { type: 'string' }, seed: { type: 'string' }, missed: { type: 'boolean' } },
    }).values;
  } catch (error) {
    console.error(
      `${(error as Error).message}\nusage: node scripts/rule-score.ts [--rule ID] [--seed N]`,
    );
    return 2;
  }
  const ids = rules.map(({ id }) => id).filter((id) => !options.rule || id === options.rule);
  const seed = Number(options.seed ?? 1);
  if (ids.length === 0 || !Number.isInteger(seed)) {
    console.error(
      ids.length === 0 ? `There is no rule ${options.rule}.` : '--seed takes a whole number.',
    );
    return 2;
  }
  const blueprints = cleanBlueprints(join(import.meta.dirname, '..'));
  const scores = ids.map((id) => scoreOf(id, blueprints, seed));
  for (const score of scores) {
    console.log(formatScore(score));
    if (!options.missed) continue;
    for (const { where, text } of score.missed) console.log(`--- ${where}\n${text}`);
  }
  const caught = scores.reduce((sum, score) => sum + score.caught, 0);
  const mutants = scores.reduce((sum, score) => sum + score.mutants, 0);
  console.log(formatScore({ rule: `${scores.length} rules`, caught, mutants, missed: [] }));
  return scores.every((score) => score.caught >= LEAST * score.mutants && score.mutants > 0)
    ? 0
    : 1;
}

process.exitCode = main();
