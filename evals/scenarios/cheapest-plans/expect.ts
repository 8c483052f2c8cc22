import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'As cheap as can be',
  gotcha: 'There is no free plan for workers, and a free Key Value instance keeps nothing on disk.',
  hidden: ['0.5c-512mb', '256mb'],
  badFails: ['valid', 'worker-plan'],
  checks: [
    valid,
    {
      id: 'web-plan',
      says: 'The web service is on the free plan.',
      page: '/understand/when-to-use-a-worker/#what-it-costs',
      demand: {
        kind: 'value',
        of: { type: 'web', name: 'quiz-web' },
        at: 'plan',
        is: { oneOf: ['free'] },
      },
    },
    {
      id: 'worker-plan',
      says: 'The worker is on the smallest plan that workers have.',
      page: '/understand/when-to-use-a-worker/#what-it-costs',
      demand: {
        kind: 'value',
        of: { type: 'worker', name: 'quiz-worker' },
        at: 'plan',
        is: { oneOf: ['0.5c-512mb', 'starter'] },
      },
    },
    {
      id: 'queue-plan',
      says: 'The queue is on the smallest plan that writes to disk.',
      page: '/understand/key-value/#what-wipes-the-data',
      demand: {
        kind: 'value',
        of: { type: 'keyvalue', name: 'quiz-queue' },
        at: 'plan',
        is: { oneOf: ['256mb', 'starter'] },
      },
    },
    {
      id: 'keeps-jobs',
      says: 'The queue keeps its jobs when it restarts and when it is full.',
      page: '/understand/key-value/#checklist',
      demand: { kind: 'no-findings', rules: ['broker-evicts', 'broker-forgets'] },
    },
    {
      id: 'wired',
      says: 'The worker takes the URL of the queue from the Blueprint.',
      page: '/reference/environment-wiring/#references-to-services',
      demand: {
        kind: 'wired',
        of: { name: 'quiz-worker' },
        key: 'REDIS_URL',
        to: { name: 'quiz-queue' },
        property: 'connectionString',
      },
    },
  ],
};
