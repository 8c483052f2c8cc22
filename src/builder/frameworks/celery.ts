import { type Framework, LIMIT_MARGIN, limitOf, type Settings } from './framework.ts';
import { enqueueByCall } from './python.ts';

/** Age at which an unacknowledged message is delivered again, in seconds: longer than a task may live. */
function visibilityTimeout(settings: Settings): number {
  // A task that ends during the soft shutdown is acknowledged after it.
  return Math.max(300, limitOf(settings) + settings.graceSeconds + 60);
}

export const celery: Framework = {
  label: 'Celery',
  sizing: {
    cores: 'all',
    slotsOnHalfCpu: 2,
    megabytes: { base: 38, slot: 25 },
    connections: ({ slots }) => slots + 8,
    // Celery's pool, and one of the receipts for each thread of gunicorn.
    producerConnections: 18,
    // The body travels in base64.
    jobBytes: (payload) => (payload * 4) / 3 + 2000,
    source: '/frameworks/celery/#concurrency-on-a-small-plan',
  },
  tailSeconds: 10,
  redeliverySeconds: visibilityTimeout,
  command: ({ slots }) => [{ from: '--concurrency=2', to: `--concurrency=${slots}` }],
  comments: {
    command: 'One process for each slot. Gossip and mingle are talk between workers.',
    variables: {
      REMAP_SIGTERM: 'SIGTERM starts the soft shutdown, and the child processes ignore it.',
    },
  },
  edits: (settings) => [
    {
      file: 'app.py',
      from: 'worker_soft_shutdown_timeout=50,',
      to: `worker_soft_shutdown_timeout=${settings.graceSeconds},`,
      note: {
        id: 'framework-grace',
        text: `The soft shutdown gives running tasks ${settings.graceSeconds} s, less than \`maxShutdownDelaySeconds\`, and then hands back what is left.`,
        href: '/frameworks/celery/#shutdown',
      },
    },
    {
      file: 'app.py',
      from: 'task_soft_time_limit=230,\n    task_time_limit=240,',
      to: `task_soft_time_limit=${limitOf(settings) - 10},\n    task_time_limit=${limitOf(settings)},`,
      note: {
        id: 'job-limit',
        text: `No task runs longer than \`task_time_limit\`: the longest job and ${LIMIT_MARGIN} s. What exceeds it fails.`,
        href: '/frameworks/celery/#after-sigkill-redelivery-and-idempotency',
      },
    },
    {
      file: 'app.py',
      from: '"visibility_timeout": 300,',
      to: `"visibility_timeout": ${visibilityTimeout(settings)},`,
      note: {
        id: 'redelivery',
        text: `A message that is not acknowledged is delivered again after ${visibilityTimeout(settings)} s: longer than any task may run and be waited for, or two workers run the same one.`,
        href: '/frameworks/celery/#after-sigkill-redelivery-and-idempotency',
      },
    },
  ],
  enqueuer: () => enqueueByCall('write_receipt', 'write_receipt.delay'),
  afterGrace: {
    id: 'after-grace',
    text: 'What still runs when the soft shutdown ends is stopped and put back into the queue. The worker sleeps the whole time if a task is in flight, also when that ends sooner.',
    href: '/frameworks/celery/#shutdown',
  },
  afterKill: {
    id: 'after-kill',
    text: 'A killed worker’s tasks stay unacknowledged and run again after the visibility timeout, so each task has to bear a second run.',
    href: '/frameworks/celery/#after-sigkill-redelivery-and-idempotency',
  },
  longJobs: '/frameworks/celery/#tasks-longer-than-the-delay',
};
