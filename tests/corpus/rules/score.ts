import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkBlueprint } from '../../../src/blueprint/index.ts';
import { classify } from '../../../src/fences/classify.ts';
import { readMarkdown } from '../../../src/fences/coverage.ts';
import { findBlueprints } from '../../../src/fences/files.ts';
import { Random } from '../random.ts';
import { type Blueprint, mutate, readBlueprint } from './change.ts';
import { mutators } from './index.ts';

/** How many of its mutants a rule caught. */
export interface Score {
  rule: string;
  caught: number;
  mutants: number;
  /** The mutants that it let through, with the Blueprint that each was made of. */
  missed: { where: string; text: string }[];
}

/** Every clean Blueprint of the project: its own, the examples, the pages' and the good fixtures. */
export function cleanBlueprints(root: string): Blueprint[] {
  const fixtures = 'tests/fixtures/rules';
  const files = [
    // An example's default form leaves out on purpose what the rules ask for.
    ...findBlueprints(root).filter((path) => !/^examples\/[^/]+\/default\//.test(path)),
    ...readdirSync(join(root, fixtures))
      .filter((name) => name.endsWith('.good.yaml'))
      .map((name) => `${fixtures}/${name}`),
  ];
  const fences = readMarkdown(root).flatMap(({ fences }) =>
    fences.filter((fence) => fence.language === 'yaml' && classify(fence).class === 'blueprint'),
  );
  return [
    ...files.map((path) => readBlueprint(path, readFileSync(join(root, path), 'utf8'))),
    ...fences.map(({ path, line, code }) => readBlueprint(`${path}:${line}`, code)),
  ];
}

/**
 * Makes the mutants of every Blueprint for one rule, and counts those on which that rule reports.
 *
 * @param seed makes the same mutants again
 */
export function scoreOf(rule: string, blueprints: readonly Blueprint[], seed = 1): Score {
  const random = new Random(seed);
  const score: Score = { rule, caught: 0, mutants: 0, missed: [] };
  for (const blueprint of blueprints) {
    for (const change of mutators[rule]?.(blueprint, random) ?? []) {
      const text = mutate(blueprint.text, change);
      score.mutants += 1;
      if (checkBlueprint(text).diagnostics.some((found) => found.rule === rule)) score.caught += 1;
      else score.missed.push({ where: blueprint.where, text });
    }
  }
  return score;
}

/** `rule caught/mutants score`, in columns. */
export function formatScore({ rule, caught, mutants }: Score): string {
  const counts = `${caught}/${mutants}`;
  return `${rule.padEnd(24)} ${counts.padStart(10)} ${(mutants ? caught / mutants : 0).toFixed(3)}`;
}
