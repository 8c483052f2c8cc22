import { group } from './message.ts';

const source = (file: string) => ({
  title: `Oban 2.23.1 source: lib/oban/${file}`,
  url: `https://github.com/oban-bg/oban/blob/v2.23.1/lib/oban/${file}`,
  read: '2026-11-29',
});
const killed = '/frameworks/oban/#after-sigkill';
const pooler = '/frameworks/oban/#behind-pgbouncer';
const rest = '/frameworks/oban/#the-rest';

/** What Oban, Ecto and Postgrex print. */
export const oban = group('oban', 'Oban', [
  {
    id: 'jobs-were-orphaned',
    means: 'Jobs were cut off at shutdown',
    text: "jobs were orphaned because they didn't finish executing in the allotted time",
    seen: 'Oban 2.23.1',
    cause: '`shutdown_grace_period` was over. The rows stay `executing` until Lifeline comes.',
    fix: 'A longer grace below `maxShutdownDelaySeconds`, and Lifeline with a `rescue_after` above your longest job.',
    page: killed,
    rule: 'shutdown-delay',
    source: source('telemetry.ex'),
  },
  {
    id: 'notifier-isolated',
    means: 'No notification arrives',
    text: "notifier can't receive messages from any nodes, functionality degraded",
    seen: 'Oban 2.23.1',
    cause: '`LISTEN` does not work: the worker uses the pooled URL, or the database has just gone.',
    fix: '`connectionString`, the direct URL.',
    page: pooler,
    rule: 'pooled-listener',
    source: source('telemetry.ex'),
  },
  {
    id: 'notifier-solitary',
    means: 'Normal for one node',
    text: 'notifier only receiving messages from its own node, functionality may be degraded',
    seen: 'Oban 2.23.1',
    cause: 'No second node is there, or it has not been heard yet.',
    fix: 'Nothing, with one instance.',
    page: rest,
    source: source('telemetry.ex'),
  },
  {
    id: 'staging-local-mode',
    means: 'Oban polls instead of listening',
    text: 'job staging switched to local mode. local mode polls for jobs for every queue; restore global mode with a functional notifier',
    seen: 'Oban 2.23.1',
    cause: 'Follows an isolated notifier. Jobs run, later and at more cost.',
    fix: 'As for the notifier: the direct URL.',
    page: pooler,
    rule: 'pooled-listener',
    source: source('telemetry.ex'),
  },
  {
    id: 'migrations-not-run',
    means: 'The table is not there',
    text: 'Oban migrations have not been run. The oban_jobs table does not exist.',
    seen: 'Oban 2.23.1, source',
    cause: 'The check of migrations found none in this database or prefix.',
    fix: 'Migrate in `preDeployCommand`.',
    page: '/frameworks/oban/#renderyaml',
    source: source('migration.ex'),
  },
  {
    id: 'no-oban-instance',
    means: 'Oban is used before it was started',
    text: "No Oban instance named `…` is running and config isn't available.",
    seen: 'Oban 2.23.1, source',
    cause:
      'It is not among the supervisor’s children, has another name, or the app is not started, as in a release task.',
    fix: 'Start it, in producers with `queues: false`; or name it in each call.',
    page: '/frameworks/oban/#the-smallest-app',
    source: source('registry.ex'),
  },
  {
    id: 'timed-out-after',
    means: 'A job was ended at its timeout',
    text: '… timed out after …ms',
    seen: 'Oban 2.23.1, source',
    cause: '`timeout/1` of the worker.',
    fix: 'Raise it, and `rescue_after` above it.',
    page: '/frameworks/oban/#choose-rescue_after',
    source: source('exceptions.ex'),
  },
  {
    id: 'unknown-worker',
    means: 'This release does not know the worker',
    text: 'unknown worker: …',
    seen: 'Oban 2.23.1, source',
    cause: 'A renamed module, or a new producer beside an old worker. The attempt is spent.',
    fix: 'Keep old names for a deploy. Deploy a new worker before its callers.',
    page: '/guides/deploying/#old-and-new-code-read-the-same-payloads',
    source: source('worker.ex'),
  },
  {
    id: 'dropped-from-queue',
    means: 'The pool had no free connection',
    text: 'connection not available and request was dropped from queue after …ms. This means requests are coming in and your connection pool cannot serve them fast enough.',
    seen: 'db_connection 2.6.0 with Oban, February 2024; the same in the source of 2.10.2',
    cause: 'The database is away, or the pool is smaller than queues and requests together need.',
    fix: 'Give the repo’s `pool_size` your queues’ limits and a few more; count them twice for a deploy.',
    page: '/frameworks/oban/#concurrency-on-a-small-plan',
    source: {
      title: 'oban-bg/oban issue 1026',
      url: 'https://github.com/oban-bg/oban/issues/1026',
      read: '2024-02-05',
    },
  },
  {
    id: 'postgrex-disconnected',
    means: 'A connection to the database broke',
    text: 'Postgrex.Protocol (…) disconnected: ** (DBConnection.ConnectionError) …',
    seen: 'Postgrex, July 2023; the same in the source of db_connection 2.10.2',
    cause:
      '`tcp recv: closed`: the database restarted. `client … exited`: the process that used it ended, as in a shutdown.',
    fix: 'Nothing: the pool reconnects.',
    page: rest,
    source: {
      title: 'OpenFn/lightning pull request 950',
      url: 'https://github.com/OpenFn/lightning/pull/950',
      read: '2023-07-24',
    },
  },
]);
