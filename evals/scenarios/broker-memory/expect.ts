import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'A broker that refuses jobs rather than deletes them',
  gotcha: 'The default `maxmemoryPolicy` is `allkeys-lru`, which deletes jobs when memory is full.',
  hidden: ['noeviction', 'maxmemoryPolicy'],
  badFails: ['keeps-jobs'],
  checks: [
    valid,
    {
      id: 'worker',
      says: 'The worker takes the URL of the queue from the Blueprint.',
      page: '/reference/environment-wiring/#references-to-services',
      demand: {
        kind: 'wired',
        of: { type: 'worker', name: 'resize-worker' },
        key: 'REDIS_URL',
        to: { type: 'keyvalue', name: 'resize-queue' },
        property: 'connectionString',
      },
    },
    {
      id: 'producer',
      says: 'The API takes the same URL.',
      page: '/reference/environment-wiring/#references-to-services',
      demand: {
        kind: 'wired',
        of: { type: 'web', name: 'resize-api' },
        key: 'REDIS_URL',
        to: { type: 'keyvalue', name: 'resize-queue' },
        property: 'connectionString',
      },
    },
    {
      id: 'keeps-jobs',
      says: 'A full broker refuses new jobs instead of deleting old ones.',
      page: '/understand/key-value/#what-eviction-does-to-jobs',
      demand: {
        kind: 'value',
        of: { name: 'resize-queue' },
        at: 'maxmemoryPolicy',
        is: { oneOf: ['noeviction'] },
      },
    },
    {
      id: 'on-disk',
      says: 'Jobs survive a restart of the broker.',
      page: '/understand/key-value/#what-wipes-the-data',
      demand: { kind: 'no-findings', rules: ['broker-forgets'] },
    },
  ],
};
