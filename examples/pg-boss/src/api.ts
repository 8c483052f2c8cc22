import fastify from 'fastify';
import { connect, type Order, QUEUE, reason } from './orders.ts';

// region: producer
const patience = {
  connectionTimeoutMillis: 3000,
  // pg's own option: without it a frozen database keeps the client waiting for ever.
  query_timeout: 3000,
};
// Only sends: no maintenance, no cron.
const boss = connect({ max: 5, supervise: false, schedule: false, ...patience });

class Unavailable extends Error {
  statusCode = 503;
}

async function ask<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    throw new Unavailable(`the database did not confirm: ${reason(error as Error)}`);
  }
}
// endregion: producer

const query = (text: string, values: unknown[] = []) =>
  ask(async () => (await boss.getDb().executeSql(text, values)).rows);

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
  // null instead of an id: this order waits or runs already, so the request is fulfilled.
  await ask(() => boss.send(QUEUE, { order_id, seconds }, { singletonKey: order_id }));
  return reply.code(202).send({ order_id });
});
// endregion: route

app.get('/receipts', async () => {
  const [row] = await query('SELECT count(*)::int AS count FROM receipts');
  return row;
});

app.get<{ Params: { id: string } }>('/receipts/:id', async (request, reply) => {
  const { id } = request.params;
  const [row] = await query('SELECT order_id, written_at FROM receipts WHERE order_id = $1', [id]);
  if (!row) return reply.code(404).send({ error: `no receipt for ${id}` });
  return row;
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

// Requests are answered 503 until this has succeeded.
await boss.start({ attempts: Number.MAX_SAFE_INTEGER });
