import fastify from 'fastify';
import pg from 'pg';
import { connectionString, type Order, reason } from './orders.ts';

// region: producer
const database = new pg.Pool({
  connectionString,
  max: 5,
  connectionTimeoutMillis: 3000,
  query_timeout: 3000,
});
database.on('error', (error) => console.log(`database: ${reason(error)}`));

class Unavailable extends Error {
  statusCode = 503;
}

async function ask<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) {
  try {
    return (await database.query<Row>(text, values)).rows;
  } catch (error) {
    throw new Unavailable(`the database did not confirm: ${reason(error as Error)}`);
  }
}

// Plain SQL, so that it can be part of the transaction that stores the order itself.
const ADD_JOB = `
  select graphile_worker.add_job(
    'fulfil', $1::json, job_key => $2, job_key_mode => 'unsafe_dedupe', max_attempts => 10
  )`;
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
  await ask(ADD_JOB, [JSON.stringify({ order_id, seconds }), `order-${order_id}`]);
  return reply.code(202).send({ order_id });
});
// endregion: route

app.get('/receipts', async () => {
  const [row] = await ask<{ count: number }>('select count(*)::int as count from receipts');
  return row;
});

app.get<{ Params: { id: string } }>('/receipts/:id', async (request, reply) => {
  const { id } = request.params;
  const [row] = await ask('select order_id, written_at from receipts where order_id = $1', [id]);
  return row ?? reply.code(404).send({ error: `no receipt for ${id}` });
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
