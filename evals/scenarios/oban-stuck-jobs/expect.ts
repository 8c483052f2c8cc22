import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'Jobs of a worker that was killed',
  gotcha:
    'Without the Lifeline plugin, Oban leaves the jobs of a killed node `executing` for ever.',
  hidden: ['Lifeline', 'rescue_after'],
  badFails: ['rescued'],
  checks: [
    valid,
    {
      id: 'rescued',
      says: 'Lifeline sets jobs back that nobody works on.',
      page: '/frameworks/oban/#after-sigkill',
      demand: {
        kind: 'file',
        path: 'config/runtime.exs',
        has: [/(?:Oban\.Plugins\.Lifeline|Oban\.Pro\.Plugins\.DynamicLifeline)/],
      },
    },
    {
      id: 'not-too-soon',
      says: 'It waits longer than the longest job takes.',
      page: '/frameworks/oban/#choose-rescue_after',
      demand: {
        kind: 'grace',
        of: { type: 'worker', name: 'shop-worker' },
        from: [
          { file: 'config/runtime.exs', pattern: /rescue_after:\s*:timer\.seconds\((\d+)\)/ },
          {
            file: 'config/runtime.exs',
            pattern: /rescue_after:\s*:timer\.minutes\((\d+)\)/,
            unit: 60,
          },
          {
            file: 'config/runtime.exs',
            pattern: /rescue_after:\s*:timer\.hours\((\d+)\)/,
            unit: 3600,
          },
          {
            file: 'config/runtime.exs',
            pattern: /rescue_after:\s*(?:to_timeout\(minute:\s*)?(\d+)(?: \* 60 \* 1_?000|\))/,
            unit: 60,
          },
          { file: 'config/runtime.exs', pattern: /rescue_after:\s*([\d_]+)/, unit: 0.001 },
        ],
        otherwise: 3600,
        least: 601,
      },
    },
    {
      id: 'hands-over',
      says: 'The grace at a deploy stays 6 seconds or more below the delay.',
      page: '/frameworks/oban/#shutdown',
      demand: {
        kind: 'grace',
        of: { type: 'worker', name: 'shop-worker' },
        from: [
          {
            file: 'config/runtime.exs',
            pattern: /shutdown_grace_period:\s*:timer\.seconds\((\d+)\)/,
          },
        ],
        otherwise: 15,
        spare: 6,
      },
    },
    {
      id: 'direct',
      says: 'The worker connects to the database directly.',
      page: '/frameworks/oban/#behind-pgbouncer',
      demand: {
        kind: 'wired',
        of: { type: 'worker', name: 'shop-worker' },
        key: 'DATABASE_URL',
        to: { type: 'database' },
        property: 'connectionString',
      },
    },
  ],
};
