import type { Framework } from './framework.ts';
import { graceAndSlots, interleaved, nodeEnqueuer, processItself } from './node.ts';

const enqueue = `// Enqueues the orders of one period. The cron job in render.yaml runs it.
import { Queue } from 'bullmq';
import { connect, jobIdOf, type Order, QUEUE } from './orders.ts';

// In your application: look up what is due, and pass its ids.
const period = Math.floor(Date.now() / 60_000 / Number(process.env.PERIOD_MINUTES));
const count = Number(process.env.ORDERS_PER_RUN);

const broker = connect({ maxRetriesPerRequest: 1, commandTimeout: 3000 });
const queue = new Queue<Order>(QUEUE, {
  connection: broker,
  // The same as in api.ts.
  defaultJobOptions: {
    attempts: 5,
    backoff: { type: 'exponential', delay: 1000 },
    removeOnComplete: { age: 3600, count: 1000 },
    removeOnFail: { age: 7 * 24 * 3600, count: 5000 },
  },
});
await queue.waitUntilReady();

for (let number = 0; number < count; number += 1) {
  // One period gives the same ids each time, so a run that is repeated changes nothing.
  const order = { order_id: \`\${period}-\${number}\`, seconds: 1 };
  await queue.add('fulfil', order, { jobId: jobIdOf(order) });
}
console.log(\`enqueued \${count} orders of period \${period}\`);
await queue.close();
await broker.quit();
`;

export const bullmq: Framework = {
  label: 'BullMQ',
  sizing: {
    cores: 'one',
    slotsOnHalfCpu: 5,
    megabytes: { base: 114, slot: 0 },
    connections: () => 2,
    producerConnections: 1,
    jobBytes: (payload) => payload + 740,
    source: '/frameworks/bullmq/#concurrency-on-a-small-plan',
  },
  tailSeconds: 10,
  command: () => [],
  variables: graceAndSlots,
  comments: {
    command: processItself,
    variables: {
      GRACE_SECONDS: '5 s to hand jobs back and 5 s to spare are left of the delay.',
      WORKER_CONCURRENCY: interleaved,
    },
  },
  enqueuer: () => nodeEnqueuer(enqueue),
  afterGrace: {
    id: 'after-grace',
    text: 'A job that still runs when the grace ends is moved back to the front of the queue, without a lost attempt. Your job has to listen to its `signal` for that.',
    href: '/frameworks/bullmq/#shutdown',
  },
  afterKill: {
    id: 'after-kill',
    text: 'A running job renews a lock of 30 s. If its worker is killed, the job runs again 60 to 90 s later, so it has to bear a second run.',
    href: '/frameworks/bullmq/#after-sigkill',
  },
  longJobs: '/frameworks/bullmq/#jobs-longer-than-the-delay',
  notes: ({ work }) =>
    work === 'computes'
      ? [
          {
            id: 'event-loop',
            kind: 'warning',
            text: 'A job that computes blocks the event loop: its lock is not renewed, and BullMQ gives it to a second worker. Put the work into a sandboxed processor.',
            href: '/frameworks/bullmq/#jobs-that-compute',
          },
        ]
      : [],
};
