import { setTimeout as sleep } from 'node:timers/promises';
import { type Job, WaitingError, Worker } from 'bullmq';
import { connect, type Order, QUEUE, RECEIPTS, reason } from './orders.ts';

const GRACE_SECONDS = Number(process.env.GRACE_SECONDS ?? 50);
const CONCURRENCY = Number(process.env.WORKER_CONCURRENCY ?? 5);

// region: worker
// null: a worker waits for its broker as long as it takes.
const broker = connect({ maxRetriesPerRequest: null });

// BullMQ passes a signal only to a function that declares all three parameters.
async function fulfil(job: Job<Order>, token?: string, signal?: AbortSignal) {
  const { order_id, seconds } = job.data;
  console.log(`order ${order_id} started`);
  try {
    await sleep(seconds * 1000, undefined, { signal });
  } catch (error) {
    if (!signal?.aborted) throw error;
    await job.moveToWait(token);
    console.log(`order ${order_id} handed back`);
    throw new WaitingError(); // tells BullMQ that the job has already been moved
  }
  const receipt = JSON.stringify({ order_id, written_at: new Date().toISOString() });
  const written = await broker.hsetnx(RECEIPTS, order_id, receipt);
  console.log(`order ${order_id} receipt ${written ? 'written' : 'was already there'}`);
}

const worker = new Worker<Order>(QUEUE, fulfil, {
  connection: broker,
  concurrency: CONCURRENCY,
  // By default the second hard kill fails a job for good, whatever `attempts` says.
  maxStalledCount: 5,
});
worker.on('failed', (job, error) => {
  console.log(`order ${job?.data.order_id} failed: ${reason(error)}`);
});
worker.on('error', (error) => console.log(`worker error: ${reason(error)}`));
// endregion: worker

// region: shutdown
let stopping = false;

async function shutdown(signal: string) {
  if (stopping) return; // a second signal changes nothing
  stopping = true;
  console.log(`${signal}: no new jobs, ${GRACE_SECONDS} s to finish`);

  // worker.close() waits without limit, so the limit has to be ours.
  setTimeout(() => {
    console.log('grace over: handing jobs back');
    worker.cancelAllJobs();
    setTimeout(() => {
      console.log('gave up: what is left comes back as stalled');
      process.exit(1);
    }, 5000);
  }, GRACE_SECONDS * 1000);

  await worker.close();
  console.log('drained');
  process.exit(0);
}

process.on('SIGTERM', shutdown);
process.on('SIGINT', shutdown);
// endregion: shutdown

console.log(`worker ready, ${CONCURRENCY} jobs at a time`);
