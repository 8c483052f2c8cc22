import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'Migrations for a database on the disk',
  gotcha: 'The pre-deploy command runs on an instance of its own, which has no disk.',
  hidden: ['migrate.js &&'],
  badFails: ['migrates-at-start', 'no-pre-deploy'],
  checks: [
    valid,
    {
      id: 'migrates-at-start',
      says: 'The migration runs where the disk is: in the start command, before the worker.',
      page: '/understand/how-workers-work/#with-a-disk',
      demand: {
        kind: 'value',
        of: { type: 'worker', name: 'ledger' },
        at: 'startCommand',
        is: { matches: /(?:migrate\.js\s*&&|set -e.*migrate\.js\s*;).*worker\.js/s },
      },
    },
    {
      id: 'no-pre-deploy',
      says: 'There is no pre-deploy command, nor a step of the build, that looks for the disk in vain.',
      page: '/guides/deploying/#migrations-belong-in-the-pre-deploy-command',
      demand: {
        kind: 'all',
        of: [
          {
            kind: 'value',
            of: { type: 'worker', name: 'ledger' },
            at: 'preDeployCommand',
            is: { absent: true },
          },
          {
            kind: 'value',
            of: { type: 'worker', name: 'ledger' },
            at: 'buildCommand',
            is: { matches: /^(?!.*migrate)/ },
          },
        ],
      },
    },
    {
      id: 'signal-arrives',
      says: 'SIGTERM still reaches the worker.',
      page: '/guides/graceful-shutdown/#signals-lost-on-the-way',
      demand: { kind: 'no-findings', rules: ['signal-swallowed'] },
    },
    {
      id: 'disk-kept',
      says: 'The disk stays where it is.',
      page: '/reference/blueprint/#fields-a-worker-takes',
      demand: {
        kind: 'value',
        of: { type: 'worker', name: 'ledger' },
        at: 'disk.mountPath',
        is: { oneOf: ['/var/data'] },
      },
    },
  ],
};
