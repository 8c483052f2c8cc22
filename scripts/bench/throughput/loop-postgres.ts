/** The least that a worker on PostgreSQL can do: one job at a time, taken, done and gone in one transaction. */
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';

const sql = postgres(process.env['DATABASE_URL'] ?? '', { max: 1 });

for (;;) {
  const isDone = await sql.begin(async (tx) => {
    const [job] = await tx`
      select id, order_id from orders order by id limit 1 for update skip locked`;
    if (!job) return false;
    console.log(`order ${job['order_id']} started`);
    await tx`delete from orders where id = ${job['id']}`;
    await tx`insert into receipts (order_id) values (${job['order_id']}) on conflict do nothing`;
    return job['order_id'] as string;
  });
  if (isDone === false) await sleep(100);
  else console.log(`order ${isDone} receipt written`);
}
