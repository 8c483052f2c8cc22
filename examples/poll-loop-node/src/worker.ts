import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { stopping } from './signals.ts';
import { connect, reason } from './store.ts';

const CONCURRENCY = Number(process.env.WORKER_CONCURRENCY ?? 4);
const STEP_SECONDS = 1;
const LEASE_SECONDS = 30;
const MOST_ATTEMPTS = 20;

const pool = connect({
  max: CONCURRENCY,
  keepAlive: true,
  connectionTimeoutMillis: 5000,
  // pg's own option: without it a frozen database keeps a job waiting beyond its lease.
  query_timeout: 5000,
});

interface Job {
  id: string;
  order_id: string;
  seconds: number;
  step: number;
  attempts: number;
}

// region: claim
const CLAIM = `
  update jobs
  set leased_by = $1, leased_until = now() + make_interval(secs => $2), attempts = attempts + 1
  where id = (
    select id from jobs
    where run_at <= now() and (leased_until is null or leased_until < now())
    order by run_at, id
    limit 1
    for update skip locked
  )
  returning id, order_id, seconds, step, attempts`;
// endregion: claim

// region: lease
class LeaseLost extends Error {}

/** The right to a job. It is new with each claim, so what a worker had before counts no more. */
class Lease {
  readonly holder = randomUUID();
  #until = 0;

  async claim(): Promise<Job | undefined> {
    const until = Lease.#next();
    const rows = await ask<Job>(CLAIM, [this.holder, LEASE_SECONDS], () => stopping.aborted);
    this.#until = until;
    return rows?.[0];
  }

  /** Writes on the job as long as it is ours: `set` has $1 and $2 for the job and the holder. */
  async write(job: Job, statement: string, values: unknown[] = []): Promise<unknown> {
    const until = Lease.#next();
    const all = [job.id, this.holder, ...values];
    const rows = await ask(statement, all, () => performance.now() > this.#until);
    if (!rows?.length) throw new LeaseLost();
    this.#until = until;
    return rows[0];
  }

  // By the clock of this process, and from before the question: it never outlasts the database's.
  static #next = () => performance.now() + LEASE_SECONDS * 1000;
}
// endregion: lease

// region: patience
let isAway = false;

/** Asks until there is an answer, or nobody wants it any more. */
async function ask<Row>(
  statement: string,
  values: unknown[],
  isTooLate: () => boolean,
): Promise<Row[] | undefined> {
  for (let pause = 1; ; pause = Math.min(pause * 2, 10)) {
    try {
      const { rows } = await pool.query(statement, values);
      if (isAway) console.log('the database is back');
      isAway = false;
      return rows;
    } catch (error) {
      if (!isAway) console.log(`the database is away: ${reason(error as Error)}`);
      isAway = true;
    }
    // In pieces, so that neither a signal nor the end of a lease is slept through.
    for (let second = 0; second < pause; second += 1) {
      if (isTooLate()) return undefined;
      await sleep(1000);
    }
  }
}
// endregion: patience

// region: run
/** Gives a job back, with one more change to its row. */
const release = (change: string) => `
  update jobs set leased_by = null, leased_until = null, ${change}
  where id = $1 and leased_by = $2 returning id`;

async function run(job: Job, lease: Lease): Promise<void> {
  const { order_id, seconds } = job;
  const steps = Math.ceil(seconds / STEP_SECONDS);
  console.log(`order ${order_id} started`);
  for (let step = job.step; step < steps; step += 1) {
    if (stopping.aborted) {
      // It did not fail, so it gets its attempt back.
      await lease.write(job, release('attempts = attempts - 1'));
      console.log(`order ${order_id} handed over after step ${step}`);
      return;
    }
    await work(job, step);
    await lease.write(
      job,
      `update jobs set step = $3, leased_until = now() + make_interval(secs => $4)
       where id = $1 and leased_by = $2 returning id`,
      [step + 1, LEASE_SECONDS],
    );
    console.log(`order ${order_id} step ${step + 1}`);
  }
  const { written } = (await lease.write(job, FINISH)) as { written: boolean };
  console.log(`order ${order_id} receipt ${written ? 'written' : 'was already there'}`);
}

// One statement is one transaction: the receipt is written if the job was ours, or nothing is.
const FINISH = `
  with done as (
    delete from jobs where id = $1 and leased_by = $2 returning order_id
  ), receipt as (
    insert into receipts (order_id) select order_id from done
    on conflict do nothing returning order_id
  )
  select exists (select from receipt) as written from done`;

/** Stands for the work: one step of it, much shorter than the lease. */
async function work({ seconds }: Job, step: number): Promise<void> {
  await sleep(Math.min(STEP_SECONDS, seconds - step * STEP_SECONDS) * 1000);
}
// endregion: run

// region: failure
async function attempt(job: Job, lease: Lease): Promise<void> {
  try {
    // Also what ended its worker each time, and so never came to the lines below.
    if (job.attempts > MOST_ATTEMPTS) {
      await lease.write(job, release("run_at = 'infinity'"));
      console.log(`order ${job.order_id} set aside after ${MOST_ATTEMPTS} attempts`);
      return;
    }
    await run(job, lease);
  } catch (error) {
    if (error instanceof LeaseLost) {
      console.log(`order ${job.order_id} dropped: the lease is lost`);
      return;
    }
    const pause = Math.min(2 ** job.attempts, 600);
    console.log(`order ${job.order_id} failed, again in ${pause} s: ${reason(error as Error)}`);
    const later = release('run_at = now() + make_interval(secs => $3)');
    // If it cannot be written, the end of the lease says the same.
    await lease.write(job, later, [pause]).catch(() => {});
  }
}
// endregion: failure

// region: loop
async function slot(): Promise<void> {
  while (!stopping.aborted) {
    const lease = new Lease();
    const job = await lease.claim();
    if (job) await attempt(job, lease);
    // Rejects at the signal, so that an idle worker ends at once.
    else await sleep(1000, undefined, { signal: stopping }).catch(() => {});
  }
}

console.log(`worker ready, ${CONCURRENCY} jobs at a time`);
await Promise.all(Array.from({ length: CONCURRENCY }, slot));
console.log('stopped');
// A silent database must not keep the process from ending.
setTimeout(() => process.exit(0), 2000).unref();
await pool.end();
// endregion: loop
