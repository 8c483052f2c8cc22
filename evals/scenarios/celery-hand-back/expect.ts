import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'Tasks that go back into the queue at a deploy',
  gotcha:
    'Celery’s soft shutdown does nothing on plain SIGTERM: `REMAP_SIGTERM=SIGQUIT` turns it on.',
  hidden: ['REMAP_SIGTERM', 'worker_soft_shutdown_timeout'],
  badFails: ['remapped'],
  checks: [
    valid,
    {
      id: 'remapped',
      says: 'SIGTERM starts the soft shutdown.',
      page: '/frameworks/celery/#shutdown',
      demand: {
        kind: 'any',
        of: [
          {
            kind: 'variable',
            of: { type: 'worker', name: 'reports-worker' },
            key: 'REMAP_SIGTERM',
            is: { oneOf: ['SIGQUIT'] },
          },
          {
            kind: 'value',
            of: { type: 'worker', name: 'reports-worker' },
            at: 'startCommand',
            is: { matches: /^(?:exec |env )?REMAP_SIGTERM=SIGQUIT .*celery/ },
          },
        ],
      },
    },
    {
      id: 'soft-shutdown',
      says: 'The soft shutdown ends 5 seconds or more before SIGKILL.',
      page: '/frameworks/celery/#shutdown',
      demand: {
        kind: 'grace',
        of: { type: 'worker', name: 'reports-worker' },
        from: [
          { file: 'app.py', pattern: /worker_soft_shutdown_timeout["']?\s*[=:]\s*(\d+(?:\.\d+)?)/ },
        ],
        least: 1,
        spare: 5,
      },
    },
    {
      id: 'late-ack',
      says: 'Tasks are still acknowledged late: an early one is not handed back.',
      page: '/frameworks/celery/#after-sigkill-redelivery-and-idempotency',
      demand: { kind: 'file', path: 'app.py', has: [/task_acks_late["']?\s*[=:]\s*True/] },
    },
    {
      id: 'visibility',
      says: 'The visibility timeout stays above the longest report, which would run twice otherwise.',
      page: '/frameworks/celery/#after-sigkill-redelivery-and-idempotency',
      demand: {
        kind: 'grace',
        of: { type: 'worker', name: 'reports-worker' },
        from: [{ file: 'app.py', pattern: /visibility_timeout["']?\s*[=:]\s*(\d+)/ }],
        otherwise: 3600,
        least: 600,
      },
    },
    {
      id: 'signal-arrives',
      says: 'SIGTERM reaches Celery.',
      page: '/guides/graceful-shutdown/#signals-lost-on-the-way',
      demand: { kind: 'no-findings', rules: ['signal-swallowed'] },
    },
  ],
};
