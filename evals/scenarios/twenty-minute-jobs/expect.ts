import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'Jobs that take longer than Render waits',
  gotcha:
    '300 seconds are the most that Render waits: longer jobs save their progress and are handed back.',
  hidden: ['updateData', 'moveToWait', 'cancelAllJobs'],
  badFails: ['valid', 'delay', 'saves-progress', 'hands-back'],
  checks: [
    valid,
    {
      id: 'delay',
      says: 'Render waits at least for the page at hand, and no longer than it can.',
      page: '/guides/graceful-shutdown/#choose-the-delay',
      demand: {
        kind: 'value',
        of: { type: 'worker', name: 'exports-worker' },
        at: 'maxShutdownDelaySeconds',
        is: { least: 25, most: 300, orAbsent: true },
      },
    },
    {
      id: 'saves-progress',
      says: 'The job keeps the page that it has come to and begins there, or each page is a job.',
      page: '/frameworks/bullmq/#jobs-longer-than-the-delay',
      demand: {
        kind: 'any',
        of: [
          {
            kind: 'file',
            path: 'worker.js',
            has: [/\bupdate(?:Data|Progress)\(/, /page\s*=\s*(?!0\s*;)\S/i],
          },
          { kind: 'file', path: 'worker.js', has: [/\.(?:add|addBulk)\(/] },
        ],
      },
    },
    {
      id: 'hands-back',
      says: 'On SIGTERM the job goes back into the queue, or the pages that are left are in there.',
      page: '/frameworks/bullmq/#jobs-longer-than-the-delay',
      demand: {
        kind: 'any',
        of: [
          {
            kind: 'file',
            path: 'worker.js',
            has: [/\bmoveTo(?:Wait|Delayed)\(/, /\b(?:Waiting|Delayed)Error\b/],
          },
          { kind: 'file', path: 'worker.js', has: [/\.(?:add|addBulk)\(/] },
        ],
      },
    },
    {
      id: 'handles-sigterm',
      says: 'The worker closes on SIGTERM.',
      page: '/frameworks/bullmq/#shutdown',
      demand: { kind: 'file', path: 'worker.js', has: [/SIGTERM/, /\.close\(/] },
    },
  ],
};
