import { type Scenario, valid } from '../../grader/scenario.ts';

export const scenario: Scenario = {
  title: 'More instances of a worker with a disk',
  gotcha: 'A disk pins a service to one instance, and it is stopped before the new one starts.',
  hidden: ['numInstances'],
  badFails: ['valid', 'no-disk'],
  checks: [
    valid,
    {
      id: 'three',
      says: 'There are three instances.',
      page: '/operate/scaling/#set-the-instance-count',
      demand: {
        kind: 'any',
        of: [
          {
            kind: 'value',
            of: { type: 'worker', name: 'index-worker' },
            at: 'numInstances',
            is: { oneOf: [3] },
          },
          {
            kind: 'value',
            of: { type: 'worker', name: 'index-worker' },
            at: 'scaling.minInstances',
            is: { oneOf: [3] },
          },
        ],
      },
    },
    {
      id: 'no-disk',
      says: 'The worker has no disk, so that a new instance starts before the old one is stopped.',
      page: '/understand/how-workers-work/#with-a-disk',
      demand: {
        kind: 'value',
        of: { type: 'worker', name: 'index-worker' },
        at: 'disk',
        is: { absent: true },
      },
    },
    {
      id: 'models',
      says: 'It still says where the models go.',
      page: '/guides/environment-variables/#the-shapes-in-a-blueprint',
      demand: {
        kind: 'variable',
        of: { type: 'worker', name: 'index-worker' },
        key: 'MODEL_DIR',
        is: { matches: /./ },
      },
    },
  ],
};
