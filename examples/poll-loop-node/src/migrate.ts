import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from './store.ts';

const pool = connect({ max: 1, connectionTimeoutMillis: 5000 });
// Several statements in one query are one transaction.
await pool.query(readFileSync(join(import.meta.dirname, '../schema.sql'), 'utf8'));
console.log('jobs and receipts are there');
await pool.end();
