import { fieldOf, stringOf } from '../tree.ts';
import type { Rule } from './rule.ts';

const wrappers: { pattern: RegExp; who: string }[] = [
  {
    pattern: /(?:^|[;&|]\s*|\s)npm\s+(?:start|run|exec)\b/,
    who: '`npm` exits at once and orphans',
  },
  { pattern: /(?:^|[;&|]\s*|\s)yarn\s+(?!install\b)\S/, who: '`yarn` exits at once and orphans' },
  {
    pattern: /(?:^|[;&|]\s*|\s)foreman\s+start\b(?!.*(?:\s-t|--timeout))/,
    who: '`foreman` kills after 5 seconds',
  },
  {
    pattern: /(?:^|\s)(?:\/bin\/)?sh\s+-c\s(?![\s\S]*\bexec\s)/,
    who: '`sh -c` without `exec` keeps the signal from',
  },
];

export const signalSwallowed: Rule = {
  id: 'signal-swallowed',
  severity: 'warning',
  summary: 'The start command keeps SIGTERM from the worker.',
  why: 'SIGTERM goes to the process that the start command starts. `npm`, `yarn` and `sh -c` stand in between: the worker never hears it and is killed with its jobs in flight. Start the worker directly, or put `exec` before it.',
  check({ blueprint, report }) {
    for (const { node, type, nameRange } of blueprint.services) {
      if (type !== 'worker') continue;
      for (const field of ['startCommand', 'dockerCommand']) {
        const command = stringOf(node, field);
        const wrapper = command && wrappers.find(({ pattern }) => pattern.test(command));
        if (!wrapper) continue;
        report({
          range: fieldOf(node, field)?.range ?? nameRange,
          message: `On SIGTERM ${wrapper.who} the worker. Start the worker itself, or put \`exec\` before it.`,
        });
      }
    }
  },
};
