// As Graphile Worker's quickstart for library mode has it.
import { setTimeout as sleep } from 'node:timers/promises';
import { run, type Task } from 'graphile-worker';
import { connectionString } from './orders.ts';

const fulfil: Task<'fulfil'> = async ({ order_id, seconds }, { query }) => {
  console.log(`order ${order_id} started`);
  await sleep(seconds * 1000);
  const { rowCount } = await query(
    'insert into receipts (order_id) values ($1) on conflict do nothing',
    [order_id],
  );
  console.log(`order ${order_id} receipt ${rowCount ? 'written' : 'was already there'}`);
};

const runner = await run({
  connectionString,
  concurrency: 5,
  noHandleSignals: false,
  pollInterval: 1000,
  taskList: { fulfil },
});
await runner.promise;
