import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'A lock that does not hold',
  gotcha: 'A session-level advisory lock is meaningless behind a transaction pooler.',
  hidden: ['connectionString'],
  badFails: ['lock-holds'],
  checks: [
    valid,
    {
      id: 'lock-holds',
      says: 'The session that holds the lock is the worker’s own: it connects directly, or locks in a transaction.',
      page: '/understand/postgres/#which-url',
      demand: {
        kind: 'any',
        of: [
          {
            kind: 'wired',
            of: { name: 'import-worker' },
            key: /URL|DSN/,
            to: { name: 'catalog-db' },
            property: 'connectionString',
          },
          {
            kind: 'file',
            path: 'leader.py',
            has: [/pg_(?:try_)?advisory_xact_lock/],
            lacks: [/pg_(?:try_)?advisory_lock/, /autocommit\s*=\s*True/],
          },
        ],
      },
    },
    {
      id: 'stand-by',
      says: 'There are still two instances.',
      page: '/operate/scaling/#set-the-instance-count',
      demand: {
        kind: 'value',
        of: { name: 'import-worker' },
        at: 'numInstances',
        is: { oneOf: [2] },
      },
    },
    {
      id: 'web-pooled',
      says: 'The web service, which takes no lock, keeps the pooler.',
      page: '/understand/postgres/#which-url',
      demand: {
        kind: 'wired',
        of: { name: 'catalog-web' },
        key: 'DATABASE_URL',
        to: { name: 'catalog-db' },
        property: 'connectionPoolString',
      },
    },
  ],
};
