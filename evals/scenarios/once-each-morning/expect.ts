import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'A task that is due once a day',
  gotcha: 'A scheduler in a worker runs once for each instance, and twice during a deploy.',
  hidden: ['type: cron', '30 6 * * 1-5'],
  badFails: ['cron-job', 'schedule', 'command', 'queue'],
  checks: [
    valid,
    {
      id: 'cron-job',
      says: 'Render starts the digest: there is a cron job.',
      page: '/guides/cron-jobs/',
      demand: { kind: 'exists', which: { type: 'cron' } },
    },
    {
      id: 'schedule',
      says: 'It is due at 06:30 UTC from Monday to Friday.',
      page: '/guides/cron-jobs/#the-rules-of-a-run',
      demand: {
        kind: 'value',
        of: { type: 'cron' },
        at: 'schedule',
        is: { matches: /^30 0?6 \* \* (?:1-5|mon-fri)$/i },
      },
    },
    {
      id: 'command',
      says: 'It runs `python digest.py`, which ends by itself.',
      page: '/guides/cron-jobs/#a-cron-job-that-enqueues',
      demand: {
        kind: 'value',
        of: { type: 'cron' },
        at: 'startCommand',
        is: { matches: /^python3? digest\.py$/ },
      },
    },
    {
      id: 'queue',
      says: 'It enqueues where `mail-worker` takes its jobs from.',
      page: '/guides/cron-jobs/#a-cron-job-that-enqueues',
      demand: {
        kind: 'wired',
        of: { type: 'cron' },
        key: 'REDIS_URL',
        to: { behind: ['mail-worker', 'REDIS_URL'] },
        property: 'connectionString',
      },
    },
    {
      id: 'worker-kept',
      says: 'The two instances of `mail-worker` stay.',
      page: '/operate/scaling/#set-the-instance-count',
      demand: {
        kind: 'value',
        of: { type: 'worker', name: 'mail-worker' },
        at: 'numInstances',
        is: { oneOf: [2] },
      },
    },
  ],
};
