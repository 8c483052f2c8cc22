import type { Sql } from 'postgres';

/** The tables in which frameworks keep jobs, each with what says how far one is. */
const tables: Readonly<Record<string, string>> = {
  oban_jobs: 'state::text',
  river_job: 'state::text',
  procrastinate_jobs: 'status::text',
  'pgboss.job': 'state::text',
  'graphile_worker._private_jobs': `case when attempts >= max_attempts then 'failed for good'
    when locked_at is not null then 'locked'
    when run_at > now() then 'scheduled' else 'waiting' end`,
  good_jobs: `case when finished_at is not null and error is null then 'finished'
    when finished_at is not null then 'finished with an error'
    when performed_at is not null then 'performed, not finished'
    when scheduled_at > now() then 'scheduled' else 'waiting' end`,
  solid_queue_jobs: `case when finished_at is null then 'not finished' else 'finished' end`,
  solid_queue_ready_executions: '',
  solid_queue_claimed_executions: '',
  solid_queue_blocked_executions: '',
  solid_queue_scheduled_executions: '',
  solid_queue_failed_executions: '',
};

/**
 * What lies in a database, as counts by name: the jobs of each known queue by their state, or the rows
 * of every table where there is no known queue.
 */
export async function contentsOf(sql: Sql): Promise<Record<string, number>> {
  const found = await sql<{ schema: string; name: string; path: string }[]>`
    select nspname as schema, relname as name, format('%I.%I', nspname, relname) as path
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind in ('r', 'p') and not relispartition
      and nspname not like 'pg\\_%' and nspname <> 'information_schema'
    order by 1, 2`;
  const known = found.flatMap(({ schema, name, path }) => {
    const state = tables[`${schema}.${name}`] ?? tables[name];
    return state === undefined ? [] : [{ name, path, state }];
  });
  const counts: [string, number][] = [];
  for (const { name, path, state } of known) {
    // The states of a table are counted at one moment, so that no job is counted twice.
    const rows = await sql.unsafe<{ state: string; count: string }[]>(
      `select ${state || "''"} as state, count(*) from ${path} group by 1 order by 1`,
    );
    for (const { state, count } of rows) {
      counts.push([state ? `${name} ${state}` : name, Number(count)]);
    }
  }
  if (known.length > 0) return Object.fromEntries(counts);
  for (const { schema, name, path } of found) {
    const [row] = await sql.unsafe<{ count: string }[]>(`select count(*) from ${path}`);
    counts.push([schema === 'public' ? name : `${schema}.${name}`, Number(row?.count)]);
  }
  return Object.fromEntries(counts);
}
