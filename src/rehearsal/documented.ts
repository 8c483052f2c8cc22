import type { Form } from './evidence.ts';

/** What documentation, source and this handbook's pages say of an order that meets SIGKILL. */
export type Documented =
  | { fate: 'lost' }
  /** Seconds from the kill to the next start, and how the framework's page puts it. */
  | { fate: 'kept'; least: number; most: number; says: string };

/** By example. A test holds `says` against the framework's page, and evidence is shown beside it. */
export const documented: Readonly<Record<string, Record<Form, Documented>>> = {
  celery: {
    default: { fate: 'lost' },
    recommended: { fate: 'kept', least: 0, most: 310, says: 'about 300 s' },
  },
  sidekiq: { default: { fate: 'lost' }, recommended: { fate: 'lost' } },
  bullmq: {
    default: { fate: 'kept', least: 30, most: 96, says: '30 to 90 s' },
    recommended: { fate: 'kept', least: 30, most: 96, says: '30 to 90 s' },
  },
  asynq: {
    default: { fate: 'kept', least: 70, most: 170, says: '70 to 170 s' },
    recommended: { fate: 'kept', least: 70, most: 170, says: '70 to 170 s' },
  },
  oban: {
    default: { fate: 'lost' },
    recommended: { fate: 'kept', least: 0, most: 3990, says: '66 minutes' },
  },
};
