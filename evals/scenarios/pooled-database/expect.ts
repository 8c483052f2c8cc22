import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'The transaction pooler, and who must not use it',
  gotcha: 'The pooler works by transactions, where LISTEN/NOTIFY does not arrive.',
  hidden: ['pgbouncer', 'connectionPoolString'],
  badFails: ['worker-direct'],
  checks: [
    valid,
    {
      id: 'pool-on',
      says: 'The database has its pooler switched on.',
      page: '/understand/postgres/#both-strings-in-one-blueprint',
      demand: {
        kind: 'value',
        of: { type: 'database', name: 'crm-db' },
        at: 'connectionPool',
        is: { oneOf: ['pgbouncer'] },
      },
    },
    {
      id: 'web-pooled',
      says: 'The web service, which only adds jobs, connects through the pooler.',
      page: '/understand/postgres/#which-url',
      demand: {
        kind: 'wired',
        of: { name: 'crm-web' },
        key: 'DATABASE_URL',
        to: { type: 'database', name: 'crm-db' },
        property: 'connectionPoolString',
      },
    },
    {
      id: 'worker-direct',
      says: 'The worker, which listens for jobs, connects directly.',
      page: '/understand/postgres/#which-url',
      demand: {
        kind: 'wired',
        of: { name: 'crm-worker' },
        key: 'DATABASE_URL',
        to: { type: 'database', name: 'crm-db' },
        property: 'connectionString',
      },
    },
  ],
};
