import { type Framework, LIMIT_MARGIN, limitOf, type Shape } from './framework.ts';
import { enqueueByCall } from './python.ts';

/** Threads share a core's worth of Python, so each CPU gets a process where the slots divide evenly. */
function processesOf({ slots, cpus, work }: Shape): number {
  if (work === 'computes') return slots;
  return cpus >= 1 && slots % cpus === 0 ? cpus : 1;
}

const threadsOf = (shape: Shape) => shape.slots / processesOf(shape);

export const dramatiq: Framework = {
  label: 'Dramatiq',
  sizing: {
    cores: 'all',
    slotsOnHalfCpu: 4,
    // A slot counts as a process, which it is for jobs that compute. Threads take less.
    megabytes: { base: 24, slot: 20 },
    // Two pools, of which each thread may take one connection, and three for what a process reads.
    connections: (shape) => 2 * shape.slots + 3 * processesOf(shape),
    producerConnections: 16,
    jobBytes: (payload) => payload + 400,
    source: '/frameworks/dramatiq/#concurrency-on-a-small-plan',
  },
  // 10 s between what HandBack does and the worker's own end, and 10 s more to SIGKILL.
  tailSeconds: 20,
  command: (settings) => [
    { from: '--processes 1', to: `--processes ${processesOf(settings)}` },
    { from: '--threads 4', to: `--threads ${threadsOf(settings)}` },
    {
      from: '--worker-shutdown-timeout 50000',
      to: `--worker-shutdown-timeout ${(settings.graceSeconds + 10) * 1000}`,
    },
  ],
  variables: (settings) => ({ dramatiq_queue_prefetch: threadsOf(settings) }),
  comments: {
    command: 'The timeout is in milliseconds, 10 s after HandBack in app.py.',
    variables: {
      dramatiq_queue_prefetch:
        'As many messages as threads: none waits inside a worker that is busy or dead.',
    },
  },
  edits: (settings) => [
    {
      file: 'app.py',
      from: 'HandBack(after=40)',
      to: `HandBack(after=${settings.graceSeconds})`,
      note: {
        id: 'framework-grace',
        text: `Actors have ${settings.graceSeconds} s to end before \`HandBack\` raises \`Shutdown\` in them, 20 s before SIGKILL.`,
        href: '/frameworks/dramatiq/#shutdown',
      },
    },
    {
      file: 'app.py',
      from: 'time_limit=240_000',
      to: `time_limit=${limitOf(settings) * 1000}`,
      note: {
        id: 'job-limit',
        text: `No actor runs longer than \`time_limit\`: the longest job and ${LIMIT_MARGIN} s, in milliseconds.`,
        href: '/frameworks/dramatiq/#smallest-app',
      },
    },
  ],
  enqueuer: () => enqueueByCall('write_receipt', 'write_receipt.send'),
  afterGrace: {
    id: 'after-grace',
    text: 'What still runs then is stopped and handed back. `Shutdown` cannot interrupt a long call into C, so give such calls timeouts of a few seconds.',
    href: '/frameworks/dramatiq/#shutdown',
  },
  afterKill: {
    id: 'after-kill',
    text: 'A killed worker’s messages run again when its heartbeat is 30 s old and another process has looked: after 32 s when measured. So each has to bear a second run.',
    href: '/frameworks/dramatiq/#after-sigkill',
  },
};
