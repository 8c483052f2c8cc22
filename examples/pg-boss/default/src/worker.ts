// What a first worker looks like: no signal handler, and every setting as pg-boss has it.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from 'pg-boss';
import { connect, type Order, QUEUE } from './orders.ts';

const boss = connect({});

async function fulfil([job]: Job<Order>[]) {
  if (!job) return;
  const { order_id, seconds } = job.data;
  console.log(`order ${order_id} started`);
  await sleep(seconds * 1000);
  const { rows } = await boss.getDb().executeSql(
    `INSERT INTO receipts (order_id, written_at) VALUES ($1, now())
     ON CONFLICT DO NOTHING RETURNING order_id`,
    [order_id],
  );
  console.log(`order ${order_id} receipt ${rows.length ? 'written' : 'was already there'}`);
}

await boss.start();
await boss.work<Order>(QUEUE, { localConcurrency: 5 }, fulfil);
console.log('worker ready');
