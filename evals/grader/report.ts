import { stripVTControlCharacters } from 'node:util';
import type { Grade, Score } from './grade.ts';

/** The sums of a score. */
export interface Totals {
  scenarios: { total: number; passed: number; failed: number; missing: number };
  checks: { total: number; passed: number };
}

const isPassed = ({ marks }: Grade) => marks.every(({ passed }) => passed);

/** Adds up. A scenario is passed if each of its checks is. */
export function totalsOf({ grades }: Score): Totals {
  const marks = grades.flatMap((grade) => grade.marks);
  const passed = grades.filter(isPassed).length;
  const missing = grades.filter((grade) => grade.missing !== undefined).length;
  return {
    scenarios: {
      total: grades.length,
      passed,
      failed: grades.length - passed - missing,
      missing,
    },
    checks: { total: marks.length, passed: marks.filter((mark) => mark.passed).length },
  };
}

/** The score for people: each check with its result, then the sums. */
export function formatScore(score: Score): string {
  const { scenarios, checks } = totalsOf(score);
  const percent = Math.floor((100 * checks.passed) / checks.total);
  const lines = [
    ...score.grades.flatMap((grade) => [...formatGrade(grade), '']),
    ...score.strays.map(
      (name) => `There is no scenario \`${name}\`; its folder was not looked at.`,
    ),
    `Scenarios: ${scenarios.passed} of ${scenarios.total} passed, ${scenarios.failed} failed, ${scenarios.missing} without an answer.`,
    `Checks: ${checks.passed} of ${checks.total} passed (${percent} %).`,
  ];
  return lines.map(plain).join('\n');
}

function formatGrade({ id, title, missing, marks }: Grade): string[] {
  const passed = marks.filter((mark) => mark.passed).length;
  const head = `${id}: ${passed}/${marks.length} ${title}`;
  if (missing !== undefined) return [head, `  ${missing}`];
  return [
    head,
    ...marks.flatMap(({ id, passed, says, reason, page }) =>
      passed ? [`  pass ${id}`] : [`  FAIL ${id}: ${says}`, `       ${reason} See ${page}`],
    ),
  ];
}

/** Two scores of the same scenarios, side by side, for people. */
export function formatComparison(score: Score, before: Score): string {
  const width = Math.max(...score.grades.map(({ id }) => id.length));
  const row = (name: string, one: string, other: string) =>
    `${name.padEnd(width)}  ${one.padStart(7)}  ${other.padStart(7)}`;
  const counted = ({ marks }: Grade) =>
    `${marks.filter(({ passed }) => passed).length}/${marks.length}`;
  const [now, then] = [totalsOf(score), totalsOf(before)];
  const lines = [
    row('checks passed', 'against', 'answers'),
    ...score.grades.map((grade, index) => {
      const other = before.grades[index];
      return row(grade.id, other ? counted(other) : '', counted(grade));
    }),
    row(
      'all checks',
      `${then.checks.passed}/${then.checks.total}`,
      `${now.checks.passed}/${now.checks.total}`,
    ),
    row(
      'scenarios',
      `${then.scenarios.passed}/${then.scenarios.total}`,
      `${now.scenarios.passed}/${now.scenarios.total}`,
    ),
  ];
  return lines.map(plain).join('\n');
}

/** An answer can hold what a terminal takes for orders. */
function plain(line: string): string {
  return stripVTControlCharacters(line).replace(/\p{Cc}/gu, ' ');
}

/** The score for programs, with the one that it is held against. */
export function jsonOf(score: Score, before?: Score): string {
  const against = before && { against: dataOf(before) };
  return JSON.stringify({ version: 1, ...dataOf(score), ...against }, undefined, 2);
}

function dataOf(score: Score) {
  const scenarios = score.grades.map((grade) => ({ ...grade, passed: isPassed(grade) }));
  return { totals: totalsOf(score), scenarios, strays: score.strays };
}
