/** The least that a worker on Redis can do: one job at a time, gone from the list before it is done. */
import { Redis } from 'ioredis';

const url = process.env['REDIS_URL'] ?? '';
const blocking = new Redis(url);
const store = new Redis(url);

for (;;) {
  const [, text = ''] = (await blocking.brpop('orders', 0)) ?? [];
  const { order_id } = JSON.parse(text) as { order_id: string };
  console.log(`order ${order_id} started`);
  const receipt = JSON.stringify({ order_id, written_at: new Date().toISOString() });
  const written = await store.hsetnx('receipts', order_id, receipt);
  console.log(`order ${order_id} receipt ${written ? 'written' : 'was already there'}`);
}
