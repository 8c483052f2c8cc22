/**
 * Holds the engine against Render's published schema on mutants of valid Blueprints.
 *
 *   node tests/corpus/mutants.ts [--count N] [--seed N] [--first N]
 *
 * --count  how many mutants (20,000)
 * --seed   what they are made from (1)
 * --first  the number of the first one; with `--count 1` it repeats one mutant
 *
 * Exit codes: 0 all agree, 1 a disagreement, 2 usage or no published schema beside the checkout.
 */
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { type Judge, makeJudge, type Verdicts } from './judge.ts';
import { mutantSources, type Source } from './mutant-sources.ts';
import { mutators } from './mutators.ts';
import { skipWithoutCorpus } from './public.ts';
import { Random } from './random.ts';
import type { Fields } from './schema-walk.ts';
import { textMutators } from './text-mutators.ts';

/** A Blueprint with one to three things changed at random. */
export interface Mutant {
  number: number;
  /** The Blueprint that it was made from. */
  where: string;
  /** The names of what was done to it, in order. */
  done: string[];
  text: string;
}

export interface Disagreement extends Mutant {
  verdicts: Verdicts;
}

export interface Outcome {
  seed: number;
  count: number;
  sources: number;
  /** Number of mutants by the official verdict. */
  verdicts: Record<Verdicts['official'], number>;
  /** Number of mutants by what was done to them. */
  done: Record<string, number>;
  disagreements: Disagreement[];
}

interface Run {
  first?: number;
  sources?: readonly Source[];
  judge?: Judge;
}

const writers: ((data: Fields) => string)[] = [
  (data) => stringify(data),
  (data) => stringify(data, { indent: 4, indentSeq: false, aliasDuplicateObjects: false }),
  (data) => stringify(data, { collectionStyle: 'flow', defaultStringType: 'QUOTE_SINGLE' }),
  (data) => stringify(data).replaceAll('\n', '\r\n'),
];

/** Makes the mutant of this number; the same seed and number make the same mutant. */
export function makeMutant(sources: readonly Source[], seed: number, number: number): Mutant {
  const random = new Random(Math.imul(seed, 1_000_003) + number);
  const { where, data } = random.pick(sources);
  const blueprint = structuredClone(data);
  const done: string[] = [];
  const changes = random.pick([1, 1, 1, 2, 3]);
  const names = Object.keys(mutators);
  while (done.length < changes) {
    const name = random.pick(names);
    if (mutators[name]?.(blueprint, random)) done.push(name);
  }
  let text = random.pick(writers)(blueprint);
  if (random.chance(0.1)) {
    const name = random.pick(Object.keys(textMutators));
    text = textMutators[name]?.(text, random) ?? text;
    done.push(name);
  }
  return { number, where, done, text };
}

/**
 * Judges this many mutants.
 *
 * @param first the number of the first one
 * @param sources what they are made from
 */
export function runMutants(
  count: number,
  seed: number,
  { first = 0, sources = mutantSources(), judge = makeJudge() }: Run = {},
): Outcome {
  const outcome: Outcome = {
    seed,
    count,
    sources: sources.length,
    verdicts: { valid: 0, invalid: 0, 'yaml-error': 0 },
    done: {},
    disagreements: [],
  };
  for (let number = first; number < first + count; number += 1) {
    const mutant = makeMutant(sources, seed, number);
    const verdicts = judge(mutant.text);
    outcome.verdicts[verdicts.official] += 1;
    for (const name of mutant.done) {
      const { [name]: before = 0 } = outcome.done;
      outcome.done[name] = before + 1;
    }
    if (!agree(verdicts)) {
      const text = shorten(mutant.text, (shorter) => !agree(judge(shorter)));
      outcome.disagreements.push({ ...mutant, text, verdicts: judge(text) });
    }
  }
  return outcome;
}

function agree({ official, schema, engine }: Verdicts): boolean {
  return official === schema && official === engine;
}

/** Leaves out every line that the disagreement does not need. */
function shorten(text: string, disagrees: (text: string) => boolean): string {
  let lines = text.split('\n');
  for (let size = lines.length >> 1; size > 0; size >>= 1) {
    for (let start = 0; start + size <= lines.length; ) {
      const rest = lines.toSpliced(start, size);
      if (disagrees(rest.join('\n'))) lines = rest;
      else start += size;
    }
  }
  return lines.join('\n');
}

/** What a disagreement looks like, with the command that repeats it. */
export function describeDisagreement(seed: number, disagreement: Disagreement): string {
  const { number, where, done, text, verdicts } = disagreement;
  return [
    `mutant ${number} of seed ${seed}, made from ${where} by ${done.join(', ')}`,
    `official ${verdicts.official}, our schema ${verdicts.schema}, engine ${verdicts.engine}`,
    `again: node tests/corpus/mutants.ts --seed ${seed} --first ${number} --count 1`,
    text,
  ].join('\n');
}

export function summarize({
  seed,
  count,
  sources,
  verdicts,
  done,
  disagreements,
}: Outcome): string {
  const list = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([name, number]) => `${name} ${number}`)
      .join(', ');
  return [
    `${count} mutants of ${sources} valid Blueprints, seed ${seed}: ${disagreements.length} disagreement(s)`,
    `official verdicts: ${list(verdicts)}`,
    `made by: ${list(done)}`,
  ].join('\n');
}

function main(): number {
  const usage = 'usage: node tests/corpus/mutants.ts [--count N] [--seed N] [--first N]';
  const string = { type: 'string' } as const;
  let numbers: number[];
  try {
    const { values } = parseArgs({ options: { count: string, seed: string, first: string } });
    numbers = [values.count ?? '20000', values.seed ?? '1', values.first ?? '0'].map((value) => {
      if (!/^\d+$/.test(value)) throw new Error(`"${value}" is not a whole number.`);
      return Number(value);
    });
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    return 2;
  }
  if (skipWithoutCorpus) {
    console.error(`There is nothing to compare with: ${skipWithoutCorpus}.`);
    return 2;
  }
  const [count = 0, seed = 0, first = 0] = numbers;
  const outcome = runMutants(count, seed, { first });
  for (const disagreement of outcome.disagreements.slice(0, 20)) {
    console.error(`${describeDisagreement(seed, disagreement)}\n`);
  }
  console.log(summarize(outcome));
  return outcome.disagreements.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = main();
