import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'A scheduler that a deploy doubles',
  gotcha:
    'For at least 60 seconds of each deploy the old and the new instance both run, and beat has no lock.',
  hidden: ['redbeat'],
  badFails: ['one-scheduler', 'lock-installed'],
  checks: [
    valid,
    {
      id: 'one-scheduler',
      says: 'No scheduler without a lock runs twice during a deploy.',
      page: '/guides/deploying/#schedulers-run-twice',
      demand: {
        kind: 'any',
        of: [
          { kind: 'no-findings', rules: ['scheduler-doubled'] },
          { kind: 'file', path: 'app.py', has: [/beat_scheduler.*redbeat/i] },
        ],
      },
    },
    {
      id: 'lock-installed',
      says: 'What keeps the second one out is there: a scheduler with a lock, a cron job, or a disk.',
      page: '/guides/cron-jobs/#or-a-scheduler-inside-the-worker',
      demand: {
        kind: 'any',
        of: [
          { kind: 'file', path: 'requirements.txt', has: [/redbeat/i] },
          {
            kind: 'value',
            of: { name: 'billing-beat' },
            at: 'buildCommand',
            is: { matches: /redbeat/i },
          },
          { kind: 'exists', which: { type: 'cron' } },
          {
            kind: 'value',
            of: { name: 'billing-beat' },
            at: 'disk.mountPath',
            is: { matches: /^\// },
          },
        ],
      },
    },
    {
      id: 'still-due',
      says: 'The charges are still due every five minutes.',
      page: '/frameworks/celery/#scheduled-jobs',
      demand: {
        kind: 'any',
        of: [
          { kind: 'file', path: 'app.py', has: [/app\.charge_due/, /\b300\b|minutes=5|\*\/5/] },
          {
            kind: 'value',
            of: { type: 'cron' },
            at: 'schedule',
            is: { matches: /^\*\/5 \* \* \* \*$/ },
          },
        ],
      },
    },
    {
      id: 'worker-kept',
      says: 'The worker still takes its tasks from the queue.',
      page: '/reference/environment-wiring/',
      demand: {
        kind: 'wired',
        of: { name: 'billing-worker' },
        key: 'REDIS_URL',
        to: { name: 'billing-queue' },
        property: 'connectionString',
      },
    },
  ],
};
