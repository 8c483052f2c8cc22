import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { connectionString, reason } from './orders.ts';

// region: recovery
const LOOK_MS = 10_000;
const LOOKS = 3;

/** Locks whose owner has no connection that carries its id. */
const ORPHANED = `
  select distinct locked_by as id from graphile_worker.jobs
  where locked_by like 'pool-%' and not exists (
    select from pg_stat_activity where application_name = locked_by
  )`;

/** Shows by a connection of its own that this pool lives, and unlocks the jobs of those that do not. */
class Presence {
  readonly #over = new AbortController();
  readonly shown: Promise<void>;

  constructor(id: string) {
    this.shown = new Promise((resolve) => void this.#keep(id, resolve));
  }

  end(): void {
    this.#over.abort();
  }

  async #keep(id: string, onShown: () => void): Promise<void> {
    while (!this.#over.signal.aborted) {
      const gone = new AbortController();
      const signal = AbortSignal.any([gone.signal, this.#over.signal]);
      const client = new pg.Client({
        connectionString,
        application_name: id,
        // Or the connection of a host that died without a word would count for hours.
        options:
          '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3',
        connectionTimeoutMillis: 5000,
        query_timeout: 5000,
      });
      client.on('error', () => {}); // followed by `end`
      client.once('end', () => gone.abort());
      try {
        await client.connect();
        onShown();
        await this.#look(client, signal);
      } catch (error) {
        if (!signal.aborted) console.log(`recovery: ${reason(error as Error)}`);
      }
      await client.end().catch(() => {});
      await sleep(1000, undefined, { signal: this.#over.signal }).catch(() => {});
    }
  }

  async #look(client: pg.Client, signal: AbortSignal): Promise<void> {
    // One look proves nothing: when the database restarts, the living lose their connection, too.
    const looks = new Map<string, number>();
    for (;;) {
      const { rows } = await client.query<{ id: string }>(ORPHANED);
      const orphaned = new Set(rows.map(({ id }) => id));
      for (const id of looks.keys()) if (!orphaned.has(id)) looks.delete(id);
      for (const id of orphaned) looks.set(id, (looks.get(id) ?? 0) + 1);
      const dead = [...orphaned].filter((id) => (looks.get(id) ?? 0) >= LOOKS);
      if (dead.length > 0) {
        await client.query('select graphile_worker.force_unlock_workers($1)', [dead]);
        console.log(`recovery: unlocked the jobs of ${dead.join(', ')}`);
      }
      await sleep(LOOK_MS, undefined, { signal });
    }
  }
}

let presence: Presence | undefined;

export const Recovery: GraphileConfig.Plugin = {
  name: 'Recovery',
  version: '1.0.0',
  worker: {
    hooks: {
      // Graphile Worker waits for it, so no job is taken by a pool that does not show yet.
      async startWorker({ events }, { worker: { workerPool } }) {
        if (!presence) {
          presence = new Presence(workerPool.id);
          events.once('pool:release', () => presence?.end());
        }
        await presence.shown;
      },
    },
  },
};
// endregion: recovery
