import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { keyValuePlans } from '../../src/blueprint/platform/plans.ts';
import {
  type Measured,
  type Run,
  rounded,
  spreadOf,
  type ThroughputReport,
} from '../../src/components/throughput.ts';

const root = join(import.meta.dirname, '../..');
const report = JSON.parse(
  readFileSync(join(root, 'bench/throughput.json'), 'utf8'),
) as ThroughputReport;
const page = readFileSync(join(root, 'src/content/docs/operate/beyond-one-machine.mdx'), 'utf8');

test('what the page says of the benchmark is what the benchmark measured', () => {
  const missing = sentences(report).filter((sentence) => !page.includes(sentence));
  assert.deepEqual(missing, [], 'bench/throughput.json changed: write these into the page');
});

/** Parts of sentences that hold figures of the report. */
function sentences({ results, bareCommands, skipLocked, longTransaction }: ThroughputReport) {
  const of = (example: string): Measured => {
    const found = results.find((own) => own.example === example);
    assert.ok(found, `${example} was not measured`);
    return found;
  };
  const median = (example: string, read: (run: Run) => number) =>
    spreadOf(of(example).runs.map(read)).median;
  const commands = (example: string) =>
    median(example, ({ broker }) =>
      Object.values(broker?.commands ?? {}).reduce((sum, count) => sum + count, 0),
    );
  const bytesAMinute = 1000 * 60 * median('bullmq', ({ bytesWaiting }) => bytesWaiting);
  const broker = keyValuePlans.find(({ id }) => id === '256mb');
  assert.ok(broker, 'there is a plan 256mb');
  const room = 0.7 * broker.memory * 1e6;
  const bare = spreadOf(bareCommands).median;
  const wire = median('rq', ({ broker }) => (broker?.received ?? 0) + (broker?.sent ?? 0));
  const locked = (clients: number, batch: number) => {
    const found = skipLocked.find((own) => own.clients === clients && own.batch === batch);
    assert.ok(found, `${clients} clients, ${batch} a commit`);
    return spreadOf(found.rates).median;
  };
  const lastOf = (isHeld: boolean) => {
    const last = longTransaction.find((own) => own.isHeld === isHeld)?.windows.at(-1);
    assert.ok(last);
    return { rate: spreadOf(last.rates).median, deleted: spreadOf(last.deleted).median };
  };
  return [
    `so about 50 a second (here ${rounded(median('river', ({ rate }) => rate))})`,
    `pg-boss did ${rounded(median('pg-boss', ({ rate }) => rate))} a second`,
    `1,000 BullMQ orders a second fill ${rounded(bytesAMinute / 1e6)} MB a minute`,
    `is at 70 % after ${(room / bytesAMinute).toFixed(1)} minutes`,
    `BullMQ ran ${Math.floor(commands('bullmq'))} commands a job`,
    `Sidekiq ${Math.round(commands('sidekiq'))}.`,
    `sent this broker ${rounded(bare)} single`,
    `would cap Sidekiq near ${rounded(bare / commands('sidekiq'))} jobs a second`,
    `moved ${rounded(wire)} bytes a job to be worked on, so 1,000 a second are ${Math.round((wire * 8000) / 1e6)} Mbit/s`,
    `Eight clients did ${rounded(locked(8, 1) / locked(1, 1))} times what one did`,
    `Fifty jobs in one commit did ${Math.round(locked(1, 50) / locked(1, 1))} times as much`,
    `the queue ran at ${Math.round((100 * lastOf(true).rate) / lastOf(false).rate)} % of the other one, with ${rounded(lastOf(true).deleted)} dead rows`,
  ];
}
