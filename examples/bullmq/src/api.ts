import { Queue } from 'bullmq';
import fastify from 'fastify';
import { connect, jobIdOf, type Order, QUEUE, RECEIPTS, reason } from './orders.ts';

// region: producer
const broker = connect({ maxRetriesPerRequest: 1, commandTimeout: 3000 });

const orders = new Queue<Order>(QUEUE, {
  connection: broker,
  defaultJobOptions: {
    attempts: 5,
    backoff: { type: 'exponential', delay: 1000 },
    // BullMQ keeps finished jobs for ever unless told otherwise. Seconds.
    removeOnComplete: { age: 3600, count: 1000 },
    removeOnFail: { age: 7 * 24 * 3600, count: 5000 },
  },
});
orders.on('error', (error) => console.log(`queue error: ${reason(error)}`));
// A queue whose first handshake failed stays broken; a restart mends it.
orders.waitUntilReady().catch(() => process.exit(1));

class Unavailable extends Error {
  statusCode = 503;
}

/** Fails at once without a connection, and after `commandTimeout` without an answer. */
async function ask<T>(question: () => Promise<T>): Promise<T> {
  if (broker.status !== 'ready') throw new Unavailable('the broker cannot be reached');
  try {
    return await question();
  } catch (error) {
    throw new Unavailable(`the broker did not confirm: ${reason(error as Error)}`);
  }
}
// endregion: producer

const app = fastify({
  // Without this "2" would pass as a number and 7 as a string.
  ajv: { customOptions: { coerceTypes: false } },
});

app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
  const status = error.statusCode ?? 500;
  if (status >= 500) console.log(`answered ${status}: ${reason(error)}`);
  reply.code(status).send({ error: status === 500 ? 'internal error' : error.message });
});
app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'no such page' }));

// region: route
const body = {
  type: 'object',
  required: ['order_id'],
  properties: {
    order_id: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
    seconds: { type: 'number', minimum: 0, maximum: 3600, default: 1 },
  },
};

app.post<{ Body: Order }>('/orders', { schema: { body } }, async (request, reply) => {
  const { order_id, seconds } = request.body;
  const order = { order_id, seconds };
  await ask(() => orders.add('fulfil', order, { jobId: jobIdOf(order) }));
  return reply.code(202).send({ order_id });
});
// endregion: route

app.get('/receipts', async () => ({ count: await ask(() => broker.hlen(RECEIPTS)) }));

app.get<{ Params: { id: string } }>('/receipts/:id', async (request, reply) => {
  const receipt = await ask(() => broker.hget(RECEIPTS, request.params.id));
  if (!receipt) return reply.code(404).send({ error: `no receipt for ${request.params.id}` });
  return JSON.parse(receipt);
});

app.get('/healthz', async () => ({ ok: true }));

async function shutdown(signal: string) {
  console.log(`${signal}: finishing requests`);
  await app.close();
  process.exit(0);
}
process.on('SIGTERM', shutdown);
process.on('SIGINT', shutdown);

const address = await app.listen({
  host: process.env.HOST ?? '0.0.0.0',
  port: Number(process.env.PORT ?? 10000),
});
console.log(`api ready on ${address}`);
