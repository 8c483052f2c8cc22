import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, type Task, type WorkerEvents } from 'graphile-worker';
import { patientPool } from './pool.ts';
import { Recovery } from './recovery.ts';

const GRACE_SECONDS = Number(process.env.GRACE_SECONDS ?? 50);
const CONCURRENCY = Number(process.env.WORKER_CONCURRENCY ?? 5);

// region: task
const fulfil: Task<'fulfil'> = async ({ order_id, seconds }, { query, abortSignal }) => {
  console.log(`order ${order_id} started`);
  try {
    await sleep(seconds * 1000, undefined, { signal: abortSignal });
  } catch (error) {
    console.log(`order ${order_id} handed back`);
    throw error; // an attempt that failed: the next one is due in a few seconds
  }
  const { rowCount } = await query(
    'insert into receipts (order_id) values ($1) on conflict do nothing',
    [order_id],
  );
  console.log(`order ${order_id} receipt ${rowCount ? 'written' : 'was already there'}`);
};
// endregion: task

// region: worker
const events: WorkerEvents = new EventEmitter();
// Without it a job that is deaf to its abort signal would hold the process until SIGKILL.
events.on('pool:gracefulShutdown', ({ workerPool }) => {
  const giveUp = () => Promise.resolve(workerPool.forcefulShutdown('grace over')).catch(() => {});
  setTimeout(giveUp, (GRACE_SECONDS + 5) * 1000).unref();
});

const runner = await run({
  events,
  // One connection per job, one that listens, two to take and complete jobs.
  pgPool: patientPool(CONCURRENCY + 3),
  taskList: { fulfil },
  preset: {
    plugins: [Recovery],
    worker: {
      concurrentJobs: CONCURRENCY,
      gracefulShutdownAbortTimeout: GRACE_SECONDS * 1000,
      // With the default, -1, a shutdown does not wait for what it says is completed.
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
    },
  },
});
await runner.promise;
// endregion: worker
