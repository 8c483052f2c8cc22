import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, reason } from './store.ts';

const pool = connect({
  max: 5,
  connectionTimeoutMillis: 3000,
  // pg's own option: without it a frozen database keeps the client waiting for ever.
  query_timeout: 3000,
});

class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

async function query(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  try {
    return (await pool.query(text, values)).rows;
  } catch (error) {
    throw new Refused(503, `the database did not confirm: ${reason(error as Error)}`);
  }
}

async function readOrder(request: IncomingMessage): Promise<{ order_id: string; seconds: number }> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 10_000) throw new Refused(413, 'body: too long');
  }
  const { order_id, seconds = 1 } = parse(text);
  if (typeof order_id !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(order_id)) {
    throw new Refused(400, "order_id: expected 1 to 64 letters, digits, '_' or '-'");
  }
  if (typeof seconds !== 'number' || !(seconds >= 0 && seconds <= 3600)) {
    throw new Refused(400, 'seconds: expected a number from 0 to 3600');
  }
  return { order_id, seconds };
}

function parse(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) return body as Record<string, unknown>;
  } catch {
    // Answered below.
  }
  throw new Refused(400, 'body: expected a JSON object');
}

// region: producer
async function takeOrder(request: IncomingMessage) {
  const { order_id, seconds } = await readOrder(request);
  // In your own application: in the same transaction as the order itself.
  await query('insert into jobs (order_id, seconds) values ($1, $2)', [order_id, seconds]);
  return { status: 202, body: { order_id } };
}
// endregion: producer

async function answer(request: IncomingMessage) {
  const { method, url = '' } = request;
  const [path = ''] = url.split('?');
  if (method === 'POST' && path === '/orders') return takeOrder(request);
  if (method === 'GET' && path === '/receipts') {
    const [row] = await query('select count(*)::int as count from receipts');
    return { status: 200, body: row };
  }
  const [, id] = /^\/receipts\/([\w-]{1,64})$/.exec(path) ?? [];
  if (method === 'GET' && id !== undefined) {
    const [row] = await query('select order_id, written_at from receipts where order_id = $1', [
      id,
    ]);
    if (!row) throw new Refused(404, `no receipt for ${id}`);
    return { status: 200, body: row };
  }
  if (method === 'GET' && path === '/healthz') return { status: 200, body: { ok: true } };
  throw new Refused(404, 'no such page');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const server = createServer(async (request, response) => {
  try {
    const { status, body } = await answer(request);
    send(response, status, body);
  } catch (error) {
    const status = error instanceof Refused ? error.status : 500;
    if (status >= 500) console.log(`answered ${status}: ${reason(error as Error)}`);
    send(response, status, {
      error: status === 500 ? 'internal error' : (error as Error).message,
    });
  }
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    console.log(`${signal}: finishing requests`);
    server.close(() => process.exit(0));
  });
}

const port = Number(process.env.PORT ?? 10000);
server.listen(port, process.env.HOST ?? '0.0.0.0', () => console.log(`api ready on port ${port}`));
