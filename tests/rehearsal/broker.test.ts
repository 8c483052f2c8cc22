import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test, { after, describe } from 'node:test';
import { Redis } from 'ioredis';
import { parseBlueprint, readModel } from '../../src/blueprint/index.ts';
import { type Broker, startBroker } from '../../src/rehearsal/broker.ts';
import { Session } from '../../src/rehearsal/session.ts';

const has = (program: string) => spawnSync(program, ['--version']).error === undefined;
const skip =
  has('valkey-server') || has('redis-server') || process.env['RENDER_WORKERS_REQUIRE'] === 'all'
    ? false
    : 'SKIPPED: no Valkey and no Redis; install it: apt-get install redis-server';

describe('a broker', { skip }, () => {
  const session = new Session();
  const clients: Redis[] = [];

  async function start(fields: string): Promise<{ broker: Broker; client: Redis }> {
    const text = `services:\n  - { type: keyvalue, name: kv, ipAllowList: [], ${fields} }\n`;
    const { tree } = parseBlueprint(text);
    assert.ok(tree);
    const [resource] = readModel(tree).services;
    assert.ok(resource);
    const broker = await startBroker(session, resource);
    const client = new Redis(broker.addresses['connectionString'] ?? '');
    client.on('error', () => {});
    clients.push(client);
    return { broker, client };
  }

  after(async () => {
    for (const client of clients) client.disconnect();
    await session.close();
  });

  test('has what the plan and the Blueprint say', async () => {
    const { broker, client } = await start('plan: 1g, maxmemoryPolicy: volatile-ttl');
    const setting = async (name: string) => ((await client.config('GET', name)) as string[])[1];
    assert.equal(await setting('maxmemory'), String(1024 * 1024 * 1024));
    assert.equal(await setting('maxmemory-policy'), 'volatile-ttl');
    assert.equal(await setting('appendonly'), 'yes');
    assert.equal(await setting('bind'), '127.0.0.1');
    assert.equal(broker.connectionLimit, 1000);
    assert.equal(await broker.connections(), 1);
    assert.match(broker.software, /^(?:Valkey|Redis) \d+\.\d+/);
  });

  test('evicts by default, as on Render', async () => {
    const { broker, client } = await start('plan: free');
    assert.equal(broker.settings['maxmemory-policy'], 'allkeys-lru');
    assert.equal(broker.settings['persistence'], 'off');
    await client.set('job', 'x');
    assert.equal((await broker.fill()).refused, false);
    assert.ok((await broker.evicted()) > 0);
  });

  test('is full under noeviction until it is freed', async () => {
    const { broker, client } = await start('plan: free, maxmemoryPolicy: noeviction');
    assert.equal((await broker.fill()).refused, true);
    await assert.rejects(client.set('job', 'x'.repeat(1000)), /OOM/);
    await broker.unfill();
    assert.equal(await client.set('job', 'x'), 'OK');
    assert.equal(await broker.evicted(), 0);
  });

  test('keeps what its persistence keeps through a restart', async () => {
    const kept = await start('plan: 256mb');
    await kept.client.rpush('queue', 'a', 'b');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await kept.broker.restart(0);
    assert.equal(await kept.client.llen('queue'), 2);

    const off = await start('plan: 256mb, persistenceMode: "off"');
    await off.client.rpush('queue', 'a', 'b');
    await off.broker.restart(0);
    assert.equal(await off.client.llen('queue'), 0);
  });

  test('tells what lies in it', async () => {
    const { broker, client } = await start('plan: 256mb');
    await client.rpush('queue', 'a', 'b');
    await client.zadd('later', 1, 'c');
    await client.sadd('names', 'd');
    await client.hset('unacked', 'e', '1', 'f', '2');
    await client.set('value', 'g');
    assert.deepEqual(await broker.contents(), {
      '(hashes and single values)': 1,
      later: 1,
      names: 1,
      queue: 2,
      unacked: 2,
    });
    for (let job = 1; job <= 20; job += 1) await client.hset(`job:${job}`, 'state', 'done');
    assert.equal((await broker.contents())['(hashes and single values)'], 22);
  });
});
