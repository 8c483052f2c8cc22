import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'A worker that others have to reach',
  gotcha: 'A worker has no address, not even on the private network. A private service has.',
  hidden: ['pserv'],
  badFails: ['valid', 'address', 'renderer'],
  checks: [
    valid,
    {
      id: 'address',
      says: 'The web service takes the address of a service that has one.',
      page: '/understand/how-workers-work/#outward-only',
      demand: {
        kind: 'wired',
        of: { type: 'web', name: 'studio-web' },
        key: 'RENDERER_ADDRESS',
        to: { type: 'pserv' },
        property: 'hostport',
      },
    },
    {
      id: 'renderer',
      says: 'That service runs the renderer, and takes its jobs from the queue.',
      page: '/understand/how-workers-work/#outward-only',
      demand: {
        kind: 'all',
        of: [
          {
            kind: 'value',
            of: { behind: ['studio-web', 'RENDERER_ADDRESS'] },
            at: 'startCommand',
            is: { matches: /render\.js/ },
          },
          {
            kind: 'wired',
            of: { type: 'pserv' },
            key: 'REDIS_URL',
            to: { name: 'studio-queue' },
            property: 'connectionString',
          },
        ],
      },
    },
  ],
};
