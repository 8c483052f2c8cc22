import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'Asynq gives up before Render does',
  gotcha: 'Asynq waits 8 seconds for its tasks, however long Render would.',
  hidden: ['ShutdownTimeout'],
  badFails: ['asynq-waits'],
  checks: [
    valid,
    {
      id: 'asynq-waits',
      says: 'Asynq waits as long as the longest task takes.',
      page: '/frameworks/asynq/#shutdown',
      demand: {
        kind: 'grace',
        of: { type: 'worker', name: 'render-worker' },
        from: [
          {
            file: 'cmd/worker/main.go',
            pattern: /shutdownTimeout\s*[:=]+\s*(\d+)\s*\*\s*time\.Second/i,
          },
          {
            file: 'cmd/worker/main.go',
            pattern: /shutdownTimeout\s*[:=]+\s*time\.Second\s*\*\s*(\d+)/i,
          },
          {
            file: 'cmd/worker/main.go',
            pattern: /shutdownTimeout\s*[:=]+\s*(\d+)\s*\*\s*time\.Minute/i,
            unit: 60,
          },
        ],
        otherwise: 8,
        least: 40,
      },
    },
    {
      id: 'hands-back',
      says: 'Asynq gives up 5 seconds or more before SIGKILL, so that it can hand tasks back.',
      page: '/frameworks/asynq/#shutdown',
      demand: {
        kind: 'grace',
        of: { type: 'worker', name: 'render-worker' },
        from: [
          {
            file: 'cmd/worker/main.go',
            pattern: /shutdownTimeout\s*[:=]+\s*(\d+)\s*\*\s*time\.Second/i,
          },
          {
            file: 'cmd/worker/main.go',
            pattern: /shutdownTimeout\s*[:=]+\s*time\.Second\s*\*\s*(\d+)/i,
          },
          {
            file: 'cmd/worker/main.go',
            pattern: /shutdownTimeout\s*[:=]+\s*(\d+)\s*\*\s*time\.Minute/i,
            unit: 60,
          },
        ],
        otherwise: 8,
        spare: 5,
      },
    },
    {
      id: 'handles-sigterm',
      says: 'The server is run by `Run`, which handles SIGTERM, or is shut down.',
      page: '/frameworks/asynq/#shutdown',
      demand: { kind: 'file', path: 'cmd/worker/main.go', has: [/\.(?:Run|Shutdown)\(/] },
    },
  ],
};
