import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'A task whose process is killed',
  gotcha: 'Late acknowledgement alone does not save a task whose pool process dies.',
  hidden: ['acks_late', 'reject_on_worker_lost'],
  badFails: ['lost-child'],
  checks: [
    valid,
    {
      id: 'late-ack',
      says: 'A task is acknowledged after it has run.',
      page: '/frameworks/celery/#after-sigkill-redelivery-and-idempotency',
      demand: { kind: 'file', path: 'app.py', has: [/acks_late["']?\s*[=:]\s*True/] },
    },
    {
      id: 'lost-child',
      says: 'A task whose process died goes back into the queue.',
      page: '/frameworks/celery/#after-sigkill-redelivery-and-idempotency',
      demand: {
        kind: 'file',
        path: 'app.py',
        has: [/(?:reject|retry)_on_worker_lost["']?\s*[=:]\s*True/],
      },
    },
    {
      id: 'task-kept',
      says: '`stitch` is still a task of the app.',
      page: '/frameworks/celery/#smallest-app',
      demand: {
        kind: 'file',
        path: 'app.py',
        has: [/@(?:app\.task|shared_task)\b[\s\S]*def stitch\(/],
      },
    },
  ],
};
