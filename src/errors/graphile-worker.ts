import { experiment, group } from './message.ts';

const ran = experiment('Graphile Worker 0.18.0: no schema, no tasks, tasks that fail');
const page = '/frameworks/graphile-worker/';

/** What Graphile Worker prints. */
export const graphileWorker = group('graphile-worker', 'Graphile Worker', [
  {
    id: 'schema-graphile-worker',
    means: 'The tables are not there',
    text: 'schema "graphile_worker" does not exist',
    seen: 'Graphile Worker 0.18.0',
    cause: 'A producer calls `add_job` before a worker or a migration has made the schema.',
    fix: 'Migrate in `preDeployCommand` of both services, or of the one that deploys first.',
    page: `${page}#renderyaml`,
    source: ran,
  },
  {
    id: 'could-not-find-tasks',
    means: 'The CLI finds no tasks folder',
    text: "Could not find tasks to execute - taskDirectory '…' does not exist",
    seen: 'Graphile Worker 0.18.0',
    cause: 'The CLI looks for `tasks/` where it runs.',
    fix: 'Set `rootDir`, or start a file that calls `run({ taskList })`.',
    page: `${page}#failed-jobs-stay`,
    source: ran,
  },
  {
    id: 'complete-job-prepared',
    means: 'A worker behind PgBouncer, and a locked job',
    text: 'prepared statement "complete_job/graphile_worker" already exists',
    seen: 'Graphile Worker 0.18.0 behind PgBouncer 1.18',
    cause: 'The worker uses the pooled URL. It ends, and the job in hand stays locked for 4 hours.',
    fix: '`connectionString` instead of `connectionPoolString`.',
    page: `${page}#behind-pgbouncer`,
    rule: 'pooled-listener',
    source: experiment('Graphile Worker through PgBouncer 1.18.0', '2026-11-27'),
  },
  {
    id: 'forced-worker-shutdown',
    means: 'A second signal cut the jobs off',
    text: 'Forced worker shutdown due to SIGTERM',
    seen: 'Graphile Worker 0.18.0',
    cause:
      'The first SIGTERM waits for jobs, a second one gives them back, with this as `last_error`.',
    fix: 'Nothing: they run again. If nobody sent a second one, look for a wrapper that repeats signals.',
    page: `${page}#shutdown`,
    source: experiment('two SIGTERMs, Graphile Worker 0.18.0', '2026-11-23'),
  },
  {
    id: 'failed-to-complete-jobs',
    means: 'A job is done and cannot be marked as done',
    text: 'Failed to complete jobs',
    seen: 'Graphile Worker 0.18.0',
    cause:
      'The database was away when the job ended. It is not tried again: the worker drains and exits 0, the job stays locked.',
    fix: 'A pool that waits for connections, and the recovery plugin of the example.',
    page: `${page}#the-database-restarts`,
    source: experiment('a database restart under Graphile Worker 0.18.0', '2026-11-27'),
  },
]);
