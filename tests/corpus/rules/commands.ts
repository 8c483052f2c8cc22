import { type Change, type Mutator, type Part, running, set } from './change.ts';

const withCommand = (worker: Part, command: string, ...more: Change): Change => [
  set(worker, 'runtime', 'docker'),
  set(worker, 'buildCommand', undefined),
  set(worker, 'startCommand', undefined),
  set(worker, 'image', undefined),
  set(worker, 'disk', undefined),
  set(worker, 'dockerCommand', command),
  ...more,
];

export const commandMutators: Record<string, Mutator> = {
  'scheduler-doubled': (blueprint, random) =>
    running(blueprint, 'worker').flatMap((worker) => {
      const app = random.pick(['app', 'config', 'shop.celery_app']);
      const plain = `celery -A ${app} beat -l info`;
      return [
        withCommand(worker, `celery -A ${app} worker -B -l info`),
        withCommand(worker, `python -m celery --app ${app} worker --concurrency 2 --beat`),
        withCommand(worker, plain),
        withCommand(worker, `bundle exec clockwork config/clock.rb`),
        withCommand(worker, 'exec supercronic /app/crontab'),
        withCommand(worker, `sh -c "exec ${plain}"`),
        withCommand(worker, plain, set(worker, 'disk', undefined), set(worker, 'numInstances', 3)),
        withCommand(
          worker,
          plain,
          set(worker, 'numInstances', undefined),
          set(worker, 'scaling', { minInstances: 1, maxInstances: 2, targetCPUPercent: 70 }),
        ),
      ];
    }),

  'shutdown-delay': (blueprint, random) =>
    running(blueprint, 'worker').flatMap((worker) => {
      const delay = 30 + random.below(100);
      const seconds = delay + random.below(100);
      const late = set(worker, 'maxShutdownDelaySeconds', delay);
      return [
        ...[
          `bundle exec sidekiq -C config/sidekiq.yml -t ${seconds}`,
          `bundle exec sidekiq --timeout ${seconds}`,
          `bundle exec good_job start --shutdown-timeout=${seconds}`,
          `procrastinate --app=app.app worker --shutdown-graceful-timeout=${seconds}`,
          `dramatiq app --worker-shutdown-timeout ${seconds * 1000}`,
          `./bin/worker -shutdown-timeout ${seconds}s`,
          `./bin/worker --shutdown-timeout=${Math.ceil(seconds / 60)}m`,
          `foreman start -t ${seconds}`,
        ].map((command) => withCommand(worker, command, late)),
        withCommand(
          worker,
          `bundle exec sidekiq -t ${30 + random.below(200)}`,
          set(worker, 'maxShutdownDelaySeconds', undefined),
        ),
        withCommand(
          worker,
          'bundle exec good_job start',
          late,
          set(worker, 'envVars', [{ key: 'GOOD_JOB_SHUTDOWN_TIMEOUT', value: String(seconds) }]),
        ),
      ];
    }),

  'signal-swallowed': (blueprint) =>
    running(blueprint, 'worker').flatMap((worker) =>
      [
        'npm start',
        'npm run worker',
        'npm exec worker',
        'yarn worker',
        'yarn run worker',
        'foreman start worker',
        'sh -c "node worker.js"',
        '/bin/sh -c "python worker.py"',
        'node migrate.js && npm run worker',
      ].map((command) => withCommand(worker, command)),
    ),
};
