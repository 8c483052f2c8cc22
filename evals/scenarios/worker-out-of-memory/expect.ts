import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'How many processes a worker starts',
  gotcha:
    'Render sets `WEB_CONCURRENCY` for web and private services only, and Celery then counts the CPUs of the host.',
  hidden: ['--concurrency'],
  badFails: ['states-concurrency'],
  checks: [
    valid,
    {
      id: 'states-concurrency',
      says: 'The worker says itself how many processes it starts, and they fit into 512 MB.',
      page: '/guides/environment-variables/#set-concurrency-yourself',
      demand: {
        kind: 'any',
        of: [
          {
            kind: 'option',
            of: { type: 'worker', name: 'thumbs-worker' },
            program: 'celery',
            options: ['-c', '--concurrency'],
            is: { least: 1, most: 4 },
          },
          {
            kind: 'all',
            of: [
              {
                kind: 'variable',
                of: { type: 'worker', name: 'thumbs-worker' },
                key: /CONCURRENCY$/,
                is: { least: 1, most: 4 },
              },
              { kind: 'file', path: 'app.py', has: [/worker_concurrency.*(?:environ|getenv)/] },
            ],
          },
          {
            kind: 'file',
            path: 'app.py',
            has: [
              /worker_concurrency\s*=\s*(?:[1-4]\b|.*(?:environ\.get|getenv)\(.*(?:,\s*["']?[1-4]["']?\)|\bor [1-4]\b))/,
            ],
          },
        ],
      },
    },
    {
      id: 'same-plan',
      says: 'The plan is the same.',
      page: '/operate/scaling/#starting-values-for-05-cpu-and-512-mb',
      demand: {
        kind: 'value',
        of: { type: 'worker', name: 'thumbs-worker' },
        at: 'plan',
        is: { oneOf: ['0.5c-512mb', 'starter'], orAbsent: true },
      },
    },
  ],
};
