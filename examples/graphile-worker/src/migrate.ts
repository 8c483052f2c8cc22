import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { connectionString } from './orders.ts';

await runMigrations({ connectionString });

const client = new pg.Client({ connectionString });
await client.connect();
await client.query(`
  create table if not exists receipts (
    order_id text primary key,
    written_at timestamptz not null default now()
  )`);
await client.end();
console.log('tables ready');
