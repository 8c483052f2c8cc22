// What people write first: a row is marked before the work, and nothing takes the mark back.
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL });

async function slot(): Promise<void> {
  for (;;) {
    const { rows } = await pool.query(`
      update jobs set status = 'taken'
      where id = (
        select id from jobs where status = 'new' order by id limit 1 for update skip locked
      )
      returning id, order_id, seconds`);
    const [job] = rows;
    if (!job) {
      await sleep(1000);
      continue;
    }
    console.log(`order ${job.order_id} started`);
    await sleep(job.seconds * 1000);
    const { rowCount } = await pool.query(
      'insert into receipts (order_id) values ($1) on conflict do nothing',
      [job.order_id],
    );
    console.log(`order ${job.order_id} receipt ${rowCount ? 'written' : 'was already there'}`);
    await pool.query("update jobs set status = 'done' where id = $1", [job.id]);
  }
}

console.log('worker ready');
await Promise.all(Array.from({ length: 4 }, slot));
