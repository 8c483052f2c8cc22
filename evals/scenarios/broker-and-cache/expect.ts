import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'A cache beside a broker',
  gotcha: 'One instance has one memory policy, and no policy suits both jobs and a cache.',
  hidden: ['allkeys-lru'],
  badFails: ['two-instances', 'cache-evicts'],
  checks: [
    valid,
    {
      id: 'worker-keeps-queue',
      says: 'Sidekiq still takes its jobs from `store-redis`.',
      page: '/understand/key-value/#one-instance-per-role',
      demand: {
        kind: 'wired',
        of: { name: 'store-worker' },
        key: 'REDIS_URL',
        to: { name: 'store-redis' },
        property: 'connectionString',
      },
    },
    {
      id: 'cache-url',
      says: 'The web service and the worker share one cache.',
      page: '/reference/environment-wiring/#references-to-services',
      demand: {
        kind: 'wired',
        of: { name: 'store-web' },
        key: 'CACHE_URL',
        to: { type: 'keyvalue', behind: ['store-worker', 'CACHE_URL'] },
        property: 'connectionString',
      },
    },
    {
      id: 'two-instances',
      says: 'The cache is another instance than the broker.',
      page: '/understand/key-value/#one-instance-per-role',
      demand: {
        kind: 'apart',
        these: { behind: ['store-web', 'CACHE_URL'] },
        those: { behind: ['store-worker', 'REDIS_URL'] },
      },
    },
    {
      id: 'broker-keeps-jobs',
      says: 'The broker still deletes no jobs.',
      page: '/understand/key-value/#what-eviction-does-to-jobs',
      demand: {
        kind: 'value',
        of: { behind: ['store-worker', 'REDIS_URL'] },
        at: 'maxmemoryPolicy',
        is: { oneOf: ['noeviction'] },
      },
    },
    {
      id: 'cache-evicts',
      says: 'A full cache makes room for new entries.',
      page: '/understand/key-value/#one-instance-per-role',
      demand: {
        kind: 'value',
        of: { behind: ['store-web', 'CACHE_URL'] },
        at: 'maxmemoryPolicy',
        is: {
          oneOf: ['allkeys-lru', 'allkeys-lfu', 'volatile-lru', 'volatile-lfu'],
          orAbsent: true,
        },
      },
    },
  ],
};
