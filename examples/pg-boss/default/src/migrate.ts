import { connect, QUEUE } from './orders.ts';

const boss = connect({});
await boss.start();
await boss.createQueue(QUEUE);
await boss.getDb().executeSql(`
  CREATE TABLE IF NOT EXISTS receipts (
    order_id text PRIMARY KEY,
    written_at timestamptz NOT NULL
  )`);
await boss.stop();
