import { defaultRegion, regions } from '../blueprint/schema/values.ts';

/** The frameworks that have an example, by the name of its folder. */
export const frameworkNames = [
  'asynq',
  'bullmq',
  'celery',
  'dramatiq',
  'graphile-worker',
  'huey',
  'oban',
  'pg-boss',
  'river',
  'rq',
  'sidekiq',
] as const;
export type FrameworkName = (typeof frameworkNames)[number];

const postgresFrameworks: readonly FrameworkName[] = [
  'graphile-worker',
  'oban',
  'pg-boss',
  'river',
];

/** What holds the jobs of a framework on Render. */
export function storeOf(framework: FrameworkName): 'keyvalue' | 'postgres' {
  return postgresFrameworks.includes(framework) ? 'postgres' : 'keyvalue';
}

/** What a reader says of the work, from which the whole project follows. */
export interface Answers {
  readonly framework: FrameworkName;
  /** Who puts jobs on the queue. */
  readonly producer: 'web' | 'cron' | 'outside';
  /** When the cron job runs, if it is the producer. */
  readonly schedule: 'quarter-hourly' | 'hourly' | 'daily';
  readonly longestSeconds: number;
  readonly averageSeconds: number;
  /** At the peak. */
  readonly jobsPerHour: number;
  /** What one job says in the queue, in kB of 1,000 bytes. */
  readonly payloadKilobytes: number;
  /** What one running job takes on top of its idle process, in MB. */
  readonly jobMegabytes: number;
  /** Whether a job waits for others (a database, an API) or computes. */
  readonly work: 'waits' | 'computes';
  /** Whether queued jobs outlive a restart of Key Value. Postgres always keeps them. */
  readonly survives: boolean;
  readonly region: (typeof regions)[number];
  /** Whether each pull request gets a copy of everything. */
  readonly previews: boolean;
}

export const defaultAnswers: Answers = {
  framework: 'celery',
  producer: 'web',
  schedule: 'hourly',
  longestSeconds: 45,
  averageSeconds: 5,
  jobsPerHour: 1000,
  payloadKilobytes: 2,
  jobMegabytes: 20,
  work: 'waits',
  survives: true,
  region: defaultRegion,
  previews: false,
};

/** Values that a number may have, in the unit that its question names. */
export interface NumberRange {
  minimum: number;
  maximum: number;
  /** Whether parts of one are allowed. */
  isWhole: boolean;
}

interface Asked {
  id: keyof Answers;
  label: string;
  help: string;
  /** Whether the answer changes anything, given the others; always if there is no such function. */
  isAsked?: (answers: Answers) => boolean;
}

export interface Option {
  value: string;
  label: string;
}

export interface ChoiceQuestion extends Asked {
  kind: 'choice';
  options: readonly Option[];
}

export interface NumberQuestion extends Asked, NumberRange {
  kind: 'number';
  /** As it stands behind the field, e.g. `seconds`. */
  unit: string;
}

export interface BooleanQuestion extends Asked {
  kind: 'boolean';
}

export type Question = ChoiceQuestion | NumberQuestion | BooleanQuestion;

/** In the order in which they are asked. */
export const questions: readonly Question[] = [
  {
    id: 'framework',
    kind: 'choice',
    label: 'Framework',
    help: 'What runs the jobs. The code comes from the example of this framework.',
    options: [
      { value: 'asynq', label: 'Asynq (Go, Key Value)' },
      { value: 'bullmq', label: 'BullMQ (Node.js, Key Value)' },
      { value: 'celery', label: 'Celery (Python, Key Value)' },
      { value: 'dramatiq', label: 'Dramatiq (Python, Key Value)' },
      { value: 'graphile-worker', label: 'Graphile Worker (Node.js, Postgres)' },
      { value: 'huey', label: 'Huey (Python, Key Value)' },
      { value: 'oban', label: 'Oban (Elixir, Postgres)' },
      { value: 'pg-boss', label: 'pg-boss (Node.js, Postgres)' },
      { value: 'river', label: 'River (Go, Postgres)' },
      { value: 'rq', label: 'RQ (Python, Key Value)' },
      { value: 'sidekiq', label: 'Sidekiq (Ruby, Key Value)' },
    ] satisfies { value: FrameworkName; label: string }[],
  },
  {
    id: 'producer',
    kind: 'choice',
    label: 'What enqueues jobs',
    help: 'A worker takes jobs and receives no requests, so something else has to enqueue them.',
    options: [
      { value: 'web', label: 'A web service of this project' },
      { value: 'cron', label: 'A cron job, on a schedule' },
      { value: 'outside', label: 'A service outside of this Blueprint' },
    ] satisfies { value: Answers['producer']; label: string }[],
  },
  {
    id: 'schedule',
    kind: 'choice',
    label: 'When the cron job runs',
    help: 'Cron jobs on Render run in UTC, and each run enqueues its jobs at once.',
    options: [
      { value: 'quarter-hourly', label: 'Every 15 minutes' },
      { value: 'hourly', label: 'Every hour' },
      { value: 'daily', label: 'Every day at 03:00 UTC' },
    ] satisfies { value: Answers['schedule']; label: string }[],
    isAsked: ({ producer }) => producer === 'cron',
  },
  {
    id: 'longestSeconds',
    kind: 'number',
    label: 'Longest job',
    help: 'Decides how long a deploy waits for running jobs, and when a lost job is run again.',
    unit: 'seconds',
    minimum: 1,
    maximum: 3600,
    isWhole: true,
  },
  {
    id: 'averageSeconds',
    kind: 'number',
    label: 'Average job',
    help: 'How long a job takes on average. At most as long as the longest.',
    unit: 'seconds',
    minimum: 0.01,
    maximum: 3600,
    isWhole: false,
  },
  {
    id: 'jobsPerHour',
    kind: 'number',
    label: 'Jobs at the peak',
    help: 'How many jobs are enqueued in your busiest hour.',
    unit: 'jobs per hour',
    minimum: 1,
    maximum: 1_000_000,
    isWhole: true,
  },
  {
    id: 'payloadKilobytes',
    kind: 'number',
    label: 'Payload of a job',
    help: 'What a job says in the queue. Pass an id or a URL and keep files elsewhere.',
    unit: 'kB',
    minimum: 0.1,
    maximum: 1000,
    isWhole: false,
  },
  {
    id: 'jobMegabytes',
    kind: 'number',
    label: 'Memory of a job',
    help: 'What one running job takes on top of its idle process, at its peak.',
    unit: 'MB',
    minimum: 1,
    maximum: 4000,
    isWhole: true,
  },
  {
    id: 'work',
    kind: 'choice',
    label: 'What a job does',
    help: 'Jobs that wait share a CPU; jobs that compute need one each.',
    options: [
      { value: 'waits', label: 'It mostly waits for a database, an API or a disk' },
      { value: 'computes', label: 'It mostly computes' },
    ] satisfies { value: Answers['work']; label: string }[],
  },
  {
    id: 'survives',
    kind: 'boolean',
    label: 'Queued jobs survive a restart of the broker',
    help: 'Needs a paid Key Value instance with persistence. Without it a restart empties the queue.',
    isAsked: ({ framework }) => storeOf(framework) === 'keyvalue',
  },
  {
    id: 'region',
    kind: 'choice',
    label: 'Region',
    help: 'Fixed at creation. Only services in one region reach each other over the private network.',
    options: regions.map((value) => ({
      value,
      label: value.charAt(0).toUpperCase() + value.slice(1),
    })),
  },
  {
    id: 'previews',
    kind: 'boolean',
    label: 'Preview environments',
    help: 'A copy of everything for each pull request. Needs a Pro workspace, and each copy costs.',
  },
];

/** What could not be read of an address, and what was taken in its place. */
export interface Problem {
  /** The question, or the unknown key. */
  id: string;
  /** A whole sentence. */
  message: string;
}

export interface ParsedAnswers {
  answers: Answers;
  problems: Problem[];
}

const switchWords = new Map([
  ['yes', true],
  ['no', false],
]);

/**
 * Reads answers out of an address. A missing answer is the default one; so is one that is unknown or
 * out of its range, and then a problem says so. An average above the longest job becomes the longest.
 */
export function parseAnswers(params: URLSearchParams): ParsedAnswers {
  const problems: Problem[] = [];
  const read: Record<string, unknown> = { ...defaultAnswers };
  for (const key of new Set(params.keys())) {
    const question = questions.find(({ id }) => id === key);
    if (!question) {
      problems.push({ id: key, message: `There is no question \`${key}\`.` });
      continue;
    }
    const text = params.get(key) ?? '';
    const value = readAnswer(question, text);
    if (value === undefined) {
      const given = text === '' ? 'an empty answer' : `\`${text}\``;
      const message = `${question.label}: ${given} is not ${expected(question)}. Taken instead: ${shown(question, defaultAnswers[question.id])}.`;
      problems.push({ id: key, message });
    } else read[key] = value;
  }
  const answers = read as unknown as Answers;
  if (answers.averageSeconds <= answers.longestSeconds) return { answers, problems };
  if (params.has('averageSeconds')) {
    const message = `Average job: ${answers.averageSeconds} seconds is more than the longest job takes. Taken instead: ${answers.longestSeconds}.`;
    problems.push({ id: 'averageSeconds', message });
  }
  return { answers: { ...answers, averageSeconds: answers.longestSeconds }, problems };
}

/** The reverse of {@link parseAnswers}: only what differs from the default, in the order of the questions. */
export function formatAnswers(answers: Answers): URLSearchParams {
  const params = new URLSearchParams();
  for (const question of questions) {
    const value = answers[question.id];
    if (value !== implied(question.id, answers)) params.set(question.id, shown(question, value));
  }
  return params;
}

/** What stands for an answer that the address does not have. */
function implied(id: keyof Answers, { longestSeconds }: Answers): Answers[keyof Answers] {
  if (id !== 'averageSeconds') return defaultAnswers[id];
  return Math.min(defaultAnswers.averageSeconds, longestSeconds);
}

function readAnswer(question: Question, text: string): string | number | boolean | undefined {
  switch (question.kind) {
    case 'choice':
      return question.options.find(({ value }) => value === text)?.value;
    case 'boolean':
      return switchWords.get(text);
    case 'number':
      return readNumber(question, text);
  }
}

function readNumber({ minimum, maximum, isWhole }: NumberRange, text: string): number | undefined {
  if (!/^\d+(\.\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  if (value < minimum || value > maximum) return undefined;
  return isWhole && !Number.isInteger(value) ? undefined : value;
}

function expected(question: Question): string {
  switch (question.kind) {
    case 'choice':
      return 'one of the choices';
    case 'boolean':
      return '`yes` or `no`';
    case 'number':
      return `a ${question.isWhole ? 'whole ' : ''}number from ${question.minimum} to ${question.maximum}`;
  }
}

function shown(question: Question, value: Answers[keyof Answers]): string {
  return question.kind === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}
