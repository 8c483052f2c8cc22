import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { RehearsalResult, ScenarioResult } from './result.ts';
import { LONG_JOB } from './scenarios/scenario.ts';

/** The two forms in which an example is rehearsed. */
export const forms = ['recommended', 'default'] as const;
export type Form = (typeof forms)[number];

/** `examples/<name>/rehearsal.json`: how an example is rehearsed. In the file all but the name may be left out. */
export interface RehearsalPlan {
  /** What the framework is called. */
  framework: string;
  /** Why the example cannot be rehearsed, as a sentence; it then has no forms. */
  notRehearsed?: string;
  /** Where its packages come from if nothing else is said, e.g. `npm registry`. */
  obtained: string;
  /** Commands that print a version, by what it is the version of. Run in the built project. */
  versions: Record<string, string>;
  /** For each form, the scenarios with how each is played. */
  forms: Record<Form, Record<string, ScenarioPlan>>;
}

/** What a page says of an example without numbers: its framework, and why it has none, if so. */
export type PlanSummary = Pick<RehearsalPlan, 'framework' | 'notRehearsed'>;

/** How a scenario is played. */
export interface ScenarioPlan {
  /** Seconds to wait for missing orders. */
  wait: number;
  /** Seconds to look for second deliveries after that, 2 if it is left out. */
  watch?: number;
  /** How often it is played. */
  repeat?: number;
  /** Values in place of the worker's own, where those would take hours to show anything. */
  set?: Record<string, string>;
  /** Seconds of work of the one order of `long-job`. */
  seconds?: number;
  /** How often `long-job` deploys. */
  deploys?: number;
}

/** One scenario in one form. */
export interface ScenarioEvidence extends ScenarioResult {
  date: string;
  /** Values that took the place of the worker's own. */
  set?: Record<string, string>;
  /** Every run's numbers, this one's last; they have to agree. */
  runs: { lost: number; twice: number; killed: number }[];
}

/** `src/content/evidence/<name>.json`: what was measured. Pages draw their numbers from it. */
export interface Evidence {
  version: 1;
  example: string;
  framework: string;
  command: string;
  /** Of the example's files; another one means that it was changed and not rehearsed again. */
  hash: string;
  machine: RehearsalResult['machine'];
  obtained: string;
  versions: Record<string, string>;
  forms: Record<
    Form,
    { worker: RehearsalResult['worker']; overlap: number; scenarios: ScenarioEvidence[] }
  >;
}

/** What an example makes or fetches when it is built, and what does not change how it runs. */
const ignored = new Set([
  'README.md',
  'rehearsal.json',
  'node_modules',
  '.venv',
  '__pycache__',
  '_build',
  'deps',
  'target',
  'bin',
  'dist',
  '.next',
  'next-env.d.ts',
  'tsconfig.tsbuildinfo',
  '.env',
]);

/** A hash over the files of an example that decide how it runs. */
export function hashOf(folder: string): string {
  const hash = createHash('sha256');
  const visit = (path: string) => {
    for (const name of readdirSync(join(folder, path)).sort()) {
      if (ignored.has(name)) continue;
      const below = path === '' ? name : `${path}/${name}`;
      const file = join(folder, below);
      if (statSync(file).isDirectory()) visit(below);
      else hash.update(`${below}\n`).update(readFileSync(file)).update('\n');
    }
  };
  visit('');
  return hash.digest('hex');
}

/** The plan of an example, or undefined if it has none. */
export function readPlan(root: string, example: string): RehearsalPlan | undefined {
  const found = readJson(join(root, 'examples', example, 'rehearsal.json')) as
    | (Partial<RehearsalPlan> & Pick<RehearsalPlan, 'framework'>)
    | undefined;
  return (
    found && {
      obtained: '',
      versions: {},
      ...found,
      forms: { recommended: {}, default: {}, ...found.forms },
    }
  );
}

function evidencePath(root: string, example: string): string {
  return join(root, 'src/content/evidence', `${example}.json`);
}

/** The evidence of an example, or undefined if it was never rehearsed. */
export function readEvidence(root: string, example: string): Evidence | undefined {
  return readJson(evidencePath(root, example)) as Evidence | undefined;
}

export function writeEvidence(root: string, evidence: Evidence): void {
  const path = evidencePath(root, evidence.example);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(evidence, rounded, 2)}\n`);
}

/** Milliseconds are all that the numbers mean. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}

/** What is wrong with the evidence of every example, one sentence each. */
export function staleEvidence(root: string): string[] {
  const folders = (path: string) =>
    existsSync(join(root, path)) ? readdirSync(join(root, path)).sort() : [];
  const examples = folders('examples').filter((name) =>
    statSync(join(root, 'examples', name)).isDirectory(),
  );
  const strays = folders('src/content/evidence')
    .filter((file) => !examples.includes(file.replace(/\.json$/, '')))
    .map((file) => `src/content/evidence/${file} belongs to no example. Delete it.`);
  return [...examples.flatMap((example) => staleness(root, example)), ...strays];
}

/** What is wrong with the evidence of an example, one sentence each. */
function staleness(root: string, example: string): string[] {
  const plan = readPlan(root, example);
  const renew = `Run: npm run rehearse -- ${example} --record`;
  if (!plan) {
    return [
      `examples/${example} has no rehearsal.json, so it cannot be rehearsed. Write one, as examples/bullmq has it. ${renew}`,
    ];
  }
  const evidence = readEvidence(root, example);
  if (plan.notRehearsed !== undefined) {
    const both = [
      ...(evidence ? [`src/content/evidence/${example}.json`] : []),
      ...forms.flatMap((form) =>
        Object.keys(plan.forms[form]).length > 0 ? [`the plan's ${form} form`] : [],
      ),
    ];
    return both.map(
      (what) => `examples/${example} says why it is not rehearsed, and yet there is ${what}.`,
    );
  }
  if (forms.every((form) => Object.keys(plan.forms[form]).length === 0)) {
    return [
      `examples/${example} is to be rehearsed in no scenario. Name some in its rehearsal.json, or say in \`notRehearsed\` why there are none.`,
    ];
  }
  if (!evidence) return [`examples/${example} was never rehearsed. ${renew}`];
  if (evidence.hash !== hashOf(join(root, 'examples', example))) {
    return [`examples/${example} has changed since it was rehearsed. ${renew}`];
  }
  return forms.flatMap((form) => {
    const recorded = new Map(
      evidence.forms[form].scenarios.map((scenario) => [scenario.scenario, scenario]),
    );
    return Object.entries(plan.forms[form]).flatMap(([name, own]) => {
      const { repeat = 1, set = {} } = own;
      const scenario = recorded.get(name);
      const again = `${renew} --form ${form} --scenario ${name}`;
      if (!scenario)
        return [`examples/${example} (${form}) was not rehearsed in \`${name}\`. ${again}`];
      const isAsPlanned =
        scenario.runs.length === repeat &&
        isDeepStrictEqual(scenario.set ?? {}, set) &&
        isLongJobOf(scenario, own);
      return isAsPlanned
        ? []
        : [`examples/${example} (${form}) was rehearsed in \`${name}\` by another plan. ${again}`];
    });
  });
}

function isLongJobOf({ longJob }: ScenarioEvidence, plan: ScenarioPlan): boolean {
  if (!longJob) return true;
  const { seconds, deploys } = { ...LONG_JOB, ...plan };
  return longJob.seconds === seconds && longJob.deploys === deploys;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${path}: ${(error as Error).message}`);
  }
}
