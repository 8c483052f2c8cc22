import assert from 'node:assert/strict';
import test from 'node:test';
import {
  callsIn,
  callsPerJob,
  ordersFor,
  perJob,
  rateOf,
  ticksIn,
  warmUpOf,
} from '../../scripts/bench/receipts.ts';
import { renderThroughput } from '../../scripts/bench/throughput/report.ts';
import {
  brokerTable,
  databaseTable,
  longTransactionTable,
  type Measured,
  needsTable,
  type Run,
  rateTable,
  rounded,
  skipLockedTable,
  spreadOf,
  type ThroughputReport,
} from '../../src/components/throughput.ts';

test('a rate counts from the last receipt of the warm-up to the last of all', () => {
  // One a second while it warms up, then ten a second.
  const times = [0, 1, 2, ...Array.from({ length: 17 }, (_, index) => 2 + (index + 1) / 10)];
  assert.equal(warmUpOf(20), 2);
  assert.ok(Math.abs(rateOf(times) - 10) < 1e-9, String(rateOf(times)));
  assert.ok(rateOf(times, 0) < 6, 'with the warm-up it would be slower');
  assert.equal(rateOf([5, 6]), 1);
});

test('too few receipts, a disorder or no time make no rate', () => {
  assert.throws(() => rateOf([]), /0 receipts/);
  assert.throws(() => rateOf([1]), /1 receipts/);
  assert.throws(() => rateOf([3, 3, 3]), /no time/);
  assert.throws(() => rateOf([1, 3, 2, 4]), /order/);
});

test('the number of orders follows the first rate between its limits', () => {
  assert.equal(ordersFor(100, 5), 500);
  assert.equal(ordersFor(2.5, 5), 60);
  assert.equal(ordersFor(9000, 5), 5000);
  // 200 orders are over too soon to tell.
  assert.equal(ordersFor(200, 5), 2000);
  assert.throws(() => ordersFor(0, 5), /rate/);
});

test('counters are counted for each job, and none goes back', () => {
  assert.equal(perJob(100, 400, 100), 3);
  assert.throws(() => perJob(5, 4, 10), /went from 5 to 4/);
  assert.throws(() => perJob(0, 10, 0), /no jobs/);
});

test('commands are read from the broker and counted for each job', () => {
  const before = callsIn(
    '# Commandstats\r\ncmdstat_info:calls=1,usec=9\r\ncmdstat_hset:calls=50,usec=2\r\n',
  );
  const after = callsIn(
    'cmdstat_info:calls=9,usec=9\r\ncmdstat_hset:calls=350,usec=2\r\ncmdstat_config|get:calls=1,usec=1\r\ncmdstat_brpop:calls=200,usec=1\r\n',
  );
  assert.deepEqual(callsPerJob(before, after, 200), { hset: 1.5, brpop: 1 });
  assert.throws(() => callsIn('# Commandstats\r\n'), /no commandstats/);
});

test('processor time is that of a process and of the children that it has seen end', () => {
  const line = '42 (a) b (c) S 1 42 42 0 -1 0 10 20 30 40 7 5 300 100 20 0 1 0';
  assert.equal(ticksIn(line), 7 + 5 + 300 + 100);
  assert.throws(() => ticksIn(''), /no process/);
});

test('a spread has the least, the median and the most', () => {
  assert.deepEqual(spreadOf([30, 10, 20]), { least: 10, median: 20, most: 30 });
  assert.deepEqual(spreadOf([4, 1, 2, 3]), { least: 1, median: 2.5, most: 4 });
  assert.throws(() => spreadOf([]), /no spread/);
  assert.throws(() => spreadOf([1, Number.NaN]), /no spread/);
});

test('numbers have the digits that they are worth', () => {
  assert.deepEqual([0.123, 2.54, 25.4, 254.4, 25_444].map(rounded), [
    '0.12',
    '2.5',
    '25',
    '254',
    '25,400',
  ]);
});

const run = (rate: number, more: Partial<Run> = {}): Run => ({
  orders: 100,
  enqueued: 50,
  firstReceipt: 1,
  rate,
  workerCpu: 1,
  storeCpu: 0.5,
  bytesWaiting: 300,
  ...more,
});
const broker = { commands: { brpop: 1, hset: 3.5 }, received: 400, sent: 100 };
const measured = (name: string, store: string, runs: Run[], example?: string): Measured => ({
  ...(example !== undefined && { example }),
  name,
  store,
  worker: 'run',
  versions: {},
  runs,
});
const report: ThroughputReport = {
  date: '2026-11-29',
  command: 'npm run bench:throughput',
  machine: { node: 'v24', cpu: 'one', cores: 2, memoryGB: 24, platform: 'linux x64' },
  load: [1, 3],
  rounds: 3,
  warmUp: 0.1,
  results: [
    measured(
      'Slow',
      'PostgreSQL 15',
      [{ ...run(20), database: { transactions: 3, wal: 900 } }],
      's',
    ),
    measured(
      'Fast',
      'Redis 7',
      [run(600, { broker }), run(900, { broker }), run(500, { broker })],
      'f',
    ),
  ],
  peers: [
    measured('Loop', 'Redis 7', [run(1200, { broker })]),
    measured('Rows', 'PostgreSQL 15', [{ ...run(40), database: { transactions: 1, wal: 300 } }]),
  ],
  bareCommands: [10_000, 30_000, 20_000],
  skipLocked: [
    { clients: 1, batch: 1, rates: [100] },
    { clients: 1, batch: 50, rates: [1000, 3000, 2000] },
  ],
  longTransaction: [
    { isHeld: false, windows: [{ rates: [500], deleted: [1500] }], after: [500] },
    { isHeld: true, windows: [{ rates: [50], deleted: [150] }], after: [510] },
  ],
  windowSeconds: 3,
  skipped: [{ example: 'oban', why: 'no hex.pm' }],
};

test('the table has the fastest first, each beside the loop on the same store', () => {
  const { head, rows } = rateTable(report);
  assert.deepEqual(
    rows.map(([name, , rate, ratio]) => [name, rate, ratio]),
    [
      ['**Loop**', '1,200 (1,200 to 1,200)', '1.00'],
      ['Fast', '600 (500 to 900)', '0.50'],
      ['**Rows**', '40 (40 to 40)', '1.00'],
      ['Slow', '20 (20 to 20)', '0.50'],
    ],
  );
  // 0.5 CPU bears 500 jobs of 1 ms; what is slower than that for another reason stays so.
  assert.deepEqual(
    rows.map((row) => row[head.indexOf('At most with 0.5 CPU')]),
    ['500', '500', '40', '20'],
  );
});

test('what many jobs a second need follows from what one job cost', () => {
  assert.deepEqual(
    needsTable(report).rows.map((row) => row.slice(2)),
    [
      // 500 jobs a second and worker, of which 70 % are planned with; 0.5 ms of the store; 300 bytes.
      ['3', '0.50', '18', '286', '50', '1,800'],
      ['72', '0.50', '18', '7,143', '50', '1,800'],
    ],
  );
});

test('what a job costs the store is counted for those on that store', () => {
  assert.deepEqual(brokerTable(report).rows, [
    ['**Loop**', '4.5', '300', '500', '0.50', '2,000'],
    ['Fast', '4.5', '300', '500', '0.50', '2,000'],
  ]);
  assert.deepEqual(databaseTable(report).rows, [
    ['**Rows**', '1.0', '300', '0.50', '2,000'],
    ['Slow', '3.0', '900', '0.50', '2,000'],
  ]);
  assert.deepEqual(skipLockedTable(report).rows, [
    ['1', '100 (100 to 100)', '2,000 (1,000 to 3,000)'],
  ]);
  assert.deepEqual(longTransactionTable(report).rows, [
    ['0 to 3', '500 (500 to 500)', '1,500', '50 (50 to 50)', '150'],
    ['after its end and a `VACUUM`', '500 (500 to 500)', '', '510 (510 to 510)', ''],
  ]);
});

test('the report names what was skipped, and what was not enforced', () => {
  const text = renderThroughput(report);
  assert.match(text, /SKIPPED `oban`: no hex\.pm/);
  assert.match(text, /0\.5 CPU is NOT enforced/);
  assert.match(text, /20,000 commands a second/);
});
