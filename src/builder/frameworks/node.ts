import type { Enqueuer, Framework } from './framework.ts';

/** The line above a start command that begins with `node`. */
export const processItself =
  'The process itself: npm in front of it would die of SIGTERM and leave it uninformed.';

/** The line above the variable of a worker's concurrency. */
export const interleaved = 'Jobs that one process interleaves.';

/** What those examples read of a worker whose grace and concurrency are numbers of ours. */
export const graceAndSlots: NonNullable<Framework['variables']> = ({ graceSeconds, slots }) => ({
  GRACE_SECONDS: graceSeconds,
  WORKER_CONCURRENCY: slots,
});

/** The cron job's program, as a file of the project. */
export function nodeEnqueuer(text: string): Enqueuer {
  return {
    file: { path: 'src/enqueue.ts', text, isExecutable: false },
    startCommand: 'node src/enqueue.ts',
  };
}
