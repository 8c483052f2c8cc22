import { type Framework, rowBytes, type Settings } from './framework.ts';
import { graceAndSlots, nodeEnqueuer, processItself } from './node.ts';

/** Seconds after which pg-boss ends a job. A killed worker is found by its heartbeat, much sooner. */
const expiryOf = ({ longestSeconds }: Settings) => longestSeconds + 300;

const enqueue = `// Enqueues the orders of one period. The cron job in render.yaml runs it.
import { connect, QUEUE } from './orders.ts';

// In your application: look up what is due, and pass its ids.
const period = Math.floor(Date.now() / 60_000 / Number(process.env.PERIOD_MINUTES));
const count = Number(process.env.ORDERS_PER_RUN);

const boss = connect({ max: 1, supervise: false, schedule: false });
await boss.start();
for (let number = 0; number < count; number += 1) {
  // One period gives the same ids each time, so a run that is repeated changes nothing.
  const order = { order_id: \`\${period}-\${number}\`, seconds: 1 };
  await boss.send(QUEUE, order, { singletonKey: order.order_id });
}
console.log(\`enqueued \${count} orders of period \${period}\`);
await boss.stop();
`;

export const pgBoss: Framework = {
  label: 'pg-boss',
  sizing: {
    cores: 'one',
    slotsOnHalfCpu: 5,
    megabytes: { base: 93, slot: 0 },
    // The pool of worker.ts: jobs hold no connection while they run.
    connections: () => 5,
    producerConnections: 5,
    jobBytes: rowBytes,
    keptHours: 7 * 24,
    source: '/frameworks/pg-boss/#concurrency-on-a-small-plan',
  },
  tailSeconds: 10,
  redeliverySeconds: expiryOf,
  command: () => [],
  variables: graceAndSlots,
  comments: {
    command: processItself,
    variables: {
      GRACE_SECONDS: '5 s to hand jobs back and 5 s to spare are left of the delay.',
      WORKER_CONCURRENCY: 'Loops in one process, each with one job in hand.',
    },
  },
  edits: (settings) => [
    {
      file: 'src/migrate.ts',
      from: '// Longer than the longest job, which may take an hour here: it ends jobs that still run.\n  expireInSeconds: 3900,',
      to: `// Longer than the longest job, by 5 minutes: it ends jobs that still run.\n  expireInSeconds: ${expiryOf(settings)},`,
      note: {
        id: 'redelivery',
        text: `A job that is not done after ${expiryOf(settings)} s is ended and tried again. It has to be longer than the longest job.`,
        href: '/frameworks/pg-boss/#after-sigkill',
      },
    },
  ],
  enqueuer: () => nodeEnqueuer(enqueue),
  afterGrace: {
    id: 'after-grace',
    text: 'What still runs then is failed, so that the next worker takes it, and its `signal` is aborted. That costs a retry, and a job that ignores the signal may run twice.',
    href: '/frameworks/pg-boss/#shutdown',
  },
  afterKill: {
    id: 'after-kill',
    text: 'A running job has a heartbeat. If its worker is killed, it runs again after 15 to 50 s, so it has to bear a second run.',
    href: '/frameworks/pg-boss/#after-sigkill',
  },
  notes: ({ work }) =>
    work === 'computes'
      ? [
          {
            id: 'event-loop',
            kind: 'warning',
            text: 'A job that computes sends no heartbeat, and pg-boss starts it a second time. Put the work into a worker thread or a child process.',
            href: '/frameworks/pg-boss/#jobs-that-compute',
          },
        ]
      : [],
};
