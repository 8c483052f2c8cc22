import { type Source, sources } from '../sources.ts';
import type { Dated } from './dated.ts';

/** Seconds from SIGTERM to SIGKILL: `maxShutdownDelaySeconds`. */
export const shutdownDelay = { least: 1, default: 30, most: 300 } as const;

/** Seconds for which a deploy lets the old instance run beside the new one before it gets SIGTERM. */
export const deployOverlap = 60;

/** Instances of one service, and per cent of CPU or memory that autoscaling may aim at. */
export const scaling = { mostInstances: 100, leastTarget: 1, mostTarget: 90 } as const;

/** GB of a service's disk where the Blueprint says none. */
export const defaultDiskSize = 10;

/** GB of a database's storage: 1, or a multiple of this. */
export const databaseDiskStep = 5;

/** What is no field of a Blueprint and ends what runs longer. */
const longest = {
  buildMinutes: 120,
  preDeployMinutes: 30,
  startMinutes: 15,
  cronHours: 12,
  workflowHours: 24,
} as const;

/** One limit of Render's, as it stands in a table. */
export interface Limit {
  what: string;
  value: string;
  /** What it means for a worker, its broker or its database. */
  effect: string;
  sources: readonly Source[];
}

const seconds = (value: number) => `${value} s`;

/** Every limit that somebody with a worker meets, beside those of plans. */
export const limits: readonly Limit[] = [
  {
    what: 'Shutdown delay',
    value: `${shutdownDelay.least} to ${shutdownDelay.most} s, ${shutdownDelay.default} s if it is left out`,
    effect: 'SIGKILL comes this long after SIGTERM. Above the most only Render’s support can go.',
    sources: [sources.spec, sources.schema, sources.deploys],
  },
  {
    what: 'Overlap of a deploy',
    value: seconds(deployOverlap),
    effect:
      'The old worker takes jobs beside the new one for this long before it gets SIGTERM: schedulers and connections count twice.',
    sources: [sources.deploys],
  },
  {
    what: 'Instances of a service',
    value: `1 to ${scaling.mostInstances}`,
    effect: 'Of one plan. A service with a disk has one.',
    sources: [sources.scaling, sources.disks],
  },
  {
    what: 'Target of autoscaling',
    value: `${scaling.leastTarget} to ${scaling.mostTarget} %`,
    effect: 'CPU or memory. There is no target for the length of a queue.',
    sources: [sources.scaling, sources.schema],
  },
  {
    what: 'Build',
    value: `${longest.buildMinutes} min`,
    effect: 'A longer one fails, and the old worker runs on.',
    sources: [sources.deploys],
  },
  {
    what: 'Pre-deploy command',
    value: `${longest.preDeployMinutes} min`,
    effect: 'Migrations have to be done by then.',
    sources: [sources.deploys],
  },
  {
    what: 'Start of an instance',
    value: `${longest.startMinutes} min`,
    effect: 'One that does not come up by then ends the deploy.',
    sources: [sources.deploys],
  },
  {
    what: 'Run of a cron job',
    value: `${longest.cronHours} h`,
    effect: 'It is stopped then. One run at a time.',
    sources: [sources.cronJobs],
  },
  {
    what: 'Run of a workflow task',
    value: `${longest.workflowHours} h`,
    effect: 'With its retries.',
    sources: [sources.workflows],
  },
  {
    what: 'Disk of a service',
    value: `${defaultDiskSize} GB if no size is given`,
    effect: 'It only grows. No overlap in a deploy, one instance.',
    sources: [sources.disks, sources.schema],
  },
  {
    what: 'Storage of a database',
    value: `1 GB, or a multiple of ${databaseDiskStep} GB`,
    effect: 'It only grows.',
    sources: [sources.spec],
  },
  {
    what: 'Maintenance',
    value: 'usually no more than once in 3 months on paid plans',
    effect:
      'A worker gets SIGTERM as in a deploy. Key Value, Postgres and services with a disk are away for a few minutes.',
    sources: [sources.maintenance],
  },
];

/** How long the limits are trusted. */
export const limitsDated: Dated = {
  about: 'limits of deploys, instances and runs',
  staleAfter: '2027-03-01',
  sources: [...new Set(limits.flatMap((limit) => limit.sources))],
};
