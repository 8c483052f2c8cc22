/** What became of one change to the code: what Stryker says of a mutant, as far as it is read here. */
export interface Outcome {
  fileName: string;
  status: string;
  mutatorName: string;
  /** Counted from 1. */
  location: { start: { line: number; column: number }; end: { line: number; column: number } };
  replacement?: string;
}

/** How many of the changes to one rule its tests notice. */
export interface RuleScore {
  rule: string;
  noticed: number;
  changes: number;
  /** Changes that no test notices. */
  missed: Outcome[];
}

/** The least part of the changes that must be noticed, of all rules together and of each. */
export const LEAST = { total: 0.98, rule: 0.95 };

const noticed = new Set(['Killed', 'Timeout']);
const missed = new Set(['Survived', 'NoCoverage']);

/** The scores by rule, in the order of their names. Changes that a comment leaves out do not count. */
export function scoresOf(outcomes: readonly Outcome[]): RuleScore[] {
  const scores = new Map<string, RuleScore>();
  for (const outcome of outcomes) {
    const rule = outcome.fileName.replace(/^.*[\\/]|\.ts$/g, '');
    const score = scores.get(rule) ?? { rule, noticed: 0, changes: 0, missed: [] };
    scores.set(rule, score);
    if (noticed.has(outcome.status)) score.noticed += 1;
    if (missed.has(outcome.status)) score.missed.push(outcome);
    score.changes = score.noticed + score.missed.length;
  }
  for (const { missed } of scores.values()) missed.sort(byPlace);
  return [...scores.values()]
    .filter(({ changes }) => changes > 0)
    .sort((a, b) => (a.rule < b.rule ? -1 : 1));
}

function byPlace({ location: { start: a } }: Outcome, { location: { start: b } }: Outcome): number {
  return a.line - b.line || a.column - b.column;
}

/** All of them as one. */
export function totalOf(scores: readonly RuleScore[]): RuleScore {
  return {
    rule: scores.length === 1 ? '1 rule' : `${scores.length} rules`,
    noticed: scores.reduce((sum, score) => sum + score.noticed, 0),
    changes: scores.reduce((sum, score) => sum + score.changes, 0),
    missed: scores.flatMap((score) => score.missed),
  };
}

/** `rule noticed/changes part`, in columns. */
export function formatScore({ rule, noticed, changes }: RuleScore): string {
  const counts = `${noticed}/${changes}`;
  return `${rule.padEnd(24)} ${counts.padStart(10)} ${percent(noticed / changes)}`;
}

/**
 * A change that no test notices: its place, what stands there and what was put in its place.
 *
 * @param source the file's text
 */
export function formatMissed({ fileName, location, replacement }: Outcome, source: string): string {
  const { start, end } = location;
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '').slice(0, end.column - 1);
  lines[0] = (lines[0] ?? '').slice(start.column - 1);
  const was = short(lines.join('\n'));
  return `${fileName}:${start.line}:${start.column} ${was} -> ${short(replacement ?? '')}`;
}

/** What is below its least, each as a sentence with what to do; none where all is well. */
export function shortfalls(scores: readonly RuleScore[]): string[] {
  const found = scores.filter(({ noticed, changes }) => noticed < LEAST.rule * changes);
  const total = totalOf(scores);
  const sentences = found.map(
    ({ rule, noticed, changes }) =>
      `The tests notice ${percent(noticed / changes).trim()} of the changes to \`${rule}\`; expected ${percent(LEAST.rule).trim()} or more. \`npm run test:mutation -- --rule ${rule}\` lists the others. For each, add a case to tests/fixtures/rule-cases/${rule}.yaml and run \`npm run test:update\`, or take out what decides nothing.`,
  );
  if (scores.length > 1 && total.noticed < LEAST.total * total.changes) {
    sentences.push(
      `The tests notice ${percent(total.noticed / total.changes).trim()} of the changes to all rules; expected ${percent(LEAST.total).trim()} or more. Begin with the rule that you changed: \`npm run test:mutation -- --rule <id>\`.`,
    );
  }
  return sentences;
}

function percent(part: number): string {
  return `${(Math.floor(part * 1000) / 10).toFixed(1)} %`.padStart(7);
}

function short(code: string): string {
  const line = code.replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
