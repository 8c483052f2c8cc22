import { addVariable, append, brokersOf, type Mutator, running, set } from './change.ts';

const evicting = [
  'allkeys-lru',
  'allkeys-lfu',
  'allkeys-random',
  'volatile-lru',
  'volatile-lfu',
  'volatile-random',
  'volatile-ttl',
];

export const brokerMutators: Record<string, Mutator> = {
  'broker-evicts': (blueprint) =>
    brokersOf(blueprint).flatMap((broker) =>
      [undefined, ...evicting].map((policy) => [set(broker, 'maxmemoryPolicy', policy)]),
    ),

  'broker-forgets': (blueprint) =>
    brokersOf(blueprint).flatMap((broker) => [
      [set(broker, 'plan', 'free')],
      [set(broker, 'persistenceMode', 'off')],
      [set(broker, 'plan', 'free'), set(broker, 'persistenceMode', undefined)],
    ]),

  'open-broker': ({ services }) =>
    services
      .filter(({ type }) => type === 'keyvalue')
      .flatMap((broker) =>
        ['0.0.0.0/0', '::/0'].flatMap((source) => [
          [set(broker, 'ipAllowList', [{ source }])],
          [
            set(broker, 'ipAllowList', [
              { source: '203.0.113.4/30' },
              { source, description: 'all' },
            ]),
          ],
        ]),
      ),

  'shared-broker': (blueprint) =>
    brokersOf(blueprint).flatMap((broker) =>
      running(blueprint, 'web', 'worker').flatMap((reader) =>
        ['CACHE_URL', 'RAILS_CACHE_URL', 'REDIS_CACHE_HOST', 'DJANGO_CACHE'].map((key) =>
          addVariable(reader, {
            key,
            fromService: { type: 'keyvalue', name: broker.name, property: 'connectionString' },
          }),
        ),
      ),
    ),

  'pooled-listener': (blueprint) =>
    running(blueprint, 'worker').map((worker) => [
      ...append(blueprint, 'databases', {
        name: 'jobs-in-postgres',
        region: String(worker.fields['region'] ?? 'oregon'),
        connectionPool: 'pgbouncer',
      }),
      set(
        worker,
        worker.fields['startCommand'] === undefined ? 'dockerCommand' : 'startCommand',
        'bin/jobs',
      ),
      set(worker, 'envVars', [
        {
          key: 'DATABASE_URL',
          fromDatabase: { name: 'jobs-in-postgres', property: 'connectionPoolString' },
        },
      ]),
    ]),
};
