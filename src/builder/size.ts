import { databaseDiskStep, scaling, shutdownDelay } from '../blueprint/platform/limits.ts';
import {
  databaseConnections,
  defaultPlans,
  keyValueSize,
  keyValuePlans as knownKeyValuePlans,
  serverCpus,
  serverMemory,
  serverPlans,
} from '../blueprint/platform/plans.ts';
import type { Answers } from './answers.ts';
import { storeOf } from './answers.ts';
import type { Framework, Settings, Shape, Sizing } from './frameworks/framework.ts';
import { priceOf } from './prices.ts';

/** What the arithmetic takes for granted. Change it here, and every project follows. */
export const assumptions = {
  /** Part of the slots that are busy at the peak: https://render-workers.onrender.com/operate/scaling/ */
  slotUse: 0.7,
  /** Part of a worker's memory that is planned with; the rest is for what grows. Our advice. */
  workerMemoryUse: 0.8,
  /** Part of a broker's memory, or of a database's storage, that is planned with. */
  storeUse: 0.7,
  /** Minutes without a worker that the store has to hold jobs for. Our advice. */
  outageMinutes: 60,
  /** Hours a day that are as busy as the peak, for what stays in Postgres. Our advice. */
  peakHoursPerDay: 8,
  /** Seconds that the longest job gets on top after SIGTERM. */
  graceMargin: 5,
  /** Connections that are left for producers that this Blueprint does not know. */
  outsideConnections: 20,
  /** A dashboard and a shell: connections of Key Value that nothing here counts. */
  spareConnections: 5,
  /** Slots of a Postgres database that are left alone: a few are reserved. */
  reservedConnections: 10,
  /** Connections of a migration, which runs beside the old instances. */
  migrationConnections: 2,
} as const;

/** What Render gives. */
export const platform = {
  mostInstances: scaling.mostInstances,
  leastDelay: shutdownDelay.default,
  mostDelay: shutdownDelay.most,
} as const;

/** The plans to choose from, the smaller first. */
const workerPlans = serverPlans
  .filter(({ id, price }) => price && id !== 'free')
  .map(({ id }) => id);
const keyValuePlans = knownKeyValuePlans
  .filter(({ id, isUnlisted }) => !isUnlisted && id !== 'free')
  .map(({ id }) => id);
const postgresPlans = ['0.1c-256mb', 'pro-8gb', 'accelerated-16gb', 'accelerated-32gb'] as const;

/** What of the answers a project cannot meet. */
export type Unmet = 'slots' | 'connections' | 'memory';

/** The numbers of one project. */
export interface Size extends Settings {
  workerPlan: string;
  /** The smallest plan that has the memory for as many slots. */
  previewPlan: string;
  instances: number;
  /** Jobs that run at the same time at the peak, on average. */
  inFlight: number;
  /** Slots of all instances together that the peak asks for. */
  neededSlots: number;
  /** MB of one worker instance with every slot busy. */
  workerMegabytes: number;
  storePlan: string;
  /** Storage of a database. */
  diskGigabytes: number | undefined;
  /** Jobs that wait after an outage, or after a run of the cron job. */
  waiting: number;
  /** MB that waiting jobs take, and with Postgres finished ones too. */
  storeMegabytes: number;
  /** MB that the store may hold. */
  storeLimit: number;
  /** The bound during a deploy of everything. */
  connections: number;
  connectionLimit: number;
  unmet: Unmet[];
}

/** Chooses plans, instances and times for the answers: the cheapest that meet them. */
export function sizeFor(answers: Answers, framework: Framework): Size {
  const { sizing } = framework;
  const inFlight = (answers.jobsPerHour / 3600) * answers.averageSeconds;
  const neededSlots = Math.max(1, Math.ceil(inFlight / assumptions.slotUse));
  const times = timesFor(answers, framework.tailSeconds);
  const options = workerPlans.flatMap((workerPlan): Size[] => {
    const slots = slotsOn(workerPlan, answers, sizing);
    if (slots === 0) return [];
    const shape: Shape = { slots, cpus: serverCpus(workerPlan), work: answers.work };
    const wanted = Math.ceil(neededSlots / slots);
    const connected = mostConnected(answers, sizing, shape);
    const instances = Math.min(wanted, platform.mostInstances, connected);
    if (instances === 0) return [];
    const store = storeFor(answers, sizing, instances, shape);
    const missing: Unmet = connected < platform.mostInstances ? 'connections' : 'slots';
    return [
      {
        ...times,
        ...shape,
        ...store,
        longestSeconds: answers.longestSeconds,
        workerPlan,
        previewPlan: smallestPlan(megabytesOf(sizing, answers, slots)),
        instances,
        inFlight,
        neededSlots,
        workerMegabytes: megabytesOf(sizing, answers, slots),
        unmet: instances < wanted ? [missing, ...store.unmet] : store.unmet,
      },
    ];
  });
  const [best] = options.sort((a, b) => rank(a, answers) - rank(b, answers));
  if (!best) throw new Error('No plan bears one job, which the ranges of the answers rule out.');
  return best;
}

/** Less is better: what meets the answers by its price, then what comes closest. */
function rank(size: Size, answers: Answers): number {
  const missing = size.neededSlots - size.slots * size.instances;
  if (missing > 0) return 1e9 + missing;
  const { dollars = 0 } = priceOf('server', size.workerPlan) ?? {};
  return dollars * size.instances + storePrice(storeOf(answers.framework), size.storePlan);
}

/** The price of a plan, or of the next larger one that has a price, for a comparison only. */
function storePrice(kind: 'keyvalue' | 'postgres', plan: string): number {
  const plans: readonly string[] = kind === 'keyvalue' ? keyValuePlans : postgresPlans;
  if (plan === 'free') return 0;
  for (const larger of plans.slice(plans.indexOf(plan))) {
    const price = priceOf(kind, larger);
    if (price) return price.dollars;
  }
  return 1e6;
}

/** Grace and delay: the longest job and a margin, as far as Render waits. */
function timesFor({ longestSeconds }: Answers, tail: number) {
  const wanted = longestSeconds + assumptions.graceMargin;
  const grace = Math.max(wanted, platform.leastDelay - tail);
  const graceSeconds = Math.min(grace, platform.mostDelay - tail);
  return { graceSeconds, delaySeconds: graceSeconds + tail };
}

function slotsOn(plan: string, answers: Answers, sizing: Sizing): number {
  const { megabytes, mostSlots = Number.POSITIVE_INFINITY } = sizing;
  const room = serverMemory(plan) * assumptions.workerMemoryUse - megabytes.base;
  const byMemory = Math.floor(room / (megabytes.slot + answers.jobMegabytes));
  const cpus = sizing.cores === 'one' ? Math.min(1, serverCpus(plan)) : serverCpus(plan);
  const byCpu =
    answers.work === 'computes' ? Math.floor(cpus) : Math.floor(sizing.slotsOnHalfCpu * cpus * 2);
  return Math.max(0, Math.min(byMemory, byCpu, mostSlots));
}

function megabytesOf({ megabytes }: Sizing, { jobMegabytes }: Answers, slots: number): number {
  return megabytes.base + slots * (megabytes.slot + jobMegabytes);
}

function smallestPlan(megabytes: number): string {
  const fitting = workerPlans.find(
    (plan) => megabytes <= serverMemory(plan) * assumptions.workerMemoryUse,
  );
  return fitting ?? defaultPlans.server;
}

/** What is open at most: every service twice, as in a deploy of all of them. */
function connectionsOf(answers: Answers, sizing: Sizing, instances: number, shape: Shape): number {
  const producer = {
    web: 2 * sizing.producerConnections,
    cron: sizing.producerConnections,
    outside: assumptions.outsideConnections,
  }[answers.producer];
  const others =
    storeOf(answers.framework) === 'postgres'
      ? assumptions.migrationConnections
      : assumptions.spareConnections;
  return 2 * instances * sizing.connections(shape) + producer + others;
}

/** Instances that the largest store has connections for. */
function mostConnected(answers: Answers, sizing: Sizing, shape: Shape): number {
  const fixed = connectionsOf(answers, sizing, 0, shape);
  const most = Math.max(...plansOf(answers).map((plan) => connectionLimit(answers, plan)));
  return Math.floor((most - fixed) / (2 * sizing.connections(shape)));
}

function plansOf({ framework, survives }: Answers): readonly string[] {
  if (storeOf(framework) === 'postgres') return postgresPlans;
  return survives ? keyValuePlans : ['free', ...keyValuePlans];
}

function connectionLimit({ framework }: Answers, plan: string): number {
  return storeOf(framework) === 'postgres'
    ? databaseConnections(plan) - assumptions.reservedConnections
    : keyValueSize(plan).connections;
}

type Store = Pick<
  Size,
  | 'storePlan'
  | 'diskGigabytes'
  | 'waiting'
  | 'storeMegabytes'
  | 'storeLimit'
  | 'connections'
  | 'connectionLimit'
  | 'unmet'
>;

/** The smallest store that holds the waiting jobs and takes the connections. */
function storeFor(answers: Answers, sizing: Sizing, instances: number, shape: Shape): Store {
  const plans = plansOf(answers);
  const connections = connectionsOf(answers, sizing, instances, shape);
  const waiting = Math.ceil((answers.jobsPerHour * assumptions.outageMinutes) / 60);
  const jobBytes = sizing.jobBytes(answers.payloadKilobytes * 1000);
  const isPostgres = storeOf(answers.framework) === 'postgres';
  const kept = isPostgres
    ? Math.ceil((answers.jobsPerHour * assumptions.peakHoursPerDay * (sizing.keptHours ?? 0)) / 24)
    : 0;
  const storeMegabytes = ((waiting + kept) * jobBytes) / 1e6;
  const disk = isPostgres ? diskFor(storeMegabytes) : undefined;
  const roomOf = (plan: string) =>
    disk === undefined
      ? keyValueSize(plan).memory * assumptions.storeUse
      : disk * 1000 * assumptions.storeUse;
  const fitting = plans.find(
    (plan) => connections <= connectionLimit(answers, plan) && storeMegabytes <= roomOf(plan),
  );
  const storePlan = fitting ?? (plans.at(-1) as string);
  return {
    storePlan,
    diskGigabytes: disk,
    waiting,
    storeMegabytes,
    storeLimit: roomOf(storePlan),
    connections,
    connectionLimit: connectionLimit(answers, storePlan),
    unmet: fitting ? [] : ['memory'],
  };
}

function diskFor(megabytes: number): number {
  const gigabytes = megabytes / 1000 / assumptions.storeUse;
  return gigabytes <= 1 ? 1 : Math.ceil(gigabytes / databaseDiskStep) * databaseDiskStep;
}
