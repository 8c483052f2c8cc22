import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'A Workflow in the Blueprint',
  gotcha:
    'Blueprints take `type: workflow`, which needs `repo` and `buildCommand` and gives its slug.',
  hidden: ['type: workflow', 'property: slug'],
  badFails: ['workflow', 'slug'],
  checks: [
    valid,
    {
      id: 'workflow',
      says: 'The Blueprint defines a Workflow.',
      page: '/guides/workflows/#the-blueprint',
      demand: { kind: 'exists', which: { type: 'workflow', name: 'clips-encode' } },
    },
    {
      id: 'source',
      says: 'It says where its code is, and how it is built and started.',
      page: '/guides/workflows/#the-blueprint',
      demand: {
        kind: 'all',
        of: [
          {
            kind: 'value',
            of: { name: 'clips-encode' },
            at: 'repo',
            is: { matches: /^https:\/\/github\.com\/acme\/clips(?:\.git)?$/ },
          },
          {
            kind: 'value',
            of: { name: 'clips-encode' },
            at: 'buildCommand',
            is: { matches: /pip install/ },
          },
          {
            kind: 'value',
            of: { name: 'clips-encode' },
            at: 'startCommand',
            is: { matches: /main\.py/ },
          },
        ],
      },
    },
    {
      id: 'region',
      says: 'It runs in Frankfurt.',
      page: '/guides/networking/',
      demand: {
        kind: 'value',
        of: { name: 'clips-encode' },
        at: 'region',
        is: { oneOf: ['frankfurt'] },
      },
    },
    {
      id: 'slug',
      says: 'The API takes the slug from the Workflow.',
      page: '/guides/workflows/#the-blueprint',
      demand: {
        kind: 'wired',
        of: { name: 'clips-api' },
        key: 'WORKFLOW_SLUG',
        to: { type: 'workflow' },
        property: 'slug',
      },
    },
    {
      id: 'api-key',
      says: 'The API key is asked for, not written down.',
      page: '/reference/environment-wiring/#secrets-that-you-type',
      demand: {
        kind: 'variable',
        of: { name: 'clips-api' },
        key: 'RENDER_API_KEY',
        at: 'sync',
        is: { oneOf: [false] },
      },
    },
  ],
};
