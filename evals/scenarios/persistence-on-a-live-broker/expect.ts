import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'Persistence for a broker that is full of jobs',
  gotcha: 'Changing `persistenceMode` to or from `off` deletes all data of the instance.',
  hidden: ['journal-snapshot'],
  badFails: ['old-untouched', 'new-instance'],
  checks: [
    valid,
    {
      id: 'old-untouched',
      says: 'The instance that holds the jobs keeps its mode: changing it would delete them.',
      page: '/understand/key-value/#what-wipes-the-data',
      demand: {
        kind: 'value',
        of: { type: 'keyvalue', name: 'orders-queue' },
        at: 'persistenceMode',
        is: { oneOf: ['off', false], orAbsent: true },
      },
    },
    {
      id: 'new-instance',
      says: 'New orders go to another instance.',
      page: '/understand/key-value/#what-wipes-the-data',
      demand: {
        kind: 'apart',
        these: { type: 'keyvalue', behind: ['orders-api', 'REDIS_URL'] },
        those: { name: 'orders-queue' },
      },
    },
    {
      id: 'new-persists',
      says: 'The instance that takes new orders writes them to disk.',
      page: '/understand/key-value/#what-wipes-the-data',
      demand: {
        kind: 'value',
        of: { type: 'keyvalue', behind: ['orders-api', 'REDIS_URL'] },
        at: 'persistenceMode',
        is: { oneOf: ['journal-snapshot', 'snapshot'], orAbsent: true },
      },
    },
    {
      id: 'new-keeps-jobs',
      says: 'It deletes no jobs when it is full.',
      page: '/understand/key-value/#what-eviction-does-to-jobs',
      demand: {
        kind: 'value',
        of: { type: 'keyvalue', behind: ['orders-api', 'REDIS_URL'] },
        at: 'maxmemoryPolicy',
        is: { oneOf: ['noeviction'] },
      },
    },
    {
      id: 'old-drained',
      says: 'A worker goes on with the jobs of the old instance.',
      page: '/understand/key-value/#what-wipes-the-data',
      demand: {
        kind: 'wired',
        of: { type: 'worker' },
        key: /./,
        to: { name: 'orders-queue' },
        property: 'connectionString',
        some: true,
      },
    },
    {
      id: 'new-worked',
      says: 'A worker takes the new orders.',
      page: '/understand/how-workers-work/#the-loop',
      demand: {
        kind: 'wired',
        of: { type: 'worker' },
        key: /./,
        to: { behind: ['orders-api', 'REDIS_URL'] },
        property: 'connectionString',
        some: true,
      },
    },
  ],
};
