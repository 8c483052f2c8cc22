import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'A file with the field names of yesterday',
  gotcha: '`env`, `autoDeploy`, `previewsEnabled` and the type `redis` have new names.',
  hidden: ['runtime', 'autoDeployTrigger', 'keyvalue', 'generation'],
  badFails: ['new-names'],
  checks: [
    valid,
    {
      id: 'new-names',
      says: 'No field and no type has its old name.',
      page: '/reference/blueprint/#old-names',
      demand: { kind: 'no-findings', rules: ['deprecated-field'] },
    },
    {
      id: 'runtime',
      says: 'The worker has its runtime.',
      page: '/reference/blueprint/#old-names',
      demand: {
        kind: 'value',
        of: { type: 'worker', name: 'mailer' },
        at: 'runtime',
        is: { oneOf: ['node'] },
      },
    },
    {
      id: 'by-hand',
      says: 'A push still deploys nothing.',
      page: '/reference/blueprint/#old-names',
      demand: {
        kind: 'any',
        of: [
          {
            kind: 'value',
            of: { type: 'worker', name: 'mailer' },
            at: 'autoDeployTrigger',
            is: { oneOf: ['off'] },
          },
          {
            kind: 'value',
            of: { type: 'worker', name: 'mailer' },
            at: 'autoDeploy',
            is: { oneOf: [false] },
          },
        ],
      },
    },
    {
      id: 'previews',
      says: 'Previews are still made for every pull request, and end after three days.',
      page: '/reference/blueprint/#previews',
      demand: {
        kind: 'all',
        of: [
          { kind: 'value', of: 'file', at: 'previews.generation', is: { oneOf: ['automatic'] } },
          { kind: 'value', of: 'file', at: 'previews.expireAfterDays', is: { oneOf: [3] } },
        ],
      },
    },
    {
      id: 'queue',
      says: 'The worker still takes its jobs from `mail-queue`.',
      page: '/reference/environment-wiring/#references-to-services',
      demand: {
        kind: 'wired',
        of: { name: 'mailer' },
        key: 'REDIS_URL',
        to: { type: 'keyvalue', name: 'mail-queue' },
        property: 'connectionString',
      },
    },
  ],
};
