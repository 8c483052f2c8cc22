import type { Fix } from '../diagnostic.ts';
import { fieldOf, stringOf, type Tree } from '../tree.ts';
import type { Rule } from './rule.ts';
import { sources } from './sources.ts';

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
  sources: [
    sources.deploys,
    {
      title: 'Experiment: start command wrappers on Debian 12, in the foreground and as PID 1',
      read: '2026-11-23',
    },
    {
      title: 'sidekiq/sidekiq issue 6711: shell scripts without exec',
      url: 'https://github.com/sidekiq/sidekiq/issues/6711',
      read: '2026-11-23',
    },
  ],
  check({ blueprint, source, report }) {
    for (const { node, type, nameRange } of blueprint.services) {
      if (type !== 'worker') continue;
      for (const field of ['startCommand', 'dockerCommand']) {
        const command = stringOf(node, field);
        const wrapper = command && wrappers.find(({ pattern }) => pattern.test(command));
        if (!wrapper) continue;
        const written = fieldOf(node, field);
        report({
          range: written?.range ?? nameRange,
          message: `On SIGTERM ${wrapper.who} the worker. Start the worker itself, or put \`exec\` before it.`,
          fixes: [putExec(written, source)],
        });
      }
    }
  },
};

/** The whole command is `sh -c` and one program: no builtin, no variables before it, no second one. */
const oneProgram =
  /^((?:\/bin\/)?(?:ba)?sh\s+-c\s+(["']))(?!cd\b|export\b|source\b|\.\s)[\w./-]+(?:\s[^;&|<>()$`\\"'\n]*)?\2$/;

/** Puts `exec` before the program where that changes nothing else. */
function putExec(command: Tree | undefined, source: string): Fix | undefined {
  if (command?.kind !== 'scalar' || command.anchor || !command.plain) return undefined;
  const { start, end } = command.range;
  const prefix = oneProgram.exec(source.slice(start.offset, end.offset))?.[1];
  if (prefix === undefined) return undefined;
  const at = start.offset + prefix.length;
  return {
    title: 'Put `exec` before the program',
    safe: true,
    edits: [{ start: at, end: at, text: 'exec ' }],
  };
}
