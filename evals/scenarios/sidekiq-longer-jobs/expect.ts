import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'Sidekiq gives up before Render does',
  gotcha: 'Sidekiq stops its jobs after 25 seconds, however long Render would wait.',
  hidden: ['maxShutdownDelaySeconds', '-t '],
  badFails: ['sidekiq-waits'],
  checks: [
    valid,
    {
      id: 'render-waits',
      says: 'Render waits longer than the longest job takes.',
      page: '/guides/graceful-shutdown/#choose-the-delay',
      demand: {
        kind: 'value',
        of: { type: 'worker', name: 'pdf-worker' },
        at: 'maxShutdownDelaySeconds',
        is: { least: 95, most: 300 },
      },
    },
    {
      id: 'sidekiq-waits',
      says: 'Sidekiq waits as long as the longest job takes.',
      page: '/frameworks/sidekiq/#shutdown',
      demand: {
        kind: 'grace',
        of: { type: 'worker', name: 'pdf-worker' },
        from: [
          { program: 'sidekiq', options: ['-t', '--timeout'] },
          { file: 'config/sidekiq.yml', pattern: /^:?timeout:\s*(\d+)/m },
        ],
        otherwise: 25,
        least: 90,
      },
    },
    {
      id: 'hands-back',
      says: 'Sidekiq gives up 5 seconds or more before SIGKILL, so that it can hand jobs back.',
      page: '/frameworks/sidekiq/#shutdown',
      demand: {
        kind: 'grace',
        of: { type: 'worker', name: 'pdf-worker' },
        from: [
          { program: 'sidekiq', options: ['-t', '--timeout'] },
          { file: 'config/sidekiq.yml', pattern: /^:?timeout:\s*(\d+)/m },
        ],
        otherwise: 25,
        spare: 5,
      },
    },
    {
      id: 'signal-arrives',
      says: 'SIGTERM reaches Sidekiq.',
      page: '/guides/graceful-shutdown/#signals-lost-on-the-way',
      demand: { kind: 'no-findings', rules: ['signal-swallowed'] },
    },
  ],
};
