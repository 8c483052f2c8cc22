/** What `bench/throughput.json` holds, and the tables that are drawn from it. */

/** One run of one example or peer: orders in the queue first, then one worker that empties it. */
export interface Run {
  /** Orders that were put into the queue. */
  orders: number;
  /** Orders a second that the producer accepted, ten offered at a time. */
  enqueued: number;
  /** Seconds from the worker's start to the first receipt. */
  firstReceipt: number;
  /** Receipts a second after the warm-up. */
  rate: number;
  /** CPU seconds for 1,000 jobs after the warm-up. */
  workerCpu: number;
  storeCpu: number;
  /** Bytes that one waiting order took in the store. */
  bytesWaiting: number;
  /** For one job, of a Redis or Valkey: every command that ran, those in scripts too, and bytes on the wire. */
  broker?: { commands: Record<string, number>; received: number; sent: number };
  /** For one job, of a PostgreSQL: transactions that ended, and bytes of write-ahead log. */
  database?: { transactions: number; wal: number };
}

export interface Measured {
  /** The example's folder; absent for a peer. */
  example?: string;
  name: string;
  store: string;
  /** The worker's start command, or what a peer does. */
  worker: string;
  versions: Record<string, string>;
  runs: Run[];
}

/** Jobs a second of `delete … for update skip locked`, by how many clients and how many jobs each takes at a time. */
export interface SkipLocked {
  clients: number;
  batch: number;
  rates: number[];
}

/** Jobs a second in windows that follow each other, and the rows that were deleted by the end of each. */
export interface LongTransaction {
  isHeld: boolean;
  windows: { rates: number[]; deleted: number[] }[];
  /** After the transaction has ended and `vacuum` has run. */
  after: number[];
}

export interface ThroughputReport {
  date: string;
  command: string;
  machine: { node: string; cpu: string; cores: number; memoryGB: number; platform: string };
  /** The machine's load average over a minute when each round began, and at the end. */
  load: number[];
  rounds: number;
  /** The share of the receipts that is not counted, from the first on. */
  warmUp: number;
  results: Measured[];
  peers: Measured[];
  /** `redis-benchmark`: `LPUSH` a second of 50 clients on an empty broker. */
  bareCommands: number[];
  skipLocked: SkipLocked[];
  longTransaction: LongTransaction[];
  windowSeconds: number;
  skipped: { example: string; why: string }[];
}

export interface Spread {
  least: number;
  median: number;
  most: number;
}

/** @throws {Error} if there is nothing, or what is no number */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0 || sorted.some((value) => !Number.isFinite(value))) {
    throw new Error(`no spread of [${values.join(', ')}]`);
  }
  const at = (index: number) => sorted[index] as number;
  const middle = sorted.length >> 1;
  return {
    least: at(0),
    median: sorted.length % 2 ? at(middle) : (at(middle - 1) + at(middle)) / 2,
    most: at(sorted.length - 1),
  };
}

export interface Table {
  head: string[];
  rows: string[][];
}

/** A number as people write one: no more digits than it is worth. */
export function rounded(value: number): string {
  if (value >= 100) return Number(value.toPrecision(3)).toLocaleString('en-US');
  return value.toFixed(value >= 10 ? 0 : value >= 1 ? 1 : 2);
}

const medianOf = ({ runs }: Measured, read: (run: Run) => number) =>
  spreadOf(runs.map(read)).median;

function span(values: readonly number[]): string {
  const { least, median, most } = spreadOf(values);
  return `${rounded(median)} (${rounded(least)} to ${rounded(most)})`;
}

const fastestFirst = (list: readonly Measured[]) =>
  list.toSorted((a, b) => medianOf(b, ({ rate }) => rate) - medianOf(a, ({ rate }) => rate));

/** The CPU of the smallest paid plan of a worker. */
const PLAN_CPU = 0.5;

/** The peer that a result is compared with: the one on the same kind of store. */
function peerOf({ peers }: ThroughputReport, store: string): Measured | undefined {
  return peers.find((peer) => peer.store.split(' ')[0] === store.split(' ')[0]);
}

/** Jobs a second of each framework, the fastest first, the peers among them. */
export function rateTable(report: ThroughputReport): Table {
  return {
    head: [
      'One worker, work of 0 s',
      'Queue in',
      'Jobs a second: median (least to most)',
      'To the bare loop',
      'CPU of the worker, s per 1,000 jobs',
      'CPU of the store, s per 1,000 jobs',
      `At most with ${PLAN_CPU} CPU`,
    ],
    rows: fastestFirst([...report.results, ...report.peers]).map((measured) => {
      const { name, store, example } = measured;
      const { bound, rates, cpu } = boundOf(measured);
      const peer = peerOf(report, store);
      const ratio = peer && spreadOf(rates).median / medianOf(peer, ({ rate }) => rate);
      return [
        example === undefined ? `**${name}**` : name,
        store,
        span(rates),
        ratio === undefined ? '' : ratio.toFixed(2),
        cpu.toFixed(2),
        medianOf(measured, ({ storeCpu }) => storeCpu).toFixed(2),
        rounded(bound),
      ];
    }),
  };
}

/** Of what is measured, this share is planned with. */
const UTILIZATION = 0.7;
/** Jobs a second for which the needs are worked out. */
const NEEDED = [1000, 100_000];

/** Instances, cores and memory that so many jobs a second need, worked out of what one job cost. */
export function needsTable({ results }: ThroughputReport): Table {
  return {
    head: [
      'Framework',
      'Queue in',
      ...NEEDED.flatMap((rate) => [
        `${rate.toLocaleString('en-US')} a second: workers of ${PLAN_CPU} CPU`,
        'cores of the store',
        'MB that wait after a minute',
      ]),
    ],
    rows: fastestFirst(results).map((measured) => {
      const { bound } = boundOf(measured);
      const storeCpu = medianOf(measured, (run) => run.storeCpu) / 1000;
      const bytes = medianOf(measured, ({ bytesWaiting }) => bytesWaiting);
      return [
        measured.name,
        measured.store,
        ...NEEDED.flatMap((rate) => [
          Math.ceil(rate / (UTILIZATION * bound)).toLocaleString('en-US'),
          rounded(rate * storeCpu),
          rounded((rate * 60 * bytes) / 1e6),
        ]),
      ];
    }),
  };
}

/** Jobs a second that one worker does with the CPU of the plan, if it has no other bound. */
function boundOf(measured: Measured): { bound: number; rates: number[]; cpu: number } {
  const rates = measured.runs.map(({ rate }) => rate);
  const cpu = medianOf(measured, ({ workerCpu }) => workerCpu);
  return { bound: Math.min(spreadOf(rates).median, (PLAN_CPU * 1000) / cpu), rates, cpu };
}

/** What one job costs a Redis or Valkey. */
export function brokerTable({ results, peers }: ThroughputReport): Table {
  return {
    head: [
      'Queue',
      'Commands a job',
      'Bytes a waiting job',
      'Bytes on the network a job',
      'CPU of the broker, s per 1,000 jobs',
      'Jobs a second that fill one core of it',
    ],
    rows: fastestFirst([...results, ...peers])
      .filter(({ runs }) => runs.every(({ broker }) => broker))
      .map((measured) => {
        const commands = medianOf(measured, ({ broker }) =>
          Object.values(broker?.commands ?? {}).reduce((sum, count) => sum + count, 0),
        );
        const cpu = medianOf(measured, ({ storeCpu }) => storeCpu);
        return [
          measured.example === undefined ? `**${measured.name}**` : measured.name,
          commands.toFixed(1),
          rounded(medianOf(measured, ({ bytesWaiting }) => bytesWaiting)),
          rounded(
            medianOf(measured, ({ broker }) => (broker?.received ?? 0) + (broker?.sent ?? 0)),
          ),
          cpu.toFixed(2),
          rounded(1000 / cpu),
        ];
      }),
  };
}

/** What one job costs a PostgreSQL. */
export function databaseTable({ results, peers }: ThroughputReport): Table {
  return {
    head: [
      'Queue',
      'Transactions a job',
      'Bytes of write-ahead log a job',
      'CPU of the database, s per 1,000 jobs',
      'Jobs a second that fill one core of it',
    ],
    rows: fastestFirst([...results, ...peers])
      .filter(({ runs }) => runs.every(({ database }) => database))
      .map((measured) => {
        const cpu = medianOf(measured, ({ storeCpu }) => storeCpu);
        return [
          measured.example === undefined ? `**${measured.name}**` : measured.name,
          medianOf(measured, ({ database }) => database?.transactions ?? 0).toFixed(1),
          rounded(medianOf(measured, ({ database }) => database?.wal ?? 0)),
          cpu.toFixed(2),
          rounded(1000 / cpu),
        ];
      }),
  };
}

/** `SKIP LOCKED` by clients and batch. */
export function skipLockedTable({ skipLocked }: ThroughputReport): Table {
  const batches = [...new Set(skipLocked.map(({ batch }) => batch))];
  const clients = [...new Set(skipLocked.map((entry) => entry.clients))];
  return {
    head: [
      'Clients',
      ...batches.map((batch) =>
        batch === 1 ? 'Jobs a second, one a commit' : `Jobs a second, ${batch} a commit`,
      ),
    ],
    rows: clients.map((count) => [
      String(count),
      ...batches.map((batch) => {
        const found = skipLocked.find((own) => own.clients === count && own.batch === batch);
        return found ? span(found.rates) : '';
      }),
    ]),
  };
}

/** What a transaction that stays open does to a queue in PostgreSQL. */
export function longTransactionTable({ longTransaction, windowSeconds }: ThroughputReport): Table {
  const titles = longTransaction.map(({ isHeld }) =>
    isHeld ? 'With a transaction open' : 'Without',
  );
  const count = Math.max(...longTransaction.map(({ windows }) => windows.length));
  return {
    head: [
      'Seconds',
      ...titles.flatMap((title) => [`${title}: jobs a second`, 'Rows deleted by then']),
    ],
    rows: [
      ...Array.from({ length: count }, (_, index) => [
        `${index * windowSeconds} to ${(index + 1) * windowSeconds}`,
        ...longTransaction.flatMap(({ windows }) => {
          const found = windows[index];
          return found ? [span(found.rates), rounded(spreadOf(found.deleted).median)] : ['', ''];
        }),
      ]),
      [
        'after its end and a `VACUUM`',
        ...longTransaction.flatMap(({ after }) => [span(after), '']),
      ],
    ],
  };
}

/** Every table by the name that a page asks for. */
export const throughputTables = {
  rates: rateTable,
  needs: needsTable,
  broker: brokerTable,
  database: databaseTable,
  'skip-locked': skipLockedTable,
  'long-transaction': longTransactionTable,
} as const satisfies Record<string, (report: ThroughputReport) => Table>;

export type ThroughputName = keyof typeof throughputTables;

/** On what and how it was measured, as a sentence. */
export function provenanceOf({ date, rounds, warmUp, machine, load }: ThroughputReport): string {
  const { least, most } = spreadOf(load);
  return `Measured on ${date}: ${rounds === 1 ? 'one round' : `medians of ${rounds} rounds`} in which everything took its turn, the first ${Math.round(warmUp * 100)} % of each run left out. ${machine.cores} cores (${machine.cpu}) and ${machine.memoryGB} GB, shared by worker, store, producer and others; load average ${least.toFixed(1)} to ${most.toFixed(1)}. Memory and connections of the store’s plan were enforced, the plan’s CPU was not.`;
}
