import type { FrameworkName } from '../answers.ts';
import { asynq } from './asynq.ts';
import { bullmq } from './bullmq.ts';
import { celery } from './celery.ts';
import { dramatiq } from './dramatiq.ts';
import type { Framework } from './framework.ts';
import { graphileWorker } from './graphile-worker.ts';
import { huey } from './huey.ts';
import { oban } from './oban.ts';
import { pgBoss } from './pg-boss.ts';
import { river } from './river.ts';
import { rq } from './rq.ts';
import { sidekiq } from './sidekiq.ts';

/** By the name of the example. */
export const frameworks: Readonly<Record<FrameworkName, Framework>> = {
  asynq,
  bullmq,
  celery,
  dramatiq,
  'graphile-worker': graphileWorker,
  huey,
  oban,
  'pg-boss': pgBoss,
  river,
  rq,
  sidekiq,
};
