import { connect, QUEUE } from './orders.ts';

// region: migrate
const boss = connect({ max: 1, supervise: false, schedule: false });
// Creates or migrates the schema `pgboss`.
await boss.start();

const options = {
  // Each delivery counts, also one that a deploy or a crash cut off.
  retryLimit: 5,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  // A worker that has been silent for so long is taken for dead.
  heartbeatSeconds: 30,
  // Longer than the longest job, which may take an hour here: it ends jobs that still run.
  expireInSeconds: 3900,
  retentionSeconds: 14 * 24 * 3600,
  deleteAfterSeconds: 7 * 24 * 3600,
};
// One job for each singletonKey among those that wait or run.
await boss.createQueue(QUEUE, { policy: 'exclusive', ...options });
// createQueue() leaves a queue that exists as it is.
await boss.updateQueue(QUEUE, options);

await boss.getDb().executeSql(`
  CREATE TABLE IF NOT EXISTS receipts (
    order_id text PRIMARY KEY,
    written_at timestamptz NOT NULL
  )`);
console.log(`schema version ${await boss.schemaVersion()}, queue ${QUEUE} and receipts are there`);
await boss.stop();
// endregion: migrate
