import { join } from 'node:path';
import {
  type Answers,
  defaultAnswers,
  type FrameworkName,
  frameworkNames,
} from '../../src/builder/answers.ts';
import type { ExampleFiles } from '../../src/builder/types.ts';
import { exampleTexts } from '../../src/examples/checkout/texts.ts';
import { Random } from '../corpus/random.ts';

const root = join(import.meta.dirname, '../..');

const read = new Map(frameworkNames.map((name) => [name, exampleTexts(root, name)]));

/** The files of an example, read once. */
export function filesOf(name: FrameworkName): ExampleFiles {
  return read.get(name) ?? [];
}

type Values = { [Key in keyof Answers]: readonly Answers[Key][] };

/**
 * Every discrete answer, and of each number its range's ends, values between, and the borders: of the
 * longest delay (275 s and 285 s are the last that fit), of plans, of notes.
 */
export const values: Values = {
  framework: frameworkNames,
  producer: ['web', 'cron', 'outside'],
  schedule: ['quarter-hourly', 'hourly', 'daily'],
  longestSeconds: [1, 5, 15, 45, 275, 276, 285, 286, 300, 301, 3600],
  averageSeconds: [0.01, 0.5, 5, 60, 3600],
  jobsPerHour: [1, 1000, 36_000, 1_000_000],
  payloadKilobytes: [0.1, 2, 99.9, 100, 1000],
  jobMegabytes: [1, 20, 145, 400, 4000],
  work: ['waits', 'computes'],
  survives: [true, false],
  region: ['oregon', 'ohio', 'virginia', 'frankfurt', 'singapore'],
  previews: [true, false],
};

/** What is combined in full; the other answers take turns. */
const full = ['framework', 'producer', 'work', 'survives', 'longestSeconds'] as const;

/**
 * The full product of {@link full}, twice. The full product of all would be 21 million, so of the
 * others each case takes what a seeded generator draws; a test shows that every pair of two values
 * that can occur together does.
 */
export function cases(): Answers[] {
  const random = new Random(20_261_129);
  let made: Answers[] = [defaultAnswers];
  for (const key of full) {
    made = made.flatMap((answers) => values[key].map((value) => ({ ...answers, [key]: value })));
  }
  const others = (Object.keys(values) as (keyof Answers)[]).filter(
    (key) => !(full as readonly string[]).includes(key),
  );
  return [...made, ...made].map((answers) => {
    const drawn = others.map((key) => [key, random.pick<unknown>(values[key])]);
    const all = { ...answers, ...Object.fromEntries(drawn) } as Answers;
    return { ...all, averageSeconds: Math.min(all.averageSeconds, all.longestSeconds) };
  });
}
