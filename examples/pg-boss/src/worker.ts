import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from 'pg-boss';
import { connect, type Order, QUEUE, reason } from './orders.ts';

const GRACE_SECONDS = Number(process.env.GRACE_SECONDS ?? 50);
const CONCURRENCY = Number(process.env.WORKER_CONCURRENCY ?? 5);

// region: worker
const boss = connect({
  // Jobs hold no connection while they run; these serve fetches, receipts and heartbeats in turn.
  max: 5,
  // How often lost jobs are looked for. Both are 60 by default, and both must have run out.
  superviseIntervalSeconds: 15,
  monitorIntervalSeconds: 15,
});

async function fulfil([job]: Job<Order>[]) {
  if (!job) return;
  const { order_id, seconds } = job.data;
  console.log(`order ${order_id} started`);
  try {
    // Aborted when the grace is over, when the job has expired, and when its claim is lost.
    await sleep(seconds * 1000, undefined, { signal: job.signal });
    const { rows } = await boss.getDb().executeSql(
      `INSERT INTO receipts (order_id, written_at) VALUES ($1, now())
       ON CONFLICT DO NOTHING RETURNING order_id`,
      [order_id],
    );
    console.log(`order ${order_id} receipt ${rows.length ? 'written' : 'was already there'}`);
  } catch (error) {
    // pg-boss keeps the error in the job's row and prints nothing.
    console.log(`order ${order_id} failed: ${reason(error as Error)}`);
    throw error;
  }
}
// endregion: worker

// region: shutdown
let stopping = false;

async function shutdown(signal: string) {
  if (stopping) return; // a second signal changes nothing
  stopping = true;
  console.log(`${signal}: no new jobs, ${GRACE_SECONDS} s to finish`);

  // stop() waits for the database, too, and that can take longer than Render does.
  setTimeout(
    () => {
      console.log('gave up: what is left comes back when its heartbeat is missed');
      process.exit(1);
    },
    (GRACE_SECONDS + 5) * 1000,
  );

  // Those that are not done by then are failed, and so given to the next worker.
  await boss.stop({ timeout: GRACE_SECONDS * 1000 }).catch((error) => {
    console.log(`stop failed: ${reason(error)}`);
  });
  console.log('stopped');
  // A job that does not listen to its signal would keep the process alive.
  process.exit(0);
}

process.on('SIGTERM', shutdown);
process.on('SIGINT', shutdown);
// endregion: shutdown

// region: start
await boss.start({ attempts: 10 });
await boss.work<Order>(QUEUE, { localConcurrency: CONCURRENCY }, fulfil);
// endregion: start
console.log(`worker ready, ${CONCURRENCY} jobs at a time`);
