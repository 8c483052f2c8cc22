import { chownSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { findProgram } from './find-program.ts';
import { freePort } from './ports.ts';
import { ServerProcess } from './server.ts';
import type { Session } from './session.ts';
import { Trouble } from './trouble.ts';
import { handOver, type Unprivileged } from './unprivileged.ts';
import { waitFor } from './wait.ts';

/** A PgBouncer in front of a database. */
export interface Pooler {
  port: number;
  /** As it says itself, e.g. `PgBouncer 1.18.0`. */
  software: string;
  stop(): Promise<void>;
}

/**
 * PgBouncer's own default for the connections that it opens; Render's number is not documented.
 * https://www.pgbouncer.org/config.html
 */
export const POOL_SIZE = 20;
/** Far above what a rehearsal opens: how many clients Render's pooler takes is not documented. */
const MOST_CLIENTS = 1000;

/** The path of PgBouncer on this machine. */
export function findPooler(): string | undefined {
  return process.env['RENDER_WORKERS_PGBOUNCER'] ?? findProgram('pgbouncer');
}

/** What to say where it is missing. */
export function noPooler(name: string): Trouble {
  return new Trouble(
    `\`${name}\` is reached through a pool (\`connectionPoolString\`), and pgbouncer is not on the PATH. Install it:
  Debian, Ubuntu  apt-get install pgbouncer
  macOS           brew install pgbouncer
  anywhere        point RENDER_WORKERS_PGBOUNCER at one`,
    2,
  );
}

/**
 * Starts a PgBouncer in transaction mode, as Render does for `connectionPool: pgbouncer`. It goes on while
 * the database restarts; whether Render's does is not documented.
 *
 * @param file the path of PgBouncer
 * @throws {Trouble} if it does not start
 */
export async function startPooler(
  session: Session,
  file: string,
  runAs: Unprivileged,
  to: { name: string; port: number; user: string; password: string; database: string },
): Promise<Pooler> {
  const folder = mkdtempSync(join(session.folder, `${to.name}-pool-`));
  const port = await freePort();
  const own = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    if (runAs.uid !== undefined) chownSync(path, runAs.uid, runAs.gid ?? -1);
    return path;
  };
  const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
  const users = own('users.txt', `${quoted(to.user)} ${quoted(to.password)}\n`);
  const settings = own(
    'pgbouncer.ini',
    `[databases]
* = host=127.0.0.1 port=${to.port}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${POOL_SIZE}
max_client_conn = ${MOST_CLIENTS}
`,
  );
  handOver(runAs, session, folder);
  const server = new ServerProcess(session, file, [settings], { cwd: folder, ...runAs });
  const sql = postgres({
    host: '127.0.0.1',
    port,
    username: to.user,
    password: to.password,
    database: to.database,
    max: 1,
    prepare: false,
    fetch_types: false,
    backoff: () => 0.1,
  });
  const isUp = await waitFor(10, async () => {
    if (!server.isRunning) return false;
    return (await sql`select 1`).length === 1 ? true : undefined;
  });
  await sql.end({ timeout: 1 });
  if (isUp !== true) {
    throw new Trouble(`${file} for \`${to.name}\` did not start.`, 2, server.lastLines());
  }
  const version = /version \d+(?:\.\d+)+|PgBouncer \d+(?:\.\d+)+/i.exec(
    server.lastLines().join('\n'),
  )?.[0];
  return {
    port,
    software: `PgBouncer ${version?.split(' ')[1] ?? 'of unknown version'}`,
    // SIGINT would wait for clients that are gone already, SIGTERM does so in newer versions.
    stop: () => server.stop('SIGKILL'),
  };
}
