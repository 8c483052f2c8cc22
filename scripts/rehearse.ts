/**
 * Rehearses the examples as their `rehearsal.json` says, and keeps what was measured.
 *
 *   node scripts/rehearse.ts NAME… | --all [--record] [--form NAME] [--scenario NAME]
 *                            [--build COMMAND --obtained TEXT]
 *
 * --record    write src/content/evidence/NAME.json; scenarios that are not played now stay in it
 * --form      recommended or default; both if it is left out
 * --scenario  only this one; may be given again
 * --build     run this in place of every build command, where a registry is out of reach
 * --obtained  where the packages came from in that case; it stands beside the numbers
 *
 * Exit codes: 0 played, 1 an example does not run, 2 usage or something is missing on this machine.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { watcherOf } from '../src/cli/rehearse-report.ts';
import { packageVersion } from '../src/cli/version.ts';
import {
  type Evidence,
  type Form,
  forms,
  hashOf,
  type RehearsalPlan,
  readEvidence,
  readPlan,
  type ScenarioEvidence,
  writeEvidence,
} from '../src/rehearsal/evidence.ts';
import { rehearse } from '../src/rehearsal/rehearse.ts';
import type { RehearsalResult } from '../src/rehearsal/result.ts';
import { scenarios } from '../src/rehearsal/scenarios/index.ts';
import { LONG_JOB } from '../src/rehearsal/scenarios/scenario.ts';
import { Session } from '../src/rehearsal/session.ts';
import { Trouble } from '../src/rehearsal/trouble.ts';

const root = join(import.meta.dirname, '..');
const usage =
  'usage: npm run rehearse -- NAME… | --all [--record] [--form NAME] [--scenario NAME] [--build COMMAND --obtained TEXT]';

interface Arguments {
  names: string[];
  record: boolean;
  forms: readonly Form[];
  scenarios: string[] | undefined;
  build: string | undefined;
  obtained: string | undefined;
}

function readArguments(): Arguments {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
      form: { type: 'string' },
      scenario: { type: 'string', multiple: true },
      build: { type: 'string' },
      obtained: { type: 'string' },
    },
  });
  const form = forms.find((name) => name === values.form);
  if (values.form !== undefined && !form) throw new Error(`There is no form \`${values.form}\`.`);
  if ((values.build === undefined) !== (values.obtained === undefined)) {
    throw new Error('--build and --obtained go together.');
  }
  const names = values.all ? readdirSync(join(root, 'examples')).sort() : positionals;
  if (names.length === 0) throw new Error('No example is named.');
  return {
    names,
    record: values.record,
    forms: form ? [form] : forms,
    scenarios: values.scenario,
    build: values.build,
    obtained: values.obtained,
  };
}

async function main(): Promise<number> {
  let options: Arguments;
  try {
    options = readArguments();
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    return 2;
  }
  for (const name of options.names) {
    const plan = readPlan(root, name);
    if (!plan) {
      console.error(`examples/${name}/rehearsal.json does not exist.`);
      return 2;
    }
    if (plan.notRehearsed !== undefined) {
      console.error(`examples/${name} is not rehearsed. ${plan.notRehearsed}`);
      continue;
    }
    for (const form of options.forms) {
      for (const scenario of Object.keys(plan.forms[form])) {
        if (options.scenarios && !options.scenarios.includes(scenario)) continue;
        try {
          await play(name, plan, form, scenario, options);
        } catch (error) {
          if (!(error instanceof Trouble)) throw error;
          console.error([error.message, ...error.lines.map((line) => `  | ${line}`)].join('\n'));
          return error.exitCode;
        }
      }
    }
  }
  return 0;
}

async function play(
  name: string,
  plan: RehearsalPlan,
  form: Form,
  scenarioName: string,
  { record, build, obtained }: Arguments,
): Promise<void> {
  const scenario = scenarios.find((candidate) => candidate.name === scenarioName);
  if (!scenario)
    throw new Error(`examples/${name}/rehearsal.json: no scenario \`${scenarioName}\``);
  const {
    wait,
    watch = 2,
    repeat = 1,
    set = {},
    seconds = LONG_JOB.seconds,
    deploys = LONG_JOB.deploys,
  } = plan.forms[form][scenarioName] ?? { wait: 120 };
  const folder = join(root, 'examples', name);
  const hash = hashOf(folder);
  const runs: ScenarioEvidence['runs'] = [];
  let result: RehearsalResult | undefined;
  for (let round = 1; round <= repeat; round += 1) {
    console.error(`\n== ${name}, ${form}, ${scenarioName}, run ${round} of ${repeat}`);
    const session = new Session();
    try {
      result = await rehearse(
        session,
        {
          blueprint: join(folder, 'render.yaml'),
          service: undefined,
          scenarios: [scenario],
          delay: undefined,
          overlap: 5,
          instances: undefined,
          orders: 200,
          seconds,
          deploys,
          wait,
          watch,
          overlay: form === 'default' ? join(folder, 'default') : undefined,
          build,
          enqueue: undefined,
          probes: plan.versions,
          set,
          valuesFile: undefined,
          watcher: watcherOf(process.stderr, false),
        },
        packageVersion(new URL('../', import.meta.url)),
      );
    } finally {
      await session.close();
    }
    const [played] = result.scenarios;
    runs.push({
      lost: played?.count?.lost ?? 0,
      twice: played?.count?.twice ?? 0,
      killed:
        played?.instances.filter(({ stop }) => stop?.signal === 'SIGTERM' && stop.killed).length ??
        0,
    });
    console.error(`${played?.summary}`);
  }
  const [played] = result?.scenarios ?? [];
  if (!record || !result || !played) return;
  keep(
    name,
    plan,
    form,
    hash,
    result,
    { ...played, date: result.date, ...(Object.keys(set).length > 0 && { set }), runs },
    obtained,
  );
}

/** Puts one scenario into the evidence; what was measured on other files goes. */
function keep(
  example: string,
  plan: RehearsalPlan,
  form: Form,
  hash: string,
  { machine, versions, worker, overlap }: RehearsalResult,
  scenario: ScenarioEvidence,
  obtained: string | undefined,
): void {
  const known = readEvidence(root, example);
  const old = known?.hash === hash ? known : undefined;
  const empty = { worker, overlap, scenarios: [] };
  const evidence: Evidence = {
    version: 1,
    example,
    framework: plan.framework,
    command: `npm run rehearse -- ${example} --record${obtained === undefined ? '' : ' --build … --obtained …'}`,
    hash,
    machine,
    obtained: obtained ?? plan.obtained,
    versions: { ...versions, ...serversOf(scenario) },
    forms: {
      recommended: old?.forms.recommended ?? empty,
      default: old?.forms.default ?? empty,
    },
  };
  const order = Object.keys(plan.forms[form]);
  const own = { ...evidence.forms[form], worker, overlap };
  own.scenarios = [
    ...own.scenarios.filter((other) => other.scenario !== scenario.scenario),
    scenario,
  ].sort((a, b) => order.indexOf(a.scenario) - order.indexOf(b.scenario));
  evidence.forms[form] = own;
  writeEvidence(root, evidence);
}

/** `Valkey 8.0.1` as a version by its name. */
function serversOf({ servers }: ScenarioEvidence): Record<string, string> {
  return Object.fromEntries(
    servers.map(({ software }) => [software.split(' ')[0] ?? '', software.split(' ')[1] ?? '']),
  );
}

process.exitCode = await main();
