import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import postgres from 'postgres';
import type { LongTransaction, SkipLocked } from '../../../src/components/throughput.ts';
import { startDatabase } from '../../../src/rehearsal/database.ts';
import { findProgram } from '../../../src/rehearsal/find-program.ts';
import { Session } from '../../../src/rehearsal/session.ts';
import { Trouble } from '../../../src/rehearsal/trouble.ts';
import { storeOf } from './peers.ts';

/** Seconds of one measurement. */
export const WINDOW_SECONDS = 2;
const CLIENTS = [1, 2, 4, 8];
/** Jobs that one statement takes, and rows that are there at the beginning: more than it can take. */
const BATCHES = [
  { batch: 1, rows: 100_000 },
  { batch: 50, rows: 600_000 },
];
const WINDOWS = 4;

/** What `FOR UPDATE SKIP LOCKED` bears, in a database of its own. */
export interface SkipLockedBench {
  skipLocked: SkipLocked[];
  longTransaction: LongTransaction[];
  round(): Promise<void>;
  close(): Promise<void>;
}

/** @returns undefined where there is no pgbench */
export async function skipLockedBench(root: string): Promise<SkipLockedBench | undefined> {
  const program = findProgram('pgbench');
  if (program === undefined) return undefined;
  const session = new Session();
  const store = await startDatabase(session, storeOf(root, 'poll-loop-node'), false);
  const url = store.addresses['connectionString'] ?? '';
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  await sql`create table jobs (id bigserial primary key, payload text not null)`;

  const fill = async (rows: number) => {
    await sql`truncate jobs`;
    await sql`
      insert into jobs (payload) select repeat('x', 100) from generate_series(1, ${rows}::int)`;
    await sql`vacuum analyze jobs`;
  };
  const waiting = async () => Number((await sql`select count(*) as count from jobs`)[0]?.['count']);

  /** Jobs a second that so many clients take, counted in the table. */
  const take = async (clients: number, batch: number) => {
    const script = join(session.folder, `take-${batch}.sql`);
    writeFileSync(
      script,
      `delete from jobs where id = any (array(select id from jobs order by id limit ${batch} for update skip locked));\n`,
    );
    const before = await waiting();
    const began = performance.now();
    const child = spawn(
      program,
      [
        ...['--no-vacuum', '--protocol', 'prepared', '--file', script],
        ...['--client', String(clients), '--jobs', String(Math.min(clients, 2))],
        ...['--time', String(WINDOW_SECONDS), url],
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const [said] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    const seconds = (performance.now() - began) / 1000;
    if (child.exitCode !== 0) throw new Trouble('pgbench failed.', 2, said.trim().split('\n'));
    const after = await waiting();
    if (after < clients * batch) throw new Trouble('The table of jobs ran empty.', 2);
    if (after === before) throw new Trouble('pgbench took no job.', 2, said.trim().split('\n'));
    return { rate: (before - after) / seconds, after };
  };

  const skipLocked: SkipLocked[] = CLIENTS.flatMap((clients) =>
    BATCHES.map(({ batch }) => ({ clients, batch, rates: [] })),
  );
  const longTransaction: LongTransaction[] = [false, true].map((isHeld) => ({
    isHeld,
    windows: Array.from({ length: WINDOWS }, () => ({ rates: [], deleted: [] })),
    after: [],
  }));
  return {
    skipLocked,
    longTransaction,
    async round() {
      for (const entry of skipLocked) {
        const rows = BATCHES.find(({ batch }) => batch === entry.batch)?.rows ?? 0;
        await fill(rows);
        entry.rates.push((await take(entry.clients, entry.batch)).rate);
      }
      for (const { isHeld, windows, after } of longTransaction) {
        const rows = BATCHES[0]?.rows ?? 0;
        await fill(rows);
        const holder = await sql.reserve();
        try {
          if (isHeld) {
            await holder`begin isolation level repeatable read`;
            await holder`select count(*) from jobs`;
          }
          for (const window of windows) {
            const { rate, after: left } = await take(2, 1);
            window.rates.push(rate);
            window.deleted.push(rows - left);
          }
          if (isHeld) await holder`commit`;
        } finally {
          holder.release();
        }
        await sql`vacuum jobs`;
        after.push((await take(2, 1)).rate);
      }
    },
    async close() {
      await sql.end({ timeout: 1 });
      await store.stop();
      await session.close();
    },
  };
}
