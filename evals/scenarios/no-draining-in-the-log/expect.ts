import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'A start command that keeps the signal',
  gotcha: 'npm exits on SIGTERM without passing it on to the worker.',
  hidden: ['startCommand: node src/worker.js'],
  badFails: ['signal-arrives'],
  checks: [
    valid,
    {
      id: 'signal-arrives',
      says: 'SIGTERM reaches the worker itself.',
      page: '/guides/graceful-shutdown/#signals-lost-on-the-way',
      demand: {
        kind: 'any',
        of: [
          { kind: 'no-findings', rules: ['signal-swallowed'] },
          {
            kind: 'file',
            path: 'package.json',
            has: [/"start":\s*"exec node src\/worker\.js"/],
          },
        ],
      },
    },
    {
      id: 'starts-worker',
      says: 'The start command still starts the worker.',
      page: '/guides/graceful-shutdown/#signals-lost-on-the-way',
      demand: {
        kind: 'value',
        of: { type: 'worker', name: 'tiles-worker' },
        at: 'startCommand',
        is: { matches: /src\/worker\.js|\bstart\b/ },
      },
    },
    {
      id: 'delay',
      says: 'Render waits longer than a job takes.',
      page: '/guides/graceful-shutdown/#choose-the-delay',
      demand: {
        kind: 'value',
        of: { type: 'worker', name: 'tiles-worker' },
        at: 'maxShutdownDelaySeconds',
        is: { least: 35, most: 300 },
      },
    },
    {
      id: 'worker-untouched',
      says: '`src/worker.js` is as it was.',
      page: '/frameworks/bullmq/#shutdown',
      demand: { kind: 'unchanged', path: 'src/worker.js' },
    },
  ],
};
