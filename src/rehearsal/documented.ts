import type { Form } from './evidence.ts';

/** What documentation, source and this handbook's pages say of an order that meets SIGKILL. */
export type Documented =
  | { fate: 'lost' }
  /** Seconds from the kill to the next start, and how the framework's page puts it. */
  | { fate: 'kept'; least: number; most: number; says: string };

/** By example, for the forms that it is rehearsed in. A test holds `says` against the framework's page, and evidence is shown beside it. */
export const documented: Readonly<Record<string, Partial<Record<Form, Documented>>>> = {
  celery: {
    default: { fate: 'lost' },
    recommended: { fate: 'kept', least: 0, most: 310, says: 'about 300 s' },
  },
  sidekiq: { default: { fate: 'lost' }, recommended: { fate: 'lost' } },
  'solid-queue': {
    default: { fate: 'lost' },
    recommended: { fate: 'kept', least: 45, most: 130, says: '45 to 130 s' },
  },
  'good-job': {
    default: { fate: 'kept', least: 0, most: 60, says: 'within a minute' },
    recommended: { fate: 'kept', least: 0, most: 60, says: 'within a minute' },
  },
  bullmq: {
    default: { fate: 'kept', least: 30, most: 96, says: '30 to 90 s' },
    recommended: { fate: 'kept', least: 30, most: 96, says: '30 to 90 s' },
  },
  asynq: {
    default: { fate: 'kept', least: 70, most: 170, says: '70 to 170 s' },
    recommended: { fate: 'kept', least: 70, most: 170, says: '70 to 170 s' },
  },
  dramatiq: {
    default: { fate: 'kept', least: 58, most: 1860, says: '1 to 30 minutes' },
    recommended: { fate: 'kept', least: 28, most: 90, says: '30 to 90 s' },
  },
  oban: {
    default: { fate: 'lost' },
    recommended: { fate: 'kept', least: 0, most: 3990, says: '66 minutes' },
  },
  'pg-boss': {
    default: { fate: 'kept', least: 0, most: 1030, says: 'up to 17 minutes' },
    recommended: { fate: 'kept', least: 15, most: 50, says: '15 to 50 s' },
  },
  huey: {
    default: { fate: 'lost' },
    recommended: { fate: 'kept', least: 60, most: 370, says: '5 to 6 minutes after its start' },
  },
  'graphile-worker': {
    default: { fate: 'kept', least: 14_400, most: 15_010, says: '4 hours' },
    recommended: { fate: 'kept', least: 20, most: 40, says: '20 to 35 s' },
  },
  rq: {
    default: { fate: 'lost' },
    recommended: { fate: 'kept', least: 60, most: 111, says: '60 to 105 s' },
  },
  resque: {
    default: { fate: 'lost' },
    recommended: { fate: 'kept', least: 50, most: 90, says: '50 to 80 s' },
  },
  arq: {
    default: { fate: 'kept', least: 200, most: 320, says: '310 s after its start' },
    recommended: { fate: 'kept', least: 19, most: 36, says: '20 to 31 s' },
  },
  procrastinate: {
    default: { fate: 'lost' },
    recommended: { fate: 'kept', least: 60, most: 101, says: '66 to 96 s' },
  },
  river: {
    default: { fate: 'kept', least: 3500, most: 3700, says: 'an hour' },
    recommended: { fate: 'kept', least: 60, most: 127, says: '90 to 126 s' },
  },
  'nextjs-bullmq': {
    recommended: { fate: 'kept', least: 30, most: 96, says: '30 to 90 s' },
  },
  'nestjs-bullmq': {
    recommended: { fate: 'kept', least: 30, most: 96, says: '30 to 90 s' },
  },
  'poll-loop-node': {
    default: { fate: 'lost' },
    recommended: { fate: 'kept', least: 28, most: 31, says: '28 to 31 s' },
  },
  'poll-loop-python': {
    default: { fate: 'lost' },
    recommended: { fate: 'kept', least: 28, most: 31, says: '28 to 31 s' },
  },
  'poll-loop-ruby': {
    default: { fate: 'lost' },
    recommended: { fate: 'kept', least: 28, most: 31, says: '28 to 31 s' },
  },
  'poll-loop-go': {
    default: { fate: 'lost' },
    recommended: { fate: 'kept', least: 28, most: 31, says: '28 to 31 s' },
  },
  'poll-loop-rust': {
    default: { fate: 'lost' },
    recommended: { fate: 'kept', least: 28, most: 31, says: '28 to 31 s' },
  },
  'poll-loop-elixir': {
    default: { fate: 'lost' },
    recommended: { fate: 'kept', least: 28, most: 31, says: '28 to 31 s' },
  },
  apalis: {
    default: { fate: 'lost' },
    recommended: { fate: 'kept', least: 65, most: 97, says: '70 to 91 s' },
  },
  'django-celery': {
    recommended: { fate: 'kept', least: 0, most: 310, says: 'about 300 s' },
  },
  'phoenix-oban': {
    recommended: { fate: 'kept', least: 0, most: 3990, says: '66 minutes' },
  },
};
