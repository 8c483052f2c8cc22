import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'A Procfile becomes a Blueprint',
  gotcha:
    'A process manager as the start command keeps SIGTERM, or kills the worker after its own few seconds.',
  hidden: ['noeviction', 'ipAllowList'],
  badFails: ['starts-itself', 'signal-arrives'],
  checks: [
    valid,
    {
      id: 'starts-itself',
      says: 'The worker’s start command is Sidekiq itself.',
      page: '/guides/moving-from-heroku/#shutdown',
      demand: {
        kind: 'value',
        of: { type: 'worker', name: 'forum-worker' },
        at: 'startCommand',
        is: { matches: /^(?:exec )?bundle exec sidekiq\b/ },
      },
    },
    {
      id: 'signal-arrives',
      says: 'Nothing keeps SIGTERM from it.',
      page: '/guides/graceful-shutdown/#signals-lost-on-the-way',
      demand: { kind: 'no-findings', rules: ['signal-swallowed'] },
    },
    {
      id: 'hands-back',
      says: 'Sidekiq gives up 5 seconds or more before SIGKILL.',
      page: '/guides/moving-from-heroku/#shutdown',
      demand: {
        kind: 'grace',
        of: { type: 'worker', name: 'forum-worker' },
        from: [
          { program: 'sidekiq', options: ['-t', '--timeout'] },
          { file: 'Procfile', pattern: /sidekiq.*\s-t\s*(\d+)/ },
        ],
        otherwise: 25,
        spare: 5,
      },
    },
    {
      id: 'keeps-jobs',
      says: 'The broker keeps its jobs, when it is full and when it restarts.',
      page: '/guides/moving-from-heroku/#the-broker',
      demand: {
        kind: 'all',
        of: [
          {
            kind: 'value',
            of: { type: 'keyvalue', behind: ['forum-worker', 'REDIS_URL'] },
            at: 'maxmemoryPolicy',
            is: { oneOf: ['noeviction'] },
          },
          { kind: 'no-findings', rules: ['broker-forgets'] },
        ],
      },
    },
    {
      id: 'wired',
      says: 'The web service and the worker share the queue.',
      page: '/reference/environment-wiring/#references-to-services',
      demand: {
        kind: 'wired',
        of: { type: 'web', name: 'forum-web' },
        key: 'REDIS_URL',
        to: { name: 'forum-queue', behind: ['forum-worker', 'REDIS_URL'] },
        property: 'connectionString',
      },
    },
  ],
};
