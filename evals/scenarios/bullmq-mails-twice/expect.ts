import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'A worker that hears no signal',
  gotcha:
    'BullMQ installs no signal handler: without one of your own, the process dies with its jobs.',
  hidden: ['SIGTERM'],
  badFails: ['handles-sigterm', 'closes'],
  checks: [
    valid,
    {
      id: 'handles-sigterm',
      says: 'The worker handles SIGTERM.',
      page: '/frameworks/bullmq/#shutdown',
      demand: { kind: 'file', path: 'src/worker.js', has: [/['"`]SIGTERM['"`]/] },
    },
    {
      id: 'closes',
      says: 'It closes, which waits for the jobs in flight.',
      page: '/frameworks/bullmq/#shutdown',
      demand: {
        kind: 'file',
        path: 'src/worker.js',
        has: [/\.close\(/],
        lacks: [/\.close\(\s*true\s*\)/],
      },
    },
    {
      id: 'delay',
      says: 'Render waits longer than a mail takes.',
      page: '/guides/graceful-shutdown/#choose-the-delay',
      demand: {
        kind: 'value',
        of: { type: 'worker', name: 'mails-worker' },
        at: 'maxShutdownDelaySeconds',
        is: { least: 25, most: 300, orAbsent: true },
      },
    },
    {
      id: 'signal-arrives',
      says: 'SIGTERM reaches the worker.',
      page: '/guides/graceful-shutdown/#signals-lost-on-the-way',
      demand: { kind: 'no-findings', rules: ['signal-swallowed'] },
    },
  ],
};
