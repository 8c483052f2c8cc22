import type { Source } from '../blueprint/sources.ts';
import { asynq } from './asynq.ts';
import { blueprint } from './blueprint.ts';
import { build } from './build.ts';
import { bullmq } from './bullmq.ts';
import { celery } from './celery.ts';
import { dramatiq } from './dramatiq.ts';
import { graphileWorker } from './graphile-worker.ts';
import { huey } from './huey.ts';
import { keyValue } from './key-value.ts';
import type { ErrorGroup, ErrorMessage } from './message.ts';
import { oban } from './oban.ts';
import { pgBoss } from './pg-boss.ts';
import { postgres } from './postgres.ts';
import { render } from './render.ts';
import { river } from './river.ts';
import { rq } from './rq.ts';
import { sidekiq } from './sidekiq.ts';

export type { ErrorGroup, ErrorMessage, GroupId } from './message.ts';

/** Every page of messages, in the order of the index. */
export const errorGroups: readonly ErrorGroup[] = [
  render,
  build,
  blueprint,
  keyValue,
  postgres,
  celery,
  rq,
  dramatiq,
  huey,
  bullmq,
  pgBoss,
  graphileWorker,
  sidekiq,
  asynq,
  river,
  oban,
];

/** Every message of the handbook. */
export const errorMessages: readonly ErrorMessage[] = errorGroups.flatMap(
  ({ messages }) => messages,
);

const folder = '/reference/errors/';

/** Where the messages of a group are. */
export function groupAddress({ id }: Pick<ErrorGroup, 'id'>): string {
  return `${folder}${id}/`;
}

/** Where one message is. */
export function messageAddress({ from, id }: Pick<ErrorMessage, 'from' | 'id'>): string {
  return `${groupAddress({ id: from })}#${id}`;
}

/** The group that a page shows, by the page's address. */
export function groupAt(address: string): ErrorGroup | undefined {
  return errorGroups.find((group) => groupAddress(group) === address);
}

/** The messages that a rule of the checker prevents. */
export function preventedBy(rule: string): ErrorMessage[] {
  return errorMessages.filter((message) => message.rule === rule);
}

/** What the messages of a page rest on, each source once; nothing where a page shows none. */
export function sourcesAt(address: string): Source[] {
  const messages = groupAt(address)?.messages ?? [];
  const sources = new Map(
    messages.map(({ source }) => [`${source.title} ${source.url} ${source.read}`, source]),
  );
  return [...sources.values()];
}

/** A message on one line: its first, cut where it grows too long for a list. */
export function lineOf({ text }: Pick<ErrorMessage, 'text'>, most = 110): string {
  const [line = ''] = text.split('\n');
  if (line.length <= most) return line === text ? line : `${line} …`;
  return `${line.slice(0, line.lastIndexOf(' ', most))} …`;
}
