import type { Source } from '../blueprint/sources.ts';

/** The pages that messages are sorted into: Render's own, what a Blueprint's readers say, stores, frameworks. */
export type GroupId =
  | 'render'
  | 'build'
  | 'blueprint'
  | 'key-value'
  | 'postgres'
  | 'celery'
  | 'rq'
  | 'dramatiq'
  | 'huey'
  | 'bullmq'
  | 'pg-boss'
  | 'graphile-worker'
  | 'sidekiq'
  | 'asynq'
  | 'river'
  | 'oban';

/** A message as somebody meets it in a log, why it is there, and what ends it. */
export interface ErrorMessage {
  /** The anchor on its page; unique among all messages. */
  id: string;
  from: GroupId;
  /** What it means, in a few words: its heading. */
  means: string;
  /** As printed. `…` stands for what differs from case to case. */
  text: string;
  /** What printed it, with the version. */
  seen: string;
  cause: string;
  /** What to do. */
  fix: string;
  /** The section of the handbook that tells more. */
  page: `/${string}/#${string}`;
  /** The rule of the checker that keeps it from happening, where there is one. */
  rule?: string;
  /** Where the text was seen: a run of ours, source that was read, or somebody's log. */
  source: Source;
}

/** The messages of one page. */
export interface ErrorGroup {
  id: GroupId;
  /** What the messages come from, as in "Messages of Celery". */
  title: string;
  messages: readonly ErrorMessage[];
}

/** Puts a page's messages together, so that each file names its group once. */
export function group(
  id: GroupId,
  title: string,
  messages: readonly Omit<ErrorMessage, 'from'>[],
): ErrorGroup {
  return { id, title, messages: messages.map((message) => ({ ...message, from: id })) };
}

/** A run of ours. */
export function experiment(title: string, read = '2026-11-29'): Source {
  return { title: `Experiment: ${title}`, read };
}
