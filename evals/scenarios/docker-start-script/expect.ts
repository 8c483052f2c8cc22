import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'A start script above the worker',
  gotcha:
    'A shell script does not pass SIGTERM on to the program that it runs, unless it gives way to it.',
  hidden: ['exec'],
  badFails: ['signal-arrives'],
  checks: [
    valid,
    {
      id: 'signal-arrives',
      says: 'SIGTERM reaches Celery: the script gives way to it, or passes the signal on.',
      page: '/guides/graceful-shutdown/#signals-lost-on-the-way',
      demand: {
        kind: 'any',
        of: [
          { kind: 'file', path: 'worker.sh', has: [/^\s*exec\s.*\bcelery\b/m] },
          {
            kind: 'file',
            path: 'worker.sh',
            has: [/\btrap\b.*\b(?:TERM|SIGTERM)\b/, /celery.*&\s*$/m, /\bwait\b/],
          },
          { kind: 'file', path: 'Dockerfile', has: [/dumb-init|tini.*-g/] },
        ],
      },
    },
    {
      id: 'prepares',
      says: 'The script still prepares what the worker needs, and starts it.',
      page: '/guides/graceful-shutdown/#signals-lost-on-the-way',
      demand: {
        kind: 'file',
        path: 'worker.sh',
        has: [/mkdir -p \/tmp\/pages/, /python warm_up\.py/, /celery -A app worker/],
      },
    },
    {
      id: 'image',
      says: 'The image still starts the script, and the service is built from it.',
      page: '/reference/blueprint/#build-and-start',
      demand: {
        kind: 'all',
        of: [
          { kind: 'file', path: 'Dockerfile', has: [/worker\.sh/] },
          {
            kind: 'value',
            of: { type: 'worker', name: 'ocr-worker' },
            at: 'runtime',
            is: { oneOf: ['docker'] },
          },
        ],
      },
    },
    {
      id: 'still-remapped',
      says: 'Celery still takes SIGTERM for a soft shutdown.',
      page: '/frameworks/celery/#shutdown',
      demand: {
        kind: 'variable',
        of: { type: 'worker', name: 'ocr-worker' },
        key: 'REMAP_SIGTERM',
        is: { oneOf: ['SIGQUIT'] },
      },
    },
  ],
};
