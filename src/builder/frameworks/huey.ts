import { type Framework, LIMIT_MARGIN, limitOf, type Settings } from './framework.ts';
import { enqueueByCall } from './python.ts';

/** Age at which the sweep takes an order for lost, in seconds. */
const leaseOf = (settings: Settings) => Math.max(300, limitOf(settings) + 60);

export const huey: Framework = {
  label: 'Huey',
  sizing: {
    cores: 'all',
    slotsOnHalfCpu: 2,
    megabytes: { base: 42, slot: 9 },
    connections: ({ slots }) => 2 * slots + 1,
    producerConnections: 16,
    // The list of open orders holds the payload a second time.
    jobBytes: (payload) => 2 * payload + 300,
    source: '/frameworks/huey/#concurrency-on-a-small-plan',
  },
  tailSeconds: 10,
  redeliverySeconds: leaseOf,
  command: ({ slots, graceSeconds }) => [
    { from: '--workers=2', to: `--workers=${slots}` },
    { from: '--shutdown-timeout=50', to: `--shutdown-timeout=${graceSeconds}` },
  ],
  comments: { command: 'With SIGTERM tasks may end; Huey’s own choice for that is SIGINT.' },
  edits: (settings) => [
    {
      file: 'app.py',
      from: 'LEASE = 300',
      to: `LEASE = ${leaseOf(settings)}`,
      note: {
        id: 'redelivery',
        text: `An order that has no receipt after ${leaseOf(settings)} s is put on the queue again: longer than any task may run, or it runs twice at once.`,
        href: '/frameworks/huey/#shutdown',
      },
    },
    {
      file: 'app.py',
      from: 'timeout=240',
      to: `timeout=${limitOf(settings)}`,
      note: {
        id: 'job-limit',
        text: `No task runs longer than its \`timeout\`: the longest job and ${LIMIT_MARGIN} s.`,
        href: '/frameworks/huey/#tasks-longer-than-the-delay',
      },
    },
  ],
  enqueuer: () => enqueueByCall('accept', 'accept'),
  afterGrace: {
    id: 'after-grace',
    text: 'A task that still runs when the timeout ends is interrupted and scheduled again, in two seconds.',
    href: '/frameworks/huey/#shutdown',
  },
  afterKill: {
    id: 'after-kill',
    text: 'A task of a killed worker is off the queue already. The sweep in `app.py` finds its order after the lease and enqueues it again, so it has to bear a second run.',
    href: '/frameworks/huey/#shutdown',
  },
  longJobs: '/frameworks/huey/#tasks-longer-than-the-delay',
};
