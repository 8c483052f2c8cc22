import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { connectionString, reason } from './orders.ts';

// region: pool
type Callback = Parameters<pg.Pool['connect']>[0];

/**
 * Waits for a database that is away. Graphile Worker asks once, and stops for good if it cannot tell the
 * database how a job ended.
 */
class PatientPool extends pg.Pool {
  // biome-ignore lint/suspicious/noExplicitAny: node-postgres overloads it, by callback and by promise.
  override connect(callback?: Callback): any {
    return callback ? super.connect(callback) : this.#connect();
  }

  async #connect(): Promise<pg.PoolClient> {
    for (let left = 300; ; left -= 1) {
      try {
        return await super.connect();
      } catch (error) {
        if (left === 0) throw error;
        await sleep(1000);
      }
    }
  }
}

export function patientPool(max: number): pg.Pool {
  const pool = new PatientPool({ connectionString, max });
  const log = (error: Error) => console.log(`database: ${reason(error)}`);
  pool.on('error', log);
  pool.on('connect', (client) => client.on('error', log));
  return pool;
}
// endregion: pool
