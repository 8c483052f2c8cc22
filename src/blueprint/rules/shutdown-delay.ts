import { fieldOf, numberOf, stringOf } from '../tree.ts';
import type { Rule } from './rule.ts';

const DEFAULT_DELAY = 30;

/** Start commands that state their own timeout, read as seconds. */
const timeouts: { pattern: RegExp; unit: number; flag: string }[] = [
  { pattern: /\bsidekiq\b.*\s(?:-t\s*|--timeout[ =])(\d+)/, unit: 1, flag: '-t' },
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

export const shutdownDelay: Rule = {
  id: 'shutdown-delay',
  severity: 'warning',
  summary: 'SIGKILL comes before the framework’s own timeout.',
  why: 'The framework hands unfinished jobs back when its own timeout ends. If Render’s `maxShutdownDelaySeconds` (30 where none is given) is not longer, SIGKILL arrives first and nothing is handed back. Leave 5 seconds or more between them.',
  check({ blueprint, report }) {
    for (const { node, type, name, nameRange } of blueprint.services) {
      const command = stringOf(node, 'startCommand');
      if (type !== 'worker' || !command) continue;
      const delay = numberOf(node, 'maxShutdownDelaySeconds');
      for (const { pattern, unit, flag } of timeouts) {
        const seconds = Number(pattern.exec(command)?.[1] ?? 0) * unit;
        if (seconds < (delay ?? DEFAULT_DELAY)) continue;
        const written = fieldOf(node, 'maxShutdownDelaySeconds');
        report({
          range: written?.range ?? fieldOf(node, 'startCommand')?.range ?? nameRange,
          message: `\`${name}\` asks for ${seconds} s with \`${flag}\`, and SIGKILL comes after ${delay ?? `${DEFAULT_DELAY} s, the default`}${delay === undefined ? '' : ' s'}. Set \`maxShutdownDelaySeconds\` to ${Math.min(300, seconds + 5)} or more, or the timeout lower.`,
        });
      }
    }
  },
};
