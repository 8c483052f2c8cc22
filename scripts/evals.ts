/**
 * Grades what a coding agent wrote for the scenarios in `evals/`, or lays their prompts out for one.
 *
 *   node scripts/evals.ts --answers DIR [--against DIR] [--json]
 *   node scripts/evals.ts --prompts DIR
 *
 * --answers  grade a folder with one sub-folder for each scenario
 * --against  grade a second folder, too, and print the two side by side
 * --json     print the score as JSON
 * --prompts  write prompts and start files into a new folder
 *
 * Exit codes: 0 all checks of --answers pass, 1 some fail, 2 usage, 3 a fault of the grader.
 */
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gradeAll } from '../evals/grader/grade.ts';
import { NotEmpty, writePrompts } from '../evals/grader/prompts.ts';
import { formatComparison, formatScore, jsonOf, totalsOf } from '../evals/grader/report.ts';
import { readScenarios } from '../evals/grader/scenarios.ts';

const usage = 'usage: npm run evals -- --answers DIR [--against DIR] [--json] | --prompts DIR';

async function main(): Promise<number> {
  let options: { answers?: string; against?: string; prompts?: string; json?: boolean };
  try {
    options = parseArgs({
      options: {
        answers: { type: 'string' },
        against: { type: 'string' },
        prompts: { type: 'string' },
        json: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return refuse((error as Error).message);
  }
  const { answers, against, prompts, json } = options;
  if (!answers === !prompts)
    return refuse('Expected one of --answers and --prompts, with a folder.');
  if (prompts && (json || against !== undefined)) {
    return refuse('--json and --against go with --answers.');
  }

  const scenarios = await readScenarios();
  if (prompts) {
    if (isFile(prompts)) return refuse(`${prompts} is a file. Expected a new folder.`);
    writePrompts(scenarios, prompts);
    console.log(`${scenarios.length} scenarios are in ${prompts}, each with its prompt.md.`);
    console.log(`Grade what was written there with: npm run evals -- --answers ${prompts}`);
    return 0;
  }
  const given = [answers, against].filter((folder) => folder !== undefined);
  for (const folder of given) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) continue;
    return refuse(`\`${folder}\` is no folder. Expected one with a sub-folder for each scenario.`);
  }
  const [score, before] = given.map((folder) => gradeAll(scenarios, folder));
  if (!score) throw new Error('no answers');
  if (json) console.log(jsonOf(score, before));
  else console.log(before ? formatComparison(score, before) : formatScore(score));
  const { checks } = totalsOf(score);
  return checks.passed === checks.total ? 0 : 1;
}

function refuse(message: string): number {
  console.error(`${message}\n${usage}`);
  return 2;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

process.exitCode = await main().catch((error: unknown) => {
  // A folder that cannot be read or written is no fault of ours.
  const isRefused = error instanceof NotEmpty || (error instanceof Error && 'syscall' in error);
  if (isRefused) return refuse(error.message);
  console.error('The grader itself failed; this is a bug in it.', error);
  return 3;
});
