import { experiment, group } from './message.ts';

const ran = experiment(
  'Dramatiq 2.2.1 and redis-py 8.1.0 against Valkey 8.0.1: actors that fail, die or are unknown',
);
const wrong = '/frameworks/dramatiq/#what-goes-wrong';

/** What Dramatiq prints. */
export const dramatiq = group('dramatiq', 'Dramatiq', [
  {
    id: 'undefined-actor',
    means: 'The worker does not know the actor',
    text: "Received message for undefined actor '…'. Moving it to the DLQ.",
    seen: 'Dramatiq 2.2.1',
    cause:
      'Its module is not imported by the worker, or a new producer runs beside an old worker during a deploy.',
    fix: 'Name the module in the start command. Deploy a new actor before its callers. The message waits among the dead ones for 7 days.',
    page: '/guides/deploying/#old-and-new-code-read-the-same-payloads',
    source: ran,
  },
  {
    id: 'exited-unexpectedly',
    means: 'A worker process was killed, and all stop',
    text: 'Worker with PID … exited unexpectedly (code -9). Shutting down...',
    seen: 'Dramatiq 2.2.1',
    cause:
      'Mostly out of memory. The parent stops the other processes and exits with 1; messages come back after `heartbeat_timeout`.',
    fix: 'Fewer processes and threads, or a larger plan. A message that always kills its worker comes back for ever.',
    page: '/frameworks/dramatiq/#after-sigkill',
    source: ran,
  },
  {
    id: 'time-limit-exceeded',
    means: 'An actor took longer than its time limit',
    text: 'Time limit exceeded. Raising exception in worker thread ….',
    seen: 'Dramatiq 2.2.1',
    cause:
      '`time_limit` is 10 minutes unless you say otherwise. The exception does not interrupt C code.',
    fix: '`time_limit=` on the actor, in milliseconds.',
    page: '/frameworks/dramatiq/#smallest-app',
    source: ran,
  },
  {
    id: 'retries-exceeded',
    means: 'A message is dead',
    text: "Retries exceeded for message '…'.",
    seen: 'Dramatiq 2.2.1',
    cause:
      '`max_retries` exceptions. It moves to the dead letters and is deleted after 7 days, unannounced.',
    fix: 'Count `ZCARD dramatiq:default.XQ`, or name an actor with `on_retry_exhausted`.',
    page: wrong,
    source: ran,
  },
  {
    id: 'consumer-connection-error',
    means: 'The worker does not reach its broker',
    text: 'Consumer encountered a connection error: …',
    seen: 'Dramatiq 2.2.1',
    cause:
      'The broker is away, asks for a password or restarts; what follows the colon says which.',
    fix: 'Nothing for a restart: it tries again after 3 seconds. Otherwise repair the URL.',
    page: wrong,
    source: ran,
  },
  {
    id: 'dramatiq-oom',
    means: 'The broker is full',
    text: "redis.exceptions.OutOfMemoryError: command not allowed when used memory > 'maxmemory'. script: …, on @user_script:58.",
    seen: 'Dramatiq 2.2.1',
    cause:
      'Sending, fetching and acknowledging all begin with a write, so workers cannot empty the broker.',
    fix: 'Raise the plan, then restart the worker: failed acknowledgments are not repeated.',
    page: wrong,
    source: ran,
  },
  {
    id: 'unexpected-failure',
    means: 'A retry could not be stored, and may be lost',
    text: 'Unexpected failure in after_process_message of ….',
    seen: 'Dramatiq 2.2.1, source',
    cause:
      'The actor failed while the broker was away: the retry is not enqueued, and the message is acknowledged later all the same.',
    fix: 'Let calls inside the actor outlast a restart of the broker.',
    page: wrong,
    source: experiment('a broker stopped under failing actors, Dramatiq 2.2.1', '2026-11-28'),
  },
]);
