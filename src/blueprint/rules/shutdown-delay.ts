import { commandOf } from '../command.ts';
import { addField, replaceValue } from '../fixes.ts';
import { type Blueprint, type Resource, type Variable, variables } from '../model.ts';
import { shutdownDelay as delays } from '../platform/limits.ts';
import { sources } from '../sources.ts';
import { fieldOf, numberOf, rangeAt, stringOf } from '../tree.ts';
import type { Rule } from './rule.ts';

const { default: DEFAULT_DELAY, most: MOST } = delays;

/** Commands that state their own timeout, read as seconds. */
const timeouts: { pattern: RegExp; unit: number; flag: string }[] = [
  { pattern: /\bsidekiq\b.*\s(?:-t\s*|--timeout[ =])(\d+)/, unit: 1, flag: '-t' },
  { pattern: /\bforeman\s+start\b.*\s(?:-t\s*|--timeout[ =])(\d+)/, unit: 1, flag: '-t' },
  { pattern: /\bgood_job\b.*\s--shutdown-timeout[ =](\d+)/, unit: 1, flag: '--shutdown-timeout' },
  {
    pattern: /\bprocrastinate\b.*\s--shutdown-graceful-timeout[ =](\d+)/,
    unit: 1,
    flag: '--shutdown-graceful-timeout',
  },
  {
    pattern: /\bdramatiq\b.*\s--worker-shutdown-timeout[ =](\d+)/,
    unit: 0.001,
    flag: '--worker-shutdown-timeout',
  },
];

/** A flag of your own program says which unit it counts in, as Go's durations do; a bare number does not. */
const ownFlag = /\s(--?shutdown-timeout)[ =]((?:\d+(?:\.\d+)?(?:ms|s|m|h))+)(?=\s|$)/;

/** What the variables of a service are set to, by their names. */
type Settings = Map<Variable['key'], number>;

/** Variables that a framework reads its timeout from, in seconds, if its command starts it. */
const variablesOf: { command: RegExp; key: string }[] = [
  { command: /\bgood_job\b/, key: 'GOOD_JOB_SHUTDOWN_TIMEOUT' },
  { command: /\bresque:work\b/, key: 'RESQUE_TERM_TIMEOUT' },
];

export const shutdownDelay: Rule = {
  id: 'shutdown-delay',
  severity: 'warning',
  summary: 'SIGKILL comes before the framework’s own timeout.',
  why: `The framework hands unfinished jobs back when its own timeout ends. If Render’s \`maxShutdownDelaySeconds\` (${DEFAULT_DELAY} where none is given) is not longer, SIGKILL arrives first and nothing is handed back. Leave 5 seconds or more between them.`,
  sources: [
    sources.deploys,
    sources.spec,
    {
      title:
        'Experiment: SIGTERM and SIGKILL on Sidekiq, GoodJob, Solid Queue, Resque, Asynq, Oban (Valkey 8.0.1, PostgreSQL 15)',
      read: '2026-11-23',
    },
  ],
  check({ blueprint, source, report }) {
    const settings = settingsOf(blueprint);
    for (const service of blueprint.services) {
      const { node, type, name } = service;
      if (type !== 'worker') continue;
      const field = stringOf(node, 'startCommand') === undefined ? 'dockerCommand' : 'startCommand';
      const command = commandOf(node, field);
      if (!command) continue;
      const starts = rangeAt(node, field);
      const delay = numberOf(node, 'maxShutdownDelaySeconds');
      for (const { seconds, flag } of statedBy(command, settings.get(service))) {
        if (seconds < (delay ?? DEFAULT_DELAY)) continue;
        const written = fieldOf(node, 'maxShutdownDelaySeconds');
        const after = delay === undefined ? `${DEFAULT_DELAY} s, the default` : `${delay} s`;
        const advice =
          seconds + 5 > MOST
            ? `${MOST} s are the most there are: set the timeout to ${MOST - 5} or lower.`
            : `Set \`maxShutdownDelaySeconds\` to ${Math.ceil(seconds) + 5} or more, or the timeout lower.`;
        const enough = Math.ceil(seconds) + 5;
        const title = `Set \`maxShutdownDelaySeconds: ${enough}\``;
        const fix = written
          ? replaceValue(title, written, String(enough), true)
          : addField(title, source, node, ['maxShutdownDelaySeconds', String(enough)], field, true);
        report({
          range: written?.range ?? starts,
          message: `\`${name}\` asks for ${seconds} s with \`${flag}\`, and SIGKILL comes after ${after}. ${advice}`,
          related: written ? [{ label: `the timeout of ${seconds} s`, range: starts }] : [],
          fixes: [enough > MOST ? undefined : fix],
        });
      }
    }
  },
};

/** Every timeout that the command states, or a variable that its framework reads. */
function statedBy(
  command: string,
  settings: Settings | undefined,
): { seconds: number; flag: string }[] {
  const found: { seconds: number; flag: string }[] = [];
  for (const { pattern, unit, flag } of timeouts) {
    const number = pattern.exec(command)?.[1];
    if (number !== undefined) found.push({ seconds: Number(number) * unit, flag });
  }
  const [, flag, duration] = ownFlag.exec(command) ?? [];
  if (flag && duration) found.push({ seconds: secondsOf(duration), flag });
  if (found.length > 0) return found;
  return variablesOf.flatMap(({ command: starts, key }) => {
    const seconds = settings?.get(key);
    return seconds !== undefined && starts.test(command) ? [{ seconds, flag: key }] : [];
  });
}

/** The seconds of a Go duration, such as `1m30s`. */
function secondsOf(duration: string): number {
  const units: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600 };
  let seconds = 0;
  for (const [, number, unit = ''] of duration.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    seconds += Number(number) * (units[unit] ?? 0);
  }
  return seconds;
}

/** The numbers that each service sets its variables to. */
function settingsOf(blueprint: Blueprint): Map<Resource, Settings> {
  const found = new Map<Resource, Settings>();
  for (const { owner, key, node } of variables(blueprint)) {
    const value = numberOf(node, 'value') ?? Number(stringOf(node, 'value') ?? Number.NaN);
    if (Number.isNaN(value)) continue;
    const own: Settings = found.get(owner) ?? new Map();
    found.set(owner, own.set(key, value));
  }
  return found;
}
