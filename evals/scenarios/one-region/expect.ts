import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'Everything in one region',
  gotcha: 'A resource without `region` goes to Oregon, and the private network ends at the region.',
  hidden: ['noeviction'],
  badFails: ['valid', 'queue-region'],
  checks: [
    valid,
    {
      id: 'queue-region',
      says: 'The queue is in Frankfurt, like the services that use it.',
      page: '/guides/networking/',
      demand: {
        kind: 'value',
        of: { type: 'keyvalue', name: 'invoice-queue' },
        at: 'region',
        is: { oneOf: ['frankfurt'] },
      },
    },
    {
      id: 'worker-region',
      says: 'The worker is in Frankfurt, too.',
      page: '/guides/networking/',
      demand: {
        kind: 'value',
        of: { type: 'worker', name: 'invoice-worker' },
        at: 'region',
        is: { oneOf: ['frankfurt'] },
      },
    },
    {
      id: 'wired',
      says: 'The API and the worker share the queue.',
      page: '/reference/environment-wiring/#references-to-services',
      demand: {
        kind: 'wired',
        of: { type: 'web', name: 'invoice-api' },
        key: 'REDIS_URL',
        to: { type: 'keyvalue', behind: ['invoice-worker', 'REDIS_URL'] },
        property: 'connectionString',
      },
    },
    {
      id: 'database',
      says: 'The worker has the database.',
      page: '/reference/environment-wiring/#references-to-databases',
      demand: {
        kind: 'wired',
        of: { name: 'invoice-worker' },
        key: 'DATABASE_URL',
        to: { type: 'database', name: 'invoice-db' },
        property: 'connectionString',
      },
    },
    {
      id: 'keeps-jobs',
      says: 'The broker keeps its tasks, when it is full and when it restarts.',
      page: '/understand/key-value/#checklist',
      demand: { kind: 'no-findings', rules: ['broker-evicts', 'broker-forgets'] },
    },
  ],
};
