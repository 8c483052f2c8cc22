import { type Mapping, stringOf } from '../blueprint/index.ts';
import { type Answers, formatAnswers, storeOf } from './answers.ts';
import { type Field, type Written, writeDocument } from './document.ts';
import { type ExampleBlueprint, fieldsOf, required, variablesOf } from './example.ts';
import type { Framework, NoteText } from './frameworks/framework.ts';
import * as notes from './notes.ts';
import type { Size } from './size.ts';
import { counted, number, replaceOnce } from './words.ts';

/** All that the parts of a Blueprint are made of. */
interface Parts {
  answers: Answers;
  framework: Framework;
  size: Size;
  example: ExampleBlueprint;
  /** What the example’s names begin with. */
  name: string;
}

/** The smallest compute plan: for what only enqueues, and for previews. */
const smallPlan = '0.5c-512mb';

const schedules: Record<Answers['schedule'], { cron: string; minutes: number }> = {
  'quarter-hourly': { cron: '*/15 * * * *', minutes: 15 },
  hourly: { cron: '0 * * * *', minutes: 60 },
  daily: { cron: '0 3 * * *', minutes: 24 * 60 },
};

/** Jobs that one run of the cron job enqueues. */
function jobsPerRun({ schedule, jobsPerHour }: Answers): number {
  return Math.ceil(jobsPerHour * Math.min(1, schedules[schedule].minutes / 60));
}

/**
 * Writes `render.yaml` for the answers. Names, builds, commands and variables are the example's, as far
 * as the answers do not decide them.
 *
 * @param address of the builder, from which the same answers lead here again
 */
export function writeRenderYaml(
  answers: Answers,
  framework: Framework,
  size: Size,
  example: ExampleBlueprint,
  address: string,
): Written {
  const parts: Parts = {
    answers,
    framework,
    size,
    example,
    name: answers.framework,
  };
  const isPostgres = storeOf(answers.framework) === 'postgres';
  const services = [
    ...producerOf(parts),
    workerOf(parts),
    ...(isPostgres ? [] : [keyValueOf(parts)]),
  ];
  const fields: Field[] = [
    ...(answers.previews ? [previewsField(answers)] : []),
    { key: 'services', value: services },
    ...(isPostgres ? [{ key: 'databases', value: [databaseOf(parts)] }] : []),
  ];
  return writeDocument(headerOf(answers, framework, address), fields, 'render.yaml');
}

function headerOf(answers: Answers, { label }: Framework, address: string): string[] {
  const query = formatAnswers(answers).toString();
  return [
    `${label}: ${counted(answers.jobsPerHour, 'job')} per hour of ${number(answers.averageSeconds)} s, the longest ${number(answers.longestSeconds)} s.`,
    query === '' ? address : `${address}?${query}`,
  ];
}

function previewsField(answers: Answers): Field {
  return {
    key: 'previews',
    notes: notes.previews(answers),
    value: [
      { key: 'generation', value: 'automatic' },
      { key: 'expireAfterDays', value: 3 },
    ],
  };
}

function producerOf(parts: Parts): Field[][] {
  switch (parts.answers.producer) {
    case 'web':
      return [webOf(parts)];
    case 'cron':
      return [cronOf(parts)];
    case 'outside':
      return [];
  }
}

function webOf({ answers, example: { web } }: Parts): Field[] {
  return [
    { key: 'type', value: 'web' },
    { key: 'name', value: required(web, 'name'), notes: notes.web() },
    { key: 'runtime', value: required(web, 'runtime') },
    { key: 'region', value: answers.region },
    { key: 'plan', value: smallPlan },
    { key: 'buildCommand', value: required(web, 'buildCommand') },
    { key: 'startCommand', value: required(web, 'startCommand') },
    { key: 'healthCheckPath', value: required(web, 'healthCheckPath') },
    { key: 'envVars', value: variablesOf(web) },
  ];
}

function cronOf({ answers, framework, size, name, example: { web } }: Parts): Field[] {
  const enqueuer = framework.enqueuer(size);
  const { cron, minutes } = schedules[answers.schedule];
  const own: Record<string, string | number> = {
    ...enqueuer.variables,
    PERIOD_MINUTES: minutes,
    ORDERS_PER_RUN: jobsPerRun(answers),
  };
  return [
    { key: 'type', value: 'cron' },
    { key: 'name', value: `${name}-cron`, notes: notes.cron(answers, jobsPerRun(answers)) },
    { key: 'runtime', value: required(web, 'runtime') },
    { key: 'region', value: answers.region },
    { key: 'plan', value: smallPlan },
    { key: 'schedule', value: cron, comment: ['In UTC. One run at a time.'] },
    { key: 'buildCommand', value: enqueuer.buildCommand ?? required(web, 'buildCommand') },
    { key: 'startCommand', value: enqueuer.startCommand },
    { key: 'envVars', value: withVariables(variablesOf(web), own, {}) },
  ];
}

function workerOf({ answers, framework, size, example: { worker, store } }: Parts): Field[] {
  const variables = framework.variables?.(size) ?? {};
  const slotNotes = notes.slots(answers, framework, size);
  const slotVariable = Object.keys(variables).find((key) => key === 'WORKER_CONCURRENCY');
  const isPostgres = store.kind === 'database';
  const variableNotes: Record<string, NoteText[]> = {
    ...(slotVariable === undefined ? {} : { [slotVariable]: slotNotes }),
    ...(isPostgres ? { DATABASE_URL: notes.directUrl() } : {}),
  };
  const comments: Record<string, string> = {
    ...framework.comments.variables,
    ...(isPostgres
      ? { DATABASE_URL: 'The direct URL: a worker does not go through the pooler.' }
      : {}),
  };
  const migration = stringOf(worker, 'preDeployCommand');
  return [
    { key: 'type', value: 'worker' },
    { key: 'name', value: required(worker, 'name'), notes: notes.killed(framework) },
    { key: 'runtime', value: required(worker, 'runtime') },
    {
      key: 'region',
      value: answers.region,
      comment: ['The same everywhere: private traffic stays in one region.'],
      notes: notes.region(answers),
    },
    { key: 'plan', value: size.workerPlan, notes: notes.workerPlan(answers, framework, size) },
    { key: 'numInstances', value: size.instances, notes: notes.instances(answers, size) },
    { key: 'buildCommand', value: required(worker, 'buildCommand') },
    ...(migration === undefined
      ? []
      : [
          {
            key: 'preDeployCommand',
            value: migration,
            comment: ['On this service only, so that two deploys do not migrate at once.'],
            notes: notes.migration(),
          },
        ]),
    {
      key: 'startCommand',
      value: startCommandOf(worker, framework, size),
      comment: [framework.comments.command],
      notes: slotVariable === undefined ? slotNotes : [],
    },
    {
      key: 'maxShutdownDelaySeconds',
      value: size.delaySeconds,
      comment: [
        `${size.graceSeconds} s for running jobs, ${framework.tailSeconds} s to hand back the others.`,
      ],
      notes: notes.shutdown(answers, framework, size),
    },
    ...(answers.previews ? [previewOf(size)] : []),
    {
      key: 'envVars',
      value: withVariables(variablesOf(worker), variables, comments, variableNotes),
    },
  ];
}

function startCommandOf(worker: Mapping, framework: Framework, size: Size): string {
  return framework
    .command(size)
    .reduce(
      (command, { from, to }) => replaceOnce(command, from, to),
      required(worker, 'startCommand'),
    );
}

function previewOf({ previewPlan }: Size): Field {
  return {
    key: 'previews',
    comment: ['A preview has no load: one instance, of a plan with the memory for its slots.'],
    value: [
      { key: 'plan', value: previewPlan },
      { key: 'numInstances', value: 1 },
    ],
  };
}

function keyValueOf({ answers, size, example: { store } }: Parts): Field[] {
  const isFree = size.storePlan === 'free';
  const preview = '256mb';
  return [
    { key: 'type', value: 'keyvalue' },
    { key: 'name', value: store.name },
    { key: 'region', value: answers.region },
    {
      key: 'plan',
      value: size.storePlan,
      comment: isFree
        ? ['render-workers: ignore[broker-forgets] a restart may empty this queue, it was answered']
        : [],
      notes: notes.keyValuePlan(answers, size),
    },
    ...(answers.previews && size.storePlan !== preview
      ? [{ key: 'previewPlan', value: preview }]
      : []),
    {
      key: 'maxmemoryPolicy',
      value: 'noeviction',
      comment: ['A full broker refuses new jobs. The default, allkeys-lru, would drop old ones.'],
      notes: notes.eviction(),
    },
    ...(isFree
      ? []
      : [
          {
            key: 'persistenceMode',
            value: 'journal-snapshot',
            comment: ['Queued jobs survive a restart, but for about the last second.'],
            notes: notes.persistence(answers),
          },
        ]),
    {
      key: 'ipAllowList',
      value: [],
      comment: ['The private network only.'],
      notes: notes.closedStore(answers, store.name),
    },
  ];
}

/** What of a database follows from the answers; the rest is the example’s. */
const decided = ['name', 'region', 'plan', 'ipAllowList'];

function databaseOf({ answers, size, example: { store } }: Parts): Field[] {
  const disk = size.diskGigabytes ?? 1;
  return [
    { key: 'name', value: store.name },
    { key: 'region', value: answers.region },
    { key: 'plan', value: size.storePlan, notes: notes.databasePlan(answers, size) },
    {
      key: 'diskSizeGB',
      value: disk,
      comment: ['1, or a multiple of 5. It only grows.'],
      notes: notes.storage(size),
    },
    ...(answers.previews ? previewDatabase(size.storePlan, disk) : []),
    ...fieldsOf(store.node).filter(({ key }) => !decided.includes(key)),
    {
      key: 'ipAllowList',
      value: [],
      comment: ['The private network only. Left out, every address may try the password.'],
      notes: notes.closedStore(answers, store.name),
    },
  ];
}

function previewDatabase(plan: string, disk: number): Field[] {
  const smallest = '0.1c-256mb';
  return [
    ...(plan === smallest ? [] : [{ key: 'previewPlan', value: smallest }]),
    ...(disk === 1 ? [] : [{ key: 'previewDiskSizeGB', value: 1 }]),
  ];
}

/** The variables of the example with these values, and those that it lacks at the end. */
function withVariables(
  variables: readonly Field[][],
  values: Readonly<Record<string, string | number>>,
  comments: Readonly<Record<string, string>>,
  variableNotes: Readonly<Record<string, readonly NoteText[]>> = {},
): Field[][] {
  const keys = variables.map(([first]) => first?.value);
  const added = Object.keys(values)
    .filter((key) => !keys.includes(key))
    .map((key): Field[] => [{ key: 'key', value: key }]);
  return [...variables, ...added].map(([first, ...rest]) => {
    if (!first) return [];
    const key = String(first.value);
    const comment = comments[key];
    const value = values[key];
    return [
      {
        ...first,
        comment: comment === undefined ? [] : [comment],
        notes: variableNotes[key] ?? [],
      },
      ...(value === undefined ? rest : [{ key: 'value', value }]),
    ];
  });
}
