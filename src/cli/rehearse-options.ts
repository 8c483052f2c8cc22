import { parseArgs } from 'node:util';
import type { RehearseOptions } from '../rehearsal/rehearse.ts';
import { LONG_JOB } from '../rehearsal/scenarios/scenario.ts';
import { refuseUnknown } from './options.ts';
import { UsageError } from './usage-error.ts';

/** What `rehearse` is asked for: the options of a rehearsal, with scenarios by name. */
export interface RehearseArguments
  extends Omit<RehearseOptions, 'scenarios' | 'probes' | 'watcher'> {
  scenarios: string[];
  logs: string | undefined;
  /** Whether to say what would run, and to run nothing. */
  isDry: boolean;
  json: boolean;
  isQuiet: boolean;
}

const known = {
  service: { type: 'string' },
  scenario: { type: 'string', multiple: true },
  delay: { type: 'string' },
  overlap: { type: 'string' },
  instances: { type: 'string' },
  orders: { type: 'string' },
  seconds: { type: 'string' },
  deploys: { type: 'string' },
  wait: { type: 'string' },
  watch: { type: 'string' },
  overlay: { type: 'string' },
  build: { type: 'string' },
  enqueue: { type: 'string' },
  values: { type: 'string' },
  logs: { type: 'string' },
  set: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean' },
} as const;

/**
 * Reads the command line of `rehearse`.
 *
 * @param argv what follows the command's name
 * @throws {UsageError} for an option that does not exist, or a value that it does not take
 */
export function readRehearseOptions(argv: string[]): RehearseArguments {
  const { positionals, tokens, values } = parseArgs({
    args: argv,
    options: known,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  refuseUnknown(tokens, known);
  if (positionals.length > 1) {
    throw new UsageError(`One Blueprint is rehearsed at a time; ${positionals.length} are given.`);
  }
  const text = (name: keyof typeof known) => values[name] as string | undefined;
  const number = (name: keyof typeof known, least: number, most: number) => {
    const value = text(name);
    if (value === undefined) return undefined;
    if (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most)
      return Number(value);
    throw new UsageError(
      `--${name} is \`${value}\`. Expected a whole number from ${least} to ${most}.`,
    );
  };
  const chosen = (values.scenario as string[] | undefined)?.flatMap((value) => value.split(','));
  return {
    blueprint: positionals[0] ?? 'render.yaml',
    service: text('service'),
    scenarios: chosen ?? ['deploy'],
    delay: number('delay', 1, 300),
    overlap: number('overlap', 0, 600) ?? 5,
    instances: number('instances', 1, 100),
    orders: number('orders', 1, 100_000) ?? 200,
    seconds: number('seconds', 1, 7200) ?? LONG_JOB.seconds,
    deploys: number('deploys', 1, 50) ?? LONG_JOB.deploys,
    wait: number('wait', 1, 7200) ?? 120,
    watch: number('watch', 0, 7200) ?? 2,
    overlay: text('overlay'),
    build: text('build'),
    enqueue: text('enqueue'),
    valuesFile: text('values'),
    logs: text('logs'),
    set: readPairs((values.set as string[] | undefined) ?? []),
    isDry: values['dry-run'] === true,
    json: values.json === true,
    isQuiet: values.quiet === true,
  };
}

/** Reads `KEY=value`. */
function readPairs(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, key, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(pair) ?? [];
      if (key === undefined || value === undefined) {
        throw new UsageError(`--set is \`${pair}\`. Expected KEY=value.`);
      }
      return [key, value];
    }),
  );
}
