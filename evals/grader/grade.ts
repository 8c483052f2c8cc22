import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isWithin } from './answer.ts';
import { Judge } from './judge.ts';
import type { Listed } from './scenarios.ts';

/** How one check went. */
export interface Mark {
  id: string;
  says: string;
  page: string;
  passed: boolean;
  /** What was found instead. */
  reason?: string;
}

/** How one answer went. */
export interface Grade {
  id: string;
  title: string;
  gotcha: string;
  /** Why there is nothing to judge. */
  missing?: string;
  marks: Mark[];
}

/** All answers of a folder. */
export interface Score {
  grades: Grade[];
  /** Sub-folders that are named like no scenario. */
  strays: string[];
}

/** Grades one answer. */
export function gradeAnswer(scenario: Listed, folder: string): Grade {
  const judge = new Judge(folder, join(scenario.folder, 'start'));
  return gradeOf(scenario, ({ demand }) => judge.fault(demand));
}

/** Grades a folder with one sub-folder for each scenario; what is not there has failed. */
export function gradeAll(scenarios: readonly Listed[], folder: string): Score {
  const grades = scenarios.map((scenario): Grade => {
    const missing = whyMissing(folder, scenario.id);
    if (missing === undefined) return gradeAnswer(scenario, join(folder, scenario.id));
    return { ...gradeOf(scenario, () => missing), missing };
  });
  const ids = new Set(scenarios.map(({ id }) => id));
  const strays = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !ids.has(entry.name))
    .map(({ name }) => name)
    .sort();
  return { grades, strays };
}

function gradeOf(
  { id, title, gotcha, checks }: Listed,
  faultOf: (check: Listed['checks'][number]) => string | undefined,
): Grade {
  const marks = checks.map((check): Mark => {
    const reason = faultOf(check);
    const mark = { id: check.id, says: check.says, page: check.page };
    return reason === undefined ? { ...mark, passed: true } : { ...mark, passed: false, reason };
  });
  return { id, title, gotcha, marks };
}

function whyMissing(folder: string, id: string): string | undefined {
  const path = join(folder, id);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return 'There is no answer.';
  if (isWithin(realpathSync(folder), realpathSync(path))) return undefined;
  return 'The folder of the answer is a link that leads out of the answers.';
}
