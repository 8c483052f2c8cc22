import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'Secrets of a worker',
  gotcha: 'A value in the Blueprint is read by all who can read the repository.',
  hidden: ['sync: false', 'generateValue'],
  badFails: ['no-literals', 'asked', 'made'],
  checks: [
    valid,
    {
      id: 'no-literals',
      says: 'No secret is written into the file.',
      page: '/guides/environment-variables/#secrets',
      demand: {
        kind: 'all',
        of: [
          { kind: 'no-findings', rules: ['literal-credential'] },
          { kind: 'file', path: 'render.yaml', lacks: [/plum-otter-91-quay/] },
        ],
      },
    },
    {
      id: 'asked',
      says: 'The password is asked for in the Dashboard.',
      page: '/reference/environment-wiring/#secrets-that-you-type',
      demand: {
        kind: 'variable',
        of: { name: 'notify-worker' },
        key: 'SMTP_PASSWORD',
        at: 'sync',
        is: { oneOf: [false] },
      },
    },
    {
      id: 'made',
      says: 'Render makes the signing secret up, or asks for it.',
      page: '/reference/environment-wiring/#generated-secrets',
      demand: {
        kind: 'any',
        of: [
          {
            kind: 'variable',
            of: { name: 'notify-worker' },
            key: 'LINK_SIGNING_SECRET',
            at: 'generateValue',
            is: { oneOf: [true] },
          },
          {
            kind: 'variable',
            of: { name: 'notify-worker' },
            key: 'LINK_SIGNING_SECRET',
            at: 'sync',
            is: { oneOf: [false] },
          },
        ],
      },
    },
  ],
};
