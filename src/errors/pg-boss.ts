import { experiment, group } from './message.ts';

const ran = experiment('pg-boss 12.38.0 with wrong addresses, passwords and queues');
const wrong = '/frameworks/pg-boss/#what-goes-wrong';

/** What pg-boss prints. */
export const pgBoss = group('pg-boss', 'pg-boss', [
  {
    id: 'pg-boss-not-installed',
    means: 'The tables are not there',
    text: 'pg-boss is not installed',
    seen: 'pg-boss 12.38.0',
    cause: '`migrate: false`, and no migration has run in this schema.',
    fix: 'Migrate in `preDeployCommand`.',
    page: '/frameworks/pg-boss/#migrations',
    source: ran,
  },
  {
    id: 'queue-does-not-exist',
    means: 'A queue that was never made',
    text: 'Queue orders does not exist',
    seen: 'pg-boss 12.38.0',
    cause:
      '`send()` or `work()` before `createQueue()`. A worker repeats the message at each poll.',
    fix: 'Create queues in `preDeployCommand`.',
    page: wrong,
    source: ran,
  },
  {
    id: 'database-not-opened',
    means: 'pg-boss is used before start or after stop',
    text: 'Database not opened. Call start() before using pg-boss, or again after stop().',
    seen: 'pg-boss 12.38.0',
    cause: 'Mostly a handler that lived on after `stop()`.',
    fix: 'Listen to `job.signal`, and end.',
    page: wrong,
    source: ran,
  },
  {
    id: 'handler-execution-exceeded',
    means: 'A job took longer than its queue allows',
    text: 'handler execution exceeded 900s',
    seen: 'pg-boss 12.38.0',
    cause:
      '`expireInSeconds`, 15 minutes by default. The handler is not stopped, so the job may run twice.',
    fix: 'Raise it on the queue, and end on `job.signal`.',
    page: wrong,
    source: ran,
  },
  {
    id: 'handler-still-running',
    means: 'A handler ignores its signal and blocks the worker',
    text: 'a handler on queue … is still running after exceeding …s. Its jobs were failed and their signals aborted, and this worker fetches nothing until it returns.',
    seen: 'pg-boss 12.38.0',
    cause: 'The time of the job is over and the handler goes on.',
    fix: 'Stop the handler on `job.signal`.',
    page: wrong,
    source: ran,
  },
  {
    id: 'job-heartbeat-timeout',
    means: 'A worker with a job in hand is gone',
    text: 'job heartbeat timeout',
    seen: 'pg-boss 12.38.0',
    cause: 'It was killed, or its event loop was blocked for longer than `heartbeatSeconds`.',
    fix: 'Retries bring it back. Move computing out of the event loop.',
    page: '/frameworks/pg-boss/#after-sigkill',
    source: experiment('SIGKILL with heartbeats, pg-boss 12.38.0', '2026-11-27'),
  },
  {
    id: 'unhandled-error-event-pg-boss',
    means: 'The database restarted and the process ended',
    text: "throw er; // Unhandled 'error' event",
    seen: 'pg-boss 12.38.0 on Node.js 24.21.0',
    cause:
      'Followed by `terminating connection due to administrator command`: no listener, so Node ends the process with 1.',
    fix: "`boss.on('error', …)` in every process.",
    page: wrong,
    source: ran,
  },
]);
