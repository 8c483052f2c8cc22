import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'Plans by their size',
  gotcha: 'Plans are named by their size now; the old names have no plan of this shape.',
  hidden: ['2c-16g'],
  badFails: ['worker-size', 'database-size'],
  checks: [
    valid,
    {
      id: 'worker-size',
      says: 'The worker has 2 CPUs and 16 GB.',
      page: '/reference/blueprint/#identity-place-and-size',
      demand: {
        kind: 'value',
        of: { type: 'worker', name: 'farm-worker' },
        at: 'plan',
        is: { oneOf: ['2c-16g'] },
      },
    },
    {
      id: 'queue-size',
      says: 'The Key Value instance has 1 GB.',
      page: '/understand/key-value/#plans',
      demand: {
        kind: 'value',
        of: { type: 'keyvalue', name: 'farm-queue' },
        at: 'plan',
        is: { oneOf: ['1g', 'standard'] },
      },
    },
    {
      id: 'database-size',
      says: 'The database has 2 CPUs and 16 GB.',
      page: '/understand/postgres/#plans-and-what-comes-with-them',
      demand: {
        kind: 'value',
        of: { type: 'database', name: 'farm-db' },
        at: 'plan',
        is: { oneOf: ['2c-16g'] },
      },
    },
    {
      id: 'keeps-jobs',
      says: 'The broker deletes no tasks.',
      page: '/understand/key-value/#what-eviction-does-to-jobs',
      demand: { kind: 'no-findings', rules: ['broker-evicts', 'broker-forgets'] },
    },
    {
      id: 'wired',
      says: 'The worker takes both URLs from the Blueprint.',
      page: '/reference/environment-wiring/',
      demand: {
        kind: 'all',
        of: [
          {
            kind: 'wired',
            of: { name: 'farm-worker' },
            key: 'REDIS_URL',
            to: { name: 'farm-queue' },
            property: 'connectionString',
          },
          {
            kind: 'wired',
            of: { name: 'farm-worker' },
            key: 'DATABASE_URL',
            to: { name: 'farm-db' },
            property: 'connectionString',
          },
        ],
      },
    },
  ],
};
