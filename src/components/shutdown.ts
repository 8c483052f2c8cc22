import { deployOverlap as OVERLAP } from '../blueprint/platform/limits.ts';
import type { Bar, Chart, Note } from '../rehearsal/chart.ts';

/** What decides how a deploy ends for an instance. */
export interface Shutdown {
  /** The Blueprint's `maxShutdownDelaySeconds`: seconds from SIGTERM to SIGKILL. */
  delay: number;
  /** The framework's own timeout in seconds, if it has one. */
  grace?: number;
  /** Who the grace period belongs to, e.g. `Sidekiq`. */
  label?: string;
}

/**
 * What a deploy does to one worker instance: drawn to scale, and the same facts in words.
 *
 * @throws {Error} if SIGKILL would come before the framework's own timeout
 */
export function shutdownOf({ delay, grace, label = 'the worker' }: Shutdown): {
  chart: Chart;
  steps: { at: string; text: string }[];
} {
  if (grace !== undefined && grace >= delay) {
    throw new Error(`grace ${grace} must be below delay ${delay}, or SIGKILL comes first`);
  }

  const from = -OVERLAP - 12;
  const to = delay + Math.max(10, delay * 0.12);
  const drainEnd = grace ?? delay;
  const owner = label === 'the worker' ? 'The worker' : label;

  const spare: Bar[] = grace === undefined ? [] : [{ from: grace, to: delay, kind: 'spare' }];
  const kill: Note = { at: delay, text: 'SIGKILL', isBad: true };
  const drain = grace === undefined ? 'drain' : `grace ${grace} s`;
  const chart: Chart = {
    label: `Timeline of a deploy: overlap of ${OVERLAP} seconds, then SIGTERM, ${
      grace === undefined ? '' : `then the grace period of ${grace} seconds, `
    }then SIGKILL ${delay} seconds after SIGTERM.`,
    rows: [
      {
        name: 'New instance',
        bars: [{ from: -OVERLAP, to, kind: 'live', text: 'takes jobs' }],
        notes: [{ at: -OVERLAP, text: 'live' }],
      },
      {
        name: 'Old instance',
        bars: [
          { from, to: 0, kind: 'live', text: 'takes jobs' },
          { from: 0, to: drainEnd, kind: 'drain', text: drain },
          ...spare,
        ],
        notes: [{ at: 0, text: 'SIGTERM' }, kill],
      },
    ],
    bands: [{ from: -OVERLAP, to: 0, text: 'overlap' }],
    from,
    to,
    cuts: [],
    ticks: [
      { at: -OVERLAP, text: `−${OVERLAP} s` },
      { at: 0, text: '0 s' },
      { at: delay, text: `+${delay} s` },
    ],
  };

  const steps = [
    {
      at: `−${OVERLAP} s`,
      text: 'The new instance is live. Old and new take jobs from the same queue.',
    },
    { at: '0 s', text: `SIGTERM reaches the old instance. ${owner} stops taking jobs and drains.` },
    ...(grace === undefined
      ? []
      : [
          {
            at: `+${grace} s`,
            text: `${owner}’s own timeout ends: a job still in flight is given up by the framework’s rules, with ${delay - grace} s left to exit.`,
          },
        ]),
    {
      at: `+${delay} s`,
      text: 'SIGKILL, if the process is still there. Nothing in it runs any more.',
    },
  ];
  return { chart, steps };
}
