import { type Framework, rowBytes } from './framework.ts';
import { graceAndSlots, interleaved, nodeEnqueuer, processItself } from './node.ts';

const enqueue = `// Enqueues the orders of one period. The cron job in render.yaml runs it.
import { makeWorkerUtils } from 'graphile-worker';
import { connectionString } from './orders.ts';

// In your application: look up what is due, and pass its ids.
const period = Math.floor(Date.now() / 60_000 / Number(process.env.PERIOD_MINUTES));
const count = Number(process.env.ORDERS_PER_RUN);

const utils = await makeWorkerUtils({ connectionString, maxPoolSize: 1 });
for (let number = 0; number < count; number += 1) {
  // One period gives the same ids each time, so a run that is repeated changes nothing.
  const order = { order_id: \`\${period}-\${number}\`, seconds: 1 };
  await utils.addJob('fulfil', order, {
    jobKey: \`order-\${order.order_id}\`,
    jobKeyMode: 'unsafe_dedupe',
    maxAttempts: 10,
  });
}
console.log(\`enqueued \${count} orders of period \${period}\`);
await utils.release();
`;

export const graphileWorker: Framework = {
  label: 'Graphile Worker',
  sizing: {
    cores: 'one',
    slotsOnHalfCpu: 5,
    megabytes: { base: 89, slot: 0 },
    connections: ({ slots }) => slots + 4,
    producerConnections: 5,
    jobBytes: rowBytes,
    // Done, a job’s row is deleted at once.
    keptHours: 0,
    source: '/frameworks/graphile-worker/#concurrency-on-a-small-plan',
  },
  tailSeconds: 10,
  command: () => [],
  variables: graceAndSlots,
  comments: {
    command: processItself,
    variables: {
      GRACE_SECONDS: '5 s for jobs that are told to stop and 5 s to unlock the others are left.',
      WORKER_CONCURRENCY: interleaved,
    },
  },
  enqueuer: () => nodeEnqueuer(enqueue),
  afterGrace: {
    id: 'after-grace',
    text: 'A job that still runs then gets an abort signal, and one that ignores it is unlocked 5 s later. Either costs an attempt, and the next is due in a few seconds.',
    href: '/frameworks/graphile-worker/#shutdown',
  },
  afterKill: {
    id: 'after-kill',
    text: 'The example’s plugin finds a killed worker’s jobs after about 25 s; without it they stay locked for 4 hours. So each has to bear a second run.',
    href: '/frameworks/graphile-worker/#after-sigkill',
  },
  notes: ({ work }) =>
    work === 'computes'
      ? [
          {
            id: 'event-loop',
            kind: 'warning',
            text: 'A job that computes blocks the event loop: SIGTERM is not heard until it yields. Put the work into a worker thread or a child process.',
            href: '/frameworks/graphile-worker/#concurrency-on-a-small-plan',
          },
        ]
      : [],
};
