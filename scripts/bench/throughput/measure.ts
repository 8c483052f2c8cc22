import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import postgres from 'postgres';
import type { Run } from '../../../src/components/throughput.ts';
import type { Line } from '../../../src/rehearsal/command.ts';
import type { Instance } from '../../../src/rehearsal/instance.ts';
import { Ledger } from '../../../src/rehearsal/ledger.ts';
import { treeOf } from '../../../src/rehearsal/process-tree.ts';
import type { Server } from '../../../src/rehearsal/server.ts';
import type { Session } from '../../../src/rehearsal/session.ts';
import { Trouble } from '../../../src/rehearsal/trouble.ts';
import { waitFor } from '../../../src/rehearsal/wait.ts';
import { callsIn, callsPerJob, perJob, rateOf, ticksIn, warmUpOf } from '../receipts.ts';

/** Linux counts processor time in these, whatever its kernel's clock. */
const TICKS_A_SECOND = 100;

/** One run that can be measured: orders waiting, and a worker that takes them. */
export interface Subject {
  session: Session;
  store: Server;
  /** @returns how many orders are in the queue now */
  enqueue(orders: number): Promise<number>;
  startWorker(onLine: (line: Line) => void): Promise<Instance>;
  /** Receipts, counted in the store. */
  receipts(): Promise<number | undefined>;
}

/** What a run showed; of one that was broken off after `seconds`, only the rate. */
export type Outcome = { isDone: true; run: Run } | { isDone: false; rate: number };

/**
 * Fills the queue, starts one worker, and counts until every order has its receipt.
 *
 * @param seconds after which it is broken off
 * @throws {Trouble} if the worker ends, or its receipts are not those of the orders
 */
export async function measure(
  { session, store, enqueue, startWorker, receipts }: Subject,
  orders: number,
  seconds: number,
): Promise<Outcome> {
  const gauge = await gaugeOf(store);
  const ledger = new Ledger();
  const times: number[] = [];
  const done = new Set<string>();
  let start: { cpu: [number, number]; counters: Promise<Counters> } | undefined;
  let end: typeof start;
  let worker: Instance | undefined;
  try {
    const empty = await gauge.bytes();
    const began = session.now();
    const accepted = await enqueue(orders);
    const enqueued = accepted / (session.now() - began);
    if (accepted !== orders) throw new Trouble(`Only ${accepted} of ${orders} orders accepted.`, 1);
    const bytesWaiting = ((await gauge.bytes()) - empty) / orders;

    const before = gauge.isLate ? await gauge.counters() : undefined;
    const look = () => ({
      cpu: [cpuOf(worker?.command.pid), cpuOf(store.pid())] as [number, number],
      counters: gauge.counters(),
    });
    worker = await startWorker(({ at, text }) => {
      const reading = ledger.read('worker', at, text);
      if (reading?.what !== 'receipt' || done.has(reading.order)) return;
      done.add(reading.order);
      times.push(at);
      if (times.length === warmUpOf(orders) + 1) start = look();
      if (times.length === orders) end = look();
    });
    const own = worker;
    await waitFor(
      seconds,
      () => {
        if (own.isRunning) return end && true;
        throw new Trouble('The worker has ended.', 1, own.command.lastLines());
      },
      0.05,
    );
    if (!start || !end) {
      if (times.length > 5) return { isDone: false, rate: rateOf(times) };
      throw new Trouble(
        `${times.length} of ${orders} receipts in ${seconds} s.`,
        1,
        own.command.lastLines(),
      );
    }
    // Its line may come before its commit.
    const stored = await waitFor(3, async () =>
      (await receipts()) === orders ? orders : undefined,
    );
    if (stored !== orders) {
      throw new Trouble(`${await receipts()} receipts of ${orders} orders in the store.`, 1);
    }
    const jobs = orders - 1 - warmUpOf(orders);
    const cpu = (which: 0 | 1) => perJob(start?.cpu[which] ?? 0, end?.cpu[which] ?? 0, jobs) * 1000;
    return {
      isDone: true,
      run: {
        orders,
        enqueued,
        firstReceipt: (times[0] ?? 0) - own.startedAt,
        rate: rateOf(times),
        workerCpu: cpu(0),
        storeCpu: cpu(1),
        bytesWaiting,
        ...gauge.each(before ?? (await start.counters), await end.counters, before ? orders : jobs),
      },
    };
  } finally {
    await worker?.kill();
    await gauge.close();
  }
}

/** CPU seconds that a process and all below it have used. */
function cpuOf(leader: number | undefined): number {
  if (leader === undefined) throw new Error('no process to look at');
  const ticks = treeOf(leader).pids.map((pid) => {
    try {
      return ticksIn(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    } catch (error) {
      // It ended between the two looks.
      if ((error as NodeJS.ErrnoException).code) return 0;
      throw error;
    }
  });
  return ticks.reduce((sum, value) => sum + value, 0) / TICKS_A_SECOND;
}

type Counters = { calls: Map<string, number>; numbers: number[] };

interface Gauge {
  /** Bytes that lie in the store. */
  bytes(): Promise<number>;
  counters(): Promise<Counters>;
  /** Whether the counters lag, so that they are read before and after the worker's life and not within it. */
  isLate: boolean;
  each(before: Counters, after: Counters, jobs: number): Pick<Run, 'broker' | 'database'>;
  close(): Promise<void>;
}

async function gaugeOf(store: Server): Promise<Gauge> {
  const address = store.addresses['connectionString'] ?? '';
  return 'kind' in store ? redisGauge(address) : postgresGauge(address);
}

async function redisGauge(address: string): Promise<Gauge> {
  const redis = new Redis(address);
  const field = (info: string, name: string) =>
    Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1]);
  return {
    isLate: false,
    bytes: async () => field(await redis.info('memory'), 'used_memory'),
    async counters() {
      const [calls, stats] = await Promise.all([redis.info('commandstats'), redis.info('stats')]);
      return {
        calls: callsIn(calls),
        numbers: ['total_net_input_bytes', 'total_net_output_bytes'].map((name) =>
          field(stats, name),
        ),
      };
    },
    each(before, after, jobs) {
      const [received = 0, sent = 0] = after.numbers.map((value, index) =>
        perJob(before.numbers[index] ?? 0, value, jobs),
      );
      return { broker: { commands: callsPerJob(before.calls, after.calls, jobs), received, sent } };
    },
    close: async () => redis.disconnect(),
  };
}

async function postgresGauge(address: string): Promise<Gauge> {
  const sql = postgres(address, { max: 1, fetch_types: false, onnotice: () => {} });
  return {
    isLate: true,
    async bytes() {
      const [row] = await sql`select pg_database_size(current_database()) as bytes`;
      return Number(row?.['bytes']);
    },
    async counters() {
      const [wal] = await sql`select pg_current_wal_insert_lsn() - '0/0' as bytes`;
      // A backend says what it has committed once it idles, and no oftener than once a second.
      await sleep(1100);
      const [row] = await sql`
        select xact_commit + xact_rollback as count from pg_stat_database
        where datname = current_database()`;
      return { calls: new Map(), numbers: [Number(wal?.['bytes']), Number(row?.['count'])] };
    },
    each(before, after, jobs) {
      const [wal = 0, transactions = 0] = after.numbers.map((value, index) =>
        perJob(before.numbers[index] ?? 0, value, jobs),
      );
      return { database: { transactions, wal } };
    },
    close: () => sql.end({ timeout: 1 }),
  };
}
