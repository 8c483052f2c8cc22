// What a first worker looks like: no signal handler, and every setting as BullMQ has it.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Job, Worker } from 'bullmq';
import { connect, type Order, QUEUE, RECEIPTS } from './orders.ts';

const broker = connect({ maxRetriesPerRequest: null });

async function fulfil(job: Job<Order>) {
  const { order_id, seconds } = job.data;
  console.log(`order ${order_id} started`);
  await sleep(seconds * 1000);
  const receipt = JSON.stringify({ order_id, written_at: new Date().toISOString() });
  const written = await broker.hsetnx(RECEIPTS, order_id, receipt);
  console.log(`order ${order_id} receipt ${written ? 'written' : 'was already there'}`);
}

new Worker<Order>(QUEUE, fulfil, { connection: broker, concurrency: 5 });
console.log('worker ready');
