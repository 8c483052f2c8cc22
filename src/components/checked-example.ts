import { checkBlueprint, type Severity } from '../blueprint/index.ts';
import type { Chart } from '../rehearsal/chart.ts';
import { shutdownOf } from './shutdown.ts';

/** What the example gets wrong, by the rule that says so, in the order of its lines. */
export const mistakes = [
  'broker-evicts',
  'region-mismatch',
  'shutdown-delay',
  'signal-swallowed',
] as const;
export type Mistake = (typeof mistakes)[number];

/** A line of the example; with `until` or `once` it is there until the mistake is mended, or from then on. */
interface Line {
  text: string;
  until?: Mistake;
  once?: Mistake;
}

/** Seconds that the example's Sidekiq gives its jobs, and the delays before and after the fix. */
const GRACE = 50;
const DELAYS = { before: 30, after: 60 };

/** The file with its mistakes and their fixes. */
export const lines: readonly Line[] = [
  { text: 'services:' },
  { text: '  - type: keyvalue' },
  { text: '    name: orders-broker' },
  { text: '    plan: 256mb' },
  { text: '    region: oregon' },
  { text: '    ipAllowList: []' },
  { text: '    maxmemoryPolicy: noeviction', once: 'broker-evicts' },
  { text: '' },
  { text: '  - type: worker' },
  { text: '    name: orders-worker' },
  { text: '    runtime: ruby' },
  { text: '    plan: 0.5c-512mb' },
  { text: '    region: frankfurt', until: 'region-mismatch' },
  { text: '    region: oregon', once: 'region-mismatch' },
  { text: `    maxShutdownDelaySeconds: ${DELAYS.after}`, once: 'shutdown-delay' },
  { text: '    buildCommand: bundle install' },
  { text: `    startCommand: sh -c "bundle exec sidekiq -t ${GRACE}"`, until: 'signal-swallowed' },
  { text: `    startCommand: bundle exec sidekiq -t ${GRACE}`, once: 'signal-swallowed' },
  { text: '    envVars:' },
  { text: '      - key: REDIS_URL' },
  { text: '        fromService:' },
  { text: '          type: keyvalue' },
  { text: '          name: orders-broker' },
  { text: '          property: connectionString' },
];

/** The file as it is when these mistakes are mended. */
export function fileWithout(mended: ReadonlySet<Mistake>): string {
  return `${lines
    .filter(
      ({ until, once }) =>
        (until === undefined || !mended.has(until)) && (once === undefined || mended.has(once)),
    )
    .map(({ text }) => text)
    .join('\n')}\n`;
}

/** Every way to mend some of the mistakes, none and all included. */
export function choices(): Set<Mistake>[] {
  return Array.from(
    { length: 2 ** mistakes.length },
    (_, bits) => new Set(mistakes.filter((_, index) => bits & (2 ** index))),
  );
}

/**
 * What the engine says of each mistake in the file that has them all.
 *
 * @throws {Error} if, whichever of them are mended, the engine finds anything but the others
 */
export function findingsOfMistakes(): { rule: Mistake; severity: Severity; message: string }[] {
  for (const mended of choices()) {
    const found = checkBlueprint(fileWithout(mended)).diagnostics.map(({ rule }) => rule);
    const left = mistakes.filter((mistake) => !mended.has(mistake));
    if ([...found].sort().join() !== [...left].sort().join()) {
      throw new Error(
        `With ${[...mended].join(', ') || 'nothing'} mended, the example on the home page breaks ${found.join(', ') || 'no rule'}, not ${left.join(', ') || 'none'}. Change src/components/checked-example.ts.`,
      );
    }
  }
  const { diagnostics } = checkBlueprint(fileWithout(new Set()));
  return mistakes.flatMap((mistake) =>
    diagnostics
      .filter(({ rule }) => rule === mistake)
      .map(({ severity, message }) => ({ rule: mistake, severity, message })),
  );
}

/** How a deploy ends for the old instance, by what decides it. */
export interface Ending {
  hearsSignal: boolean;
  hasDelay: boolean;
  chart: Chart;
  steps: { at: string; text: string }[];
  /** What becomes of a job in hand that takes as long as Sidekiq allows. */
  outcome: string;
}

/** The four endings: with and without the delay, with and without the signal. */
export function endings(): Ending[] {
  return [false, true].flatMap((hearsSignal) =>
    [false, true].map((hasDelay) => {
      const delay = hasDelay ? DELAYS.after : DELAYS.before;
      return { hearsSignal, hasDelay, ...endingOf(hearsSignal, delay) };
    }),
  );
}

function endingOf(
  hearsSignal: boolean,
  delay: number,
): Pick<Ending, 'chart' | 'steps' | 'outcome'> {
  if (hearsSignal && delay > GRACE) {
    return {
      ...shutdownOf({ delay, grace: GRACE, label: 'Sidekiq' }),
      outcome: `A job has ${GRACE} s to end, and goes back to the queue if it does not.`,
    };
  }
  const { chart, steps } = shutdownOf({ delay });
  const kill = { at: `+${delay} s`, text: `SIGKILL. What was in hand is cut off.` };
  if (hearsSignal) {
    return {
      chart,
      steps: [
        ...steps.slice(0, 1),
        { at: '0 s', text: `Sidekiq stops taking jobs and wants ${GRACE} s for those in hand.` },
        kill,
      ],
      outcome: `Sidekiq wants ${GRACE} s and gets ${delay}. Longer jobs are cut off.`,
    };
  }
  const [incoming, old] = chart.rows;
  if (!incoming || !old) throw new Error('a deploy has two instances');
  return {
    chart: {
      ...chart,
      label: `Timeline of a deploy: overlap, then SIGTERM that the worker does not hear, then SIGKILL ${delay} seconds later.`,
      rows: [
        incoming,
        {
          ...old,
          bars: [{ from: chart.from, to: delay, kind: 'live', text: 'takes jobs' }],
        },
      ],
    },
    steps: [
      ...steps.slice(0, 1),
      { at: '0 s', text: 'The shell takes SIGTERM. Sidekiq goes on taking jobs.' },
      kill,
    ],
    outcome: `Sidekiq takes jobs until SIGKILL cuts them off, ${delay} s after a SIGTERM that it did not hear.`,
  };
}
