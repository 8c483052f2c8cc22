import { experiment, group } from './message.ts';

const ran = experiment('Huey 3.5.4 against Valkey 8.0.1: tasks that fail, die or are unknown');
const gotchas = '/frameworks/huey/#gotchas';
const source = {
  title: 'Huey 3.5.4 source: huey/storage.py',
  url: 'https://github.com/coleifer/huey/blob/master/huey/storage.py',
  read: '2026-11-29',
};

/** What Huey prints. */
export const huey = group('huey', 'Huey', [
  {
    id: 'received-sigterm',
    means: 'The consumer stops, and drops what it runs',
    text: 'Received SIGTERM',
    seen: 'Huey 3.5.4',
    cause:
      'Followed by `Shutting down` and `Consumer exiting.`: by default SIGTERM interrupts running tasks, and they are lost.',
    fix: 'Start with `--graceful-signal=TERM` (3.4 and newer).',
    page: '/frameworks/huey/#shutdown',
    source: ran,
  },
  {
    id: 'not-in-task-registry',
    means: 'The consumer does not know the task',
    text: 'huey.exceptions.HueyException: app.extra not found in TaskRegistry',
    seen: 'Huey 3.5.4',
    cause:
      'Its module is not imported, or a new producer runs beside an old consumer. The message was popped, so it is gone.',
    fix: 'Import all task modules where `huey` is made. Deploy a new task before its callers.',
    page: '/guides/deploying/#old-and-new-code-read-the-same-payloads',
    source: ran,
  },
  {
    id: 'worker-died-restarting',
    means: 'A worker process was killed',
    text: 'Worker 1 died, restarting.',
    seen: 'Huey 3.5.4',
    cause: 'Mostly out of memory. It is replaced within 10 seconds, its task is lost.',
    fix: 'Fewer workers or a larger plan, and a sweep for what has no result.',
    page: gotchas,
    source: ran,
  },
  {
    id: 'error-reading-from-queue',
    means: 'The consumer does not reach its broker',
    text: 'Error reading from queue',
    seen: 'Huey 3.5.4',
    cause:
      'The broker is away; the traceback says why. Also printed for a task that it does not know.',
    fix: 'Nothing for a restart: it reconnects.',
    page: gotchas,
    source: ran,
  },
  {
    id: 'over-determined',
    means: 'A URL and connection options at once',
    text: 'The connection configuration is over-determined.',
    seen: 'Huey 3.5.4',
    cause: '`url=` together with `socket_timeout=` or the like.',
    fix: 'Pass a `connection_pool` made with both.',
    page: '/frameworks/huey/#smallest-app',
    source,
  },
  {
    id: 'hash-field-ttl',
    means: 'A lock that Valkey 8 cannot hold',
    text: 'NotImplementedError: ttl requires hash-field TTL support (redis 7.4+ or valkey 9+).',
    seen: 'Huey 3.5.4',
    cause: '`lock_task(..., ttl=...)` on Render’s Valkey 8.',
    fix: '`RedisExpireHuey`, or `SET NX EX` of your own.',
    page: gotchas,
    source,
  },
  {
    id: 'priorities-not-supported',
    means: 'Priorities need another class',
    text: 'NotImplementedError: Task priorities are not supported by this storage.',
    seen: 'Huey 3.5.4',
    cause: '`priority=` with `RedisHuey`.',
    fix: '`PriorityRedisHuey`.',
    page: gotchas,
    source,
  },
  {
    id: 'unhandled-during-execution',
    means: 'A task failed while the broker was away, and is lost',
    text: 'Unhandled error during execution of task …',
    seen: 'Huey 3.5.4',
    cause: 'The retry could not be queued, because a write before it failed.',
    fix: 'Sweep for orders without a result.',
    page: gotchas,
    source: experiment('a broker stopped under failing tasks, Huey 3.5.4', '2026-11-28'),
  },
]);
