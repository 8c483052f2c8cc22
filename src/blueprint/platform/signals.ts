import { type Source, sources } from '../sources.ts';
import type { Dated } from './dated.ts';

const wrappers: Source = {
  title: 'Experiment: start command wrappers on Debian 12, in the foreground and as PID 1',
  read: '2026-11-23',
};
const shells: Source = {
  title:
    'Experiment: exit codes of dash and bash for a missing and for a locked command, and after SIGINT, on Debian 12',
  read: '2026-11-29',
};
const frameworks: Source = {
  title:
    'Experiments: SIGTERM and SIGKILL on the frameworks of this handbook (Valkey 8.0.1, PostgreSQL 15)',
  read: '2026-11-28',
};

/** How long what is said of signals and exits is trusted. */
export const signalsDated: Dated = {
  about: 'signals that Render sends, and how it reports exits',
  staleAfter: '2027-03-01',
  sources: [sources.deploys, sources.cli, sources.maintenance, wrappers, frameworks, shells],
};

/** A signal that a worker meets. */
export interface WorkerSignal {
  name: string;
  number: number;
  /** Who sends it, and when. */
  from: string;
  /** What to do at it. */
  answer: string;
}

/** Signals that a worker meets, those of Render first. */
export const signals: readonly WorkerSignal[] = [
  {
    name: 'SIGTERM',
    number: 15,
    from: 'Render: on deploys, scale-in, manual restarts and maintenance',
    answer: 'take no more jobs, finish or hand back what is in hand, exit with 0',
  },
  {
    name: 'SIGKILL',
    number: 9,
    from: 'Render, when the shutdown delay is over; the kernel, when memory is',
    answer: 'nothing can be done at it: what is in hand comes back by a lease, or never',
  },
  {
    name: 'SIGINT',
    number: 2,
    from: 'your terminal (Ctrl-C); RQ’s pool to its workers',
    answer: 'the same as SIGTERM in most frameworks',
  },
  {
    name: 'SIGQUIT',
    number: 3,
    from: 'you; Celery’s cold shutdown, Resque’s graceful one',
    answer: 'Celery: `REMAP_SIGTERM=SIGQUIT` makes SIGTERM start its soft shutdown',
  },
  {
    name: 'SIGTSTP',
    number: 20,
    from: 'you, in a shell on the instance',
    answer: 'Sidekiq takes no more jobs and goes on living',
  },
];

/** How a worker's process can end. */
export interface WorkerExit {
  /** As a shell says it; undefined where the process was never started. */
  code: number;
  meaning: string;
  /** What became of the jobs in hand. */
  jobs: string;
  /** What Render’s API calls it. */
  reason: string;
}

/** Exits in the order in which they are looked for. */
export const exits: readonly WorkerExit[] = [
  {
    code: 0,
    meaning: 'The process ended by itself.',
    jobs: '**Unknown.** Celery’s and RQ’s cold stops, Dramatiq after its timeout, Huey and Oban all exit 0 with work lost or unfinished',
    reason: '`earlyExit`, unless it had got SIGTERM: only a cron job may end by itself',
  },
  {
    code: 143,
    meaning:
      'SIGTERM ended it (128 + 15): no handler, or still booting, or a shell or `npm` in front. Graphile Worker and `pnpm` also end so after a clean drain.',
    jobs: 'Usually cut off',
    reason: '`nonZeroExit`',
  },
  {
    code: 137,
    meaning: 'SIGKILL ended it (128 + 9): the delay ran out, or memory did.',
    jobs: 'Cut off',
    reason: '`oomKilled` or `evicted`; `nonZeroExit` after the delay',
  },
  {
    code: 130,
    meaning: 'SIGINT ended it (128 + 2).',
    jobs: 'Usually cut off',
    reason: '`nonZeroExit`',
  },
  {
    code: 1,
    meaning: 'An error, `yarn`, or a second signal (Dramatiq).',
    jobs: 'Cut off or unknown',
    reason: '`nonZeroExit`',
  },
  {
    code: 126,
    meaning:
      'The start command is there and cannot be run: not executable, or for another machine.',
    jobs: 'None was taken',
    reason: '`nonZeroExit`',
  },
  {
    code: 127,
    meaning: 'The start command was not found: a typo, or what the build should have installed.',
    jobs: 'None was taken',
    reason: '`nonZeroExit`',
  },
];
