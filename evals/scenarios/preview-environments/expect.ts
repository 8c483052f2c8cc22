import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'A copy of everything for each pull request',
  gotcha:
    'A service with a pinned branch deploys that branch into every preview, not the pull request.',
  hidden: ['previewPlan', 'generation'],
  badFails: ['own-code'],
  checks: [
    valid,
    {
      id: 'automatic',
      says: 'Preview environments are made for every pull request.',
      page: '/reference/blueprint/#previews',
      demand: {
        kind: 'value',
        of: 'file',
        at: 'previews.generation',
        is: { oneOf: ['automatic'] },
      },
    },
    {
      id: 'five-days',
      says: 'They end after five days.',
      page: '/reference/blueprint/#previews',
      demand: { kind: 'value', of: 'file', at: 'previews.expireAfterDays', is: { oneOf: [5] } },
    },
    {
      id: 'own-code',
      says: 'A preview runs the code of its pull request: no branch is pinned.',
      page: '/reference/rules/#pinned-branch',
      demand: {
        kind: 'all',
        of: [
          { kind: 'value', of: { name: 'shop-web' }, at: 'branch', is: { absent: true } },
          { kind: 'value', of: { name: 'shop-worker' }, at: 'branch', is: { absent: true } },
        ],
      },
    },
    {
      id: 'small-worker',
      says: 'A preview has one worker on the smallest plan.',
      page: '/reference/blueprint/#previews',
      demand: {
        kind: 'all',
        of: [
          {
            kind: 'value',
            of: { name: 'shop-worker' },
            at: 'previews.plan',
            is: { oneOf: ['0.5c-512mb', 'starter'] },
          },
          {
            kind: 'value',
            of: { name: 'shop-worker' },
            at: 'previews.numInstances',
            is: { oneOf: [1] },
          },
        ],
      },
    },
    {
      id: 'small-queue',
      says: 'A preview has a small Key Value instance.',
      page: '/reference/blueprint/#previews',
      demand: {
        kind: 'value',
        of: { name: 'shop-queue' },
        at: 'previewPlan',
        is: { oneOf: ['256mb', 'starter'] },
      },
    },
    {
      id: 'production-kept',
      says: 'Production has its four workers and its plan.',
      page: '/operate/scaling/#set-the-instance-count',
      demand: {
        kind: 'all',
        of: [
          { kind: 'value', of: { name: 'shop-worker' }, at: 'numInstances', is: { oneOf: [4] } },
          { kind: 'value', of: { name: 'shop-worker' }, at: 'plan', is: { oneOf: ['2c-4g'] } },
        ],
      },
    },
  ],
};
