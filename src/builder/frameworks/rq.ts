import { type Framework, LIMIT_MARGIN, limitOf, type Settings } from './framework.ts';
import { pythonEnqueuer } from './python.ts';

const enqueue = (
  settings: Settings,
) => `"""Enqueues the orders of one period. The cron job in render.yaml runs it."""

import os
import time

from redis import Redis
from rq import Queue, Retry

# In your application: look up what is due, and pass its ids.
period = int(time.time() // 60 // int(os.environ["PERIOD_MINUTES"]))
count = int(os.environ["ORDERS_PER_RUN"])

store = Redis.from_url(os.environ["REDIS_URL"], socket_connect_timeout=2, socket_timeout=3)
queue = Queue("orders", connection=store, serializer="json")

for number in range(count):
    queue.enqueue(
        "orders.write_receipt",
        # One period gives the same ids each time, so a run that is repeated changes nothing.
        f"{period}-{number}",
        1,
        # The same as in api.py.
        retry=Retry(max=3),
        job_timeout=${limitOf(settings)},
        result_ttl=60,
        failure_ttl=7 * 24 * 3600,
    )
print(f"enqueued {count} orders of period {period}", flush=True)
`;

export const rq: Framework = {
  label: 'RQ',
  sizing: {
    cores: 'all',
    slotsOnHalfCpu: 2,
    megabytes: { base: 50, slot: 23 },
    connections: ({ slots }) => 4 * slots + 1,
    producerConnections: 8,
    jobBytes: (payload) => payload + 700,
    source: '/frameworks/rq/#concurrency-on-a-small-plan',
  },
  tailSeconds: 10,
  command: ({ slots }) => [{ from: '--num-workers 2', to: `--num-workers ${slots}` }],
  comments: {
    command: 'One worker for each slot, which forks for its job. The queue comes last.',
    variables: { REDIS_URL: 'RQ reads this name by itself.' },
  },
  edits: (settings) => [
    {
      file: 'worker.py',
      from: 'grace_seconds = 50',
      to: `grace_seconds = ${settings.graceSeconds}`,
      note: {
        id: 'framework-grace',
        text: `RQ waits for a job without a limit. This class ends it after ${settings.graceSeconds} s and puts it back.`,
        href: '/frameworks/rq/#shutdown',
      },
    },
    {
      file: 'api.py',
      from: 'job_timeout=240',
      to: `job_timeout=${limitOf(settings)}`,
      note: {
        id: 'job-limit',
        text: `No job runs longer than \`job_timeout\`: the longest and ${LIMIT_MARGIN} s. RQ’s default would be 180 s.`,
        href: '/frameworks/rq/#the-smallest-app',
      },
    },
  ],
  enqueuer: (settings) => pythonEnqueuer(enqueue(settings)),
  afterGrace: {
    id: 'after-grace',
    text: 'A job that still runs when the grace ends is killed and goes to the front of the queue, without a lost retry.',
    href: '/frameworks/rq/#shutdown',
  },
  afterKill: {
    id: 'after-kill',
    text: 'A killed worker’s job runs again after 60 to 105 s, because it was enqueued with a `Retry`. So it has to bear a second run.',
    href: '/frameworks/rq/#after-sigkill',
  },
};
