import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'Who may connect to the broker',
  gotcha:
    'The allow list is about connections from outside only; services on Render need no entry.',
  hidden: ['ipAllowList: []'],
  badFails: ['closed'],
  checks: [
    valid,
    {
      id: 'closed',
      says: 'The list is empty: nothing outside of Render gets in.',
      page: '/understand/key-value/#internal-and-external-url',
      demand: {
        kind: 'value',
        of: { type: 'keyvalue', name: 'tickets-queue' },
        at: 'ipAllowList',
        is: { items: 0 },
      },
    },
    {
      id: 'internal',
      says: 'Both services still take the internal URL.',
      page: '/guides/networking/#internal-or-external-url',
      demand: {
        kind: 'all',
        of: [
          {
            kind: 'wired',
            of: { name: 'tickets-api' },
            key: 'REDIS_URL',
            to: { name: 'tickets-queue' },
            property: 'connectionString',
          },
          {
            kind: 'wired',
            of: { name: 'tickets-worker' },
            key: 'REDIS_URL',
            to: { name: 'tickets-queue' },
            property: 'connectionString',
          },
        ],
      },
    },
  ],
};
