import { sources } from '../sources.ts';
import type { Dated } from './dated.ts';

/** What a plan costs. */
export interface Price {
  /** US dollars a month. */
  dollars: number;
  /** Whether one source alone says so. */
  isUncertain: boolean;
}

const sure = (dollars: number): Price => ({ dollars, isUncertain: false });
const unsure = (dollars: number): Price => ({ dollars, isUncertain: true });

const prices = {
  title: 'render-oss/skills: service mapping, prices as of April 2026',
  url: 'https://github.com/render-oss/skills',
  read: '2026-08-18',
};
const workflowPrices = {
  title: 'Workflow prices per hour and $1 minimum, third-party quote',
  read: '2026-08-27',
} as const;
const connections = {
  title: 'Render tutorial: Postgres connection limits and pooling',
  url: 'https://render.com/tutorials/postgres-on-render/connection-limits-and-pooling',
  read: '2026-11-23',
};

/** How long each part of the plans is trusted, and who says so. */
export const plansDated = {
  sizes: {
    about: 'plans with CPU, memory and connections',
    staleAfter: '2027-03-01',
    sources: [sources.spec, sources.schema],
  },
  prices: {
    about: 'prices of plans',
    staleAfter: '2027-01-01',
    sources: [prices],
  },
  workflows: {
    about: 'prices of workflow runs',
    staleAfter: '2027-01-01',
    sources: [workflowPrices],
  },
  connections: {
    about: 'connection limits of Postgres plans',
    staleAfter: '2027-05-01',
    sources: [connections],
  },
} as const satisfies Record<string, Dated>;

/** A plan of a web service, private service, worker or cron job. */
export interface ServerPlan {
  id: string;
  /** The name that it had before August 2026, which still works. */
  oldName?: string;
  cpus: number;
  /** MB. */
  memory: number;
  /** Absent where no source has one. */
  price?: Price;
  /** Whether cron jobs take it. */
  forCron: boolean;
}

const server = (
  id: string,
  cpus: number,
  memory: number,
  more: Partial<Pick<ServerPlan, 'oldName' | 'price' | 'forCron'>> = {},
): ServerPlan => ({ id, cpus, memory, forCron: true, ...more });

/** Compute plans, the smaller first. `free` is for web services only. */
export const serverPlans: readonly ServerPlan[] = [
  server('free', 0.1, 512, { price: sure(0), forCron: false }),
  server('0.5c-512mb', 0.5, 512, { oldName: 'starter', price: sure(7) }),
  server('1c-2g', 1, 2048, { oldName: 'standard', price: sure(25) }),
  server('2c-4g', 2, 4096, { oldName: 'pro', price: unsure(85) }),
  server('2c-8g', 2, 8192),
  server('2c-16g', 2, 16_384),
  server('4c-8g', 4, 8192, { oldName: 'pro plus', price: unsure(175) }),
  server('4c-16g', 4, 16_384, { oldName: 'pro max', price: unsure(225) }),
  server('4c-32g', 4, 32_768),
  server('8c-16g', 8, 16_384),
  server('8c-32g', 8, 32_768, { oldName: 'pro ultra', price: unsure(450) }),
  server('8c-64g', 8, 65_536),
  server('12c-24g', 12, 24_576, { forCron: false }),
  server('12c-48g', 12, 49_152, { forCron: false }),
  server('12c-96g', 12, 98_304, { forCron: false }),
];

/** Old names of plans that cron jobs take, too. */
const oldCronPlans = ['starter', 'standard', 'pro', 'pro plus'];

/** A plan of a Key Value instance. */
export interface KeyValuePlan {
  id: string;
  oldName?: string;
  /** MB. */
  memory: number;
  connections: number;
  price?: Price;
  /** Whether the schema alone knows it, and Render's reference does not list it. */
  isUnlisted?: boolean;
}

/** Key Value plans, the smaller first. */
export const keyValuePlans: readonly KeyValuePlan[] = [
  { id: 'free', memory: 25, connections: 50, price: sure(0) },
  { id: '256mb', oldName: 'starter', memory: 256, connections: 250, price: unsure(10) },
  { id: '1g', oldName: 'standard', memory: 1024, connections: 1000, price: unsure(32) },
  { id: '3g', memory: 3072, connections: 3000, isUnlisted: true },
  { id: '5g', oldName: 'pro', memory: 5120, connections: 5000 },
  { id: '10g', oldName: 'pro plus', memory: 10_240, connections: 10_000, price: unsure(250) },
  { id: '20g', oldName: 'pro max', memory: 20_480, connections: 20_000, price: unsure(550) },
  { id: '40g', oldName: 'pro ultra', memory: 40_960, connections: 40_000 },
  { id: '50g', memory: 51_200, connections: 50_000, isUnlisted: true },
];

/** A plan of a Postgres database. */
export interface PostgresPlan {
  id: string;
  /** `old` plans stay valid; `closed` ones take no new database. */
  family: 'flexible' | 'old' | 'closed';
  /** Absent where the name does not say it. */
  cpus?: number;
  /** MB; absent where the name does not say it. */
  memory?: number;
  price?: Price;
}

const flexible = (cpus: number, gigabytes: number, price?: Price): PostgresPlan => ({
  id: `${cpus}c-${gigabytes}g`,
  family: 'flexible',
  cpus,
  memory: gigabytes * 1024,
  ...(price && { price }),
});
const old = (id: string, megabytes: number, price?: Price): PostgresPlan => ({
  id,
  family: 'old',
  memory: megabytes,
  ...(price && { price }),
});
const oldPrices: Record<string, Price> = {
  'pro-4gb': unsure(55),
  'pro-8gb': unsure(100),
  'accelerated-16gb': unsure(160),
};
const oldOf = (family: string, gigabytes: number[]) =>
  gigabytes.map((size) => {
    const id = `${family}-${size}gb`;
    return old(id, size * 1024, oldPrices[id]);
  });

/** Postgres plans, the smaller of each family first. */
export const postgresPlans: readonly PostgresPlan[] = [
  { id: 'free', family: 'flexible', memory: 256, price: sure(0) },
  { id: '0.1c-256mb', family: 'flexible', cpus: 0.1, memory: 256, price: sure(6) },
  flexible(0.5, 1, unsure(19)),
  flexible(1, 2),
  flexible(1, 4),
  flexible(2, 4),
  flexible(2, 8),
  flexible(2, 16),
  flexible(4, 16),
  flexible(4, 32),
  flexible(8, 32),
  flexible(8, 64),
  flexible(16, 64),
  flexible(16, 128),
  flexible(32, 128),
  flexible(32, 256),
  flexible(48, 192),
  flexible(48, 384),
  flexible(64, 256),
  flexible(64, 512),
  flexible(96, 384),
  flexible(96, 768),
  flexible(128, 512),
  flexible(128, 1024),
  old('basic-256mb', 256, sure(6)),
  old('basic-1gb', 1024, unsure(19)),
  old('basic-4gb', 4096),
  ...oldOf('pro', [4, 8, 16, 32, 64, 128, 192, 256, 384, 512]),
  ...oldOf('accelerated', [16, 32, 64, 128, 256, 384, 512, 768, 1024]),
  ...['starter', 'standard', 'pro', 'pro plus'].map(
    (id): PostgresPlan => ({ id, family: 'closed' }),
  ),
];

/** Connections of a database by its memory in MB: the first line whose `below` is greater counts. */
export const postgresConnections: readonly { below: number; connections: number }[] = [
  { below: 8192, connections: 100 },
  { below: 16_384, connections: 200 },
  { below: 32_768, connections: 400 },
  { below: Number.POSITIVE_INFINITY, connections: 500 },
];

/** A plan of a workflow task, billed by the hour of its runs. */
export interface WorkflowPlan {
  id: string;
  cpus: number;
  /** MB. */
  memory: number;
  /** US dollars an hour. */
  dollarsAnHour: number;
}

/** Workflow plans that any source has a price of. */
export const workflowPlans: readonly WorkflowPlan[] = [
  { id: 'starter', cpus: 0.5, memory: 512, dollarsAnHour: 0.05 },
  { id: 'standard', cpus: 1, memory: 2048, dollarsAnHour: 0.2 },
  { id: '2c-4g', cpus: 2, memory: 4096, dollarsAnHour: 0.4 },
];

/** Prices that are not of a plan. */
export const otherPrices = {
  /** The least that a cron job costs; beyond that it is billed by the second of its runs. */
  cronJob: unsure(1),
  /** The least that workflows cost. */
  workflow: unsure(1),
  /** A gigabyte of a database's storage. */
  postgresStorage: unsure(0.3),
  /** A gigabyte of a service's disk. */
  disk: unsure(0.25),
} as const;

/** The plan of what names none. */
export const defaultPlans = {
  server: '0.5c-512mb',
  keyvalue: '256mb',
  postgres: '0.1c-256mb',
} as const;

const oldNames = (plans: readonly { oldName?: string }[]) =>
  plans.flatMap(({ oldName }) => oldName ?? []);

/** Every name that the schema takes, by what takes it. */
export const planNames = {
  server: [...serverPlans.map(({ id }) => id), ...oldNames(serverPlans)],
  cron: [...serverPlans.filter(({ forCron }) => forCron).map(({ id }) => id), ...oldCronPlans],
  keyvalue: [...keyValuePlans.map(({ id }) => id), ...oldNames(keyValuePlans)],
  postgres: postgresPlans.map(({ id }) => id),
} as const;

function find<Plan extends { id: string; oldName?: string }>(
  plans: readonly Plan[],
  name: string,
): Plan | undefined {
  return plans.find(({ id, oldName }) => id === name || oldName === name);
}

/** What has plans with a price of their own. */
const plansOf = { server: serverPlans, keyvalue: keyValuePlans, postgres: postgresPlans } as const;

/** What a plan costs, by its name of today or of before; undefined where no source says it. */
export function planPrice(kind: keyof typeof plansOf, name: string): Price | undefined {
  const plans: readonly { id: string; oldName?: string; price?: Price }[] = plansOf[kind];
  return find(plans, name)?.price;
}

/** The plan of a service by its name of today or of before; undefined where there is no such plan. */
export function serverPlan(name: string = defaultPlans.server): ServerPlan | undefined {
  return find(serverPlans, name);
}

/** Memory of a service's plan in MB; of the default where none is given, or none that exists. */
export function serverMemory(name: string = defaultPlans.server): number {
  return (serverPlan(name) ?? serverPlan())?.memory ?? 0;
}

/**
 * CPUs of a service's plan.
 *
 * @throws {Error} if there is no such plan
 */
export function serverCpus(name: string): number {
  const plan = serverPlan(name);
  if (!plan) throw new Error(`There is no plan ${name}.`);
  return plan.cpus;
}

/** Memory in MB and connections of a Key Value plan; of the default where none is given, or none that exists. */
export function keyValueSize(name: string = defaultPlans.keyvalue): {
  memory: number;
  connections: number;
} {
  const plan = find(keyValuePlans, name) ?? find(keyValuePlans, defaultPlans.keyvalue);
  return { memory: plan?.memory ?? 0, connections: plan?.connections ?? 0 };
}

/** Connections that a Postgres plan takes: its memory decides. */
export function databaseConnections(name: string = defaultPlans.postgres): number {
  const memory = find(postgresPlans, name)?.memory ?? 0;
  return postgresConnections.find(({ below }) => memory < below)?.connections ?? 0;
}
