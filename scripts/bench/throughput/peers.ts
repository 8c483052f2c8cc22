import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import postgres from 'postgres';
import { parseBlueprint, type Resource, readModel } from '../../../src/blueprint/index.ts';
import { startBroker } from '../../../src/rehearsal/broker.ts';
import { startDatabase } from '../../../src/rehearsal/database.ts';
import { machineVariables } from '../../../src/rehearsal/environment.ts';
import { findProgram } from '../../../src/rehearsal/find-program.ts';
import { Instance } from '../../../src/rehearsal/instance.ts';
import { Session } from '../../../src/rehearsal/session.ts';
import { Trouble } from '../../../src/rehearsal/trouble.ts';
import type { Contestant } from './example.ts';
import { measure } from './measure.ts';

/** The store of an example, as its Blueprint asks for it. */
export function storeOf(root: string, example: string): Resource {
  const { tree } = parseBlueprint(
    readFileSync(join(root, 'examples', example, 'render.yaml'), 'utf8'),
  );
  const { services, databases } = tree ? readModel(tree) : { services: [], databases: [] };
  const store = services.find(({ type }) => type === 'keyvalue') ?? databases[0];
  if (!store) throw new Error(`${example} has no store`);
  return store;
}

/** How many orders are offered at the same time, as to the producers of the examples. */
const AT_ONCE = 10;

async function offer(orders: number, one: (order: string) => Promise<unknown>): Promise<number> {
  const ids = Array.from(
    { length: orders },
    (_, index) => `o-${String(index + 1).padStart(5, '0')}`,
  );
  let accepted = 0;
  const next = async () => {
    for (let id = ids.shift(); id; id = ids.shift()) {
      await one(id);
      accepted += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return accepted;
}

const startLoop =
  (session: Session, file: string, variables: Record<string, string>) =>
  (onLine: Parameters<typeof Instance.start>[2]['onLine']) =>
    Instance.start('loop', `exec node ${join(import.meta.dirname, file)}`, {
      session,
      cwd: import.meta.dirname,
      env: { ...machineVariables(), ...variables },
      onLine,
    });

const versionOf = (name: string) =>
  (
    JSON.parse(
      readFileSync(
        join(import.meta.dirname, '../../../node_modules', name, 'package.json'),
        'utf8',
      ),
    ) as { version: string }
  ).version;

/** `LPUSH` and `BRPOP`, with a receipt for each order. */
export function redisPeer(root: string): Contestant {
  const session = new Session();
  let software = '';
  return {
    name: 'peer-redis',
    async run(orders, seconds) {
      const store = await startBroker(session, storeOf(root, 'bullmq'));
      software = store.software;
      const url = store.addresses['connectionString'] ?? '';
      const redis = new Redis(url);
      try {
        return await measure(
          {
            session,
            store,
            enqueue: (count) =>
              offer(count, (order_id) =>
                redis.lpush('orders', JSON.stringify({ order_id, seconds: 0 })),
              ),
            startWorker: startLoop(session, 'loop-redis.ts', { REDIS_URL: url }),
            receipts: () => redis.hlen('receipts'),
          },
          orders,
          seconds,
        );
      } finally {
        redis.disconnect();
        await store.stop();
      }
    },
    async about() {
      return {
        name: 'Bare loop: `BRPOP`',
        store: software,
        worker: 'BRPOP, HSETNX of the receipt, one job at a time; a kill loses the job in hand',
        versions: { ioredis: versionOf('ioredis') },
      };
    },
    close: () => session.close(),
  };
}

/** `SELECT … FOR UPDATE SKIP LOCKED`, with a receipt for each order. */
export function postgresPeer(root: string): Contestant {
  const session = new Session();
  let software = '';
  return {
    name: 'peer-postgres',
    async run(orders, seconds) {
      const store = await startDatabase(session, storeOf(root, 'poll-loop-node'), false);
      software = store.software;
      const url = store.addresses['connectionString'] ?? '';
      const sql = postgres(url, { max: AT_ONCE });
      try {
        await sql`create table orders (id bigserial primary key, order_id text not null)`;
        await sql`
          create table receipts (order_id text primary key, written_at timestamptz default now())`;
        return await measure(
          {
            session,
            store,
            enqueue: (count) =>
              offer(count, (id) => sql`insert into orders (order_id) values (${id})`),
            startWorker: startLoop(session, 'loop-postgres.ts', { DATABASE_URL: url }),
            receipts: async () =>
              Number((await sql`select count(*) as count from receipts`)[0]?.['count']),
          },
          orders,
          seconds,
        );
      } finally {
        await sql.end({ timeout: 1 });
        await store.stop();
      }
    },
    async about() {
      return {
        name: 'Bare loop: `FOR UPDATE SKIP LOCKED`',
        store: software,
        worker:
          'BEGIN, SELECT … FOR UPDATE SKIP LOCKED, DELETE, INSERT of the receipt, COMMIT, one job at a time',
        versions: { postgres: versionOf('postgres') },
      };
    },
    close: () => session.close(),
  };
}

/** `LPUSH` a second of 50 clients, as redis-benchmark says it; undefined where that is not there. */
export async function bareCommands(root: string): Promise<number | undefined> {
  const file = findProgram('valkey-benchmark', 'redis-benchmark');
  if (file === undefined) return undefined;
  const session = new Session();
  try {
    const store = await startBroker(session, storeOf(root, 'bullmq'));
    const { status, stdout, stderr } = spawnSync(
      file,
      ['-p', store.addresses['port'] ?? '', '-t', 'lpush', '-n', '200000', '-c', '50', '--csv'],
      { encoding: 'utf8' },
    );
    const rate = Number(/^"LPUSH[^"]*","([\d.]+)"/m.exec(stdout)?.[1]);
    if (status !== 0 || !(rate > 0)) throw new Trouble(`${file} failed.`, 2, [stdout, stderr]);
    await store.stop();
    return rate;
  } finally {
    await session.close();
  }
}
