import { commandOf, type Program, programsOf, verbOf } from '../command.ts';
import type { Fix } from '../diagnostic.ts';
import { sources } from '../sources.ts';
import { fieldOf, rangeAt, type Tree } from '../tree.ts';
import type { Rule } from './rule.ts';

/** What stands between the signal and the worker. */
interface Wrapper {
  /** What it does, as the middle of `On SIGTERM … the worker`. */
  does: string;
  advice: string;
}

const shell: Wrapper = {
  does: '`sh -c` without `exec` keeps the signal from',
  advice: 'Put `exec` before the program.',
};
const npm: Wrapper = {
  does: '`npm` exits at once and orphans',
  advice: 'Start the program itself, or put `exec` before it in the package’s script.',
};
const yarn: Wrapper = {
  does: '`yarn` exits at once and orphans',
  advice: 'Start the program itself.',
};
const foreman: Wrapper = {
  does: '`foreman` waits 5 seconds and then kills',
  advice: 'Start the program itself, or give it more time with `-t`.',
};

function wrapperOf({ name, words }: Program): Wrapper | undefined {
  const verb = verbOf(words, /^(?:--prefix|-C|--cwd|-w|--workspace|-f|--procfile)$/) ?? '';
  if (name === 'npm') return /^(?:start|run|run-script|exec|x)$/.test(verb) ? npm : undefined;
  // Without a word `yarn` installs.
  if (name === 'yarn') return verb === '' || verb === 'install' ? undefined : yarn;
  const hasTime = words.some((word) => /^(?:-t\d*|--timeout(?:=.*)?)$/.test(word));
  return name === 'foreman' && verb === 'start' && !hasTime ? foreman : undefined;
}

function swallowerIn(command: string): Wrapper | undefined {
  // Most commands name none of them, and need not be taken apart.
  // Stryker disable next-line ConditionalExpression: it only saves time
  if (!/npm|yarn|foreman|sh\b/.test(command)) return undefined;
  // What comes before the last step has ended by then; `dumb-init` tells every process.
  const told = programsOf(command).filter(
    ({ step, prefixes }) => step !== 'earlier' && !prefixes.includes('dumb-init'),
  );
  for (const program of told) {
    const wrapper = wrapperOf(program);
    if (wrapper) return wrapper;
  }
  const inShell = told.filter(({ prefixes }) => /^(?:da)?sh$/.test(prefixes.find(isShell) ?? ''));
  return inShell.length > 0 && !inShell.some(hasExec) ? shell : undefined;
}

const isShell = (prefix: string) => prefix.endsWith('sh');
/** Whether the shell gives way to it. */
const hasExec = ({ prefixes }: Program) =>
  prefixes.lastIndexOf('exec') > prefixes.findIndex(isShell);

export const signalSwallowed: Rule = {
  id: 'signal-swallowed',
  severity: 'warning',
  summary: 'The start command keeps SIGTERM from the worker.',
  why: 'SIGTERM goes to the process that the start command starts. `npm`, `yarn` and `sh -c` stand in between: the worker never hears it and is killed with its jobs in flight. Start the worker directly, or put `exec` before it: behind `sh -c`, or in the package’s script.',
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
    for (const { node, type } of blueprint.services) {
      if (type !== 'worker') continue;
      for (const field of ['startCommand', 'dockerCommand']) {
        const command = commandOf(node, field);
        const wrapper = command === undefined ? undefined : swallowerIn(command);
        if (!wrapper) continue;
        const written = fieldOf(node, field) ?? node;
        report({
          range: rangeAt(node, field),
          message: `On SIGTERM ${wrapper.does} the worker. ${wrapper.advice}`,
          fixes: [wrapper === shell ? putExec(written, source) : undefined],
        });
      }
    }
  },
};

/** The whole command is `sh -c` and one program: no builtin, no variables before it, no second one. */
const oneProgram =
  /^((?:\/bin\/)?(?:ba)?sh\s+-c\s+(["']))(?!cd\b|export\b|source\b|\.\s)[\w./-]+(?:\s[^;&|<>()$`\\"'\n]*)?\2$/;

/** Puts `exec` before the program where that changes nothing else; in quotes or behind an alias it stands otherwise. */
function putExec(command: Tree, source: string): Fix | undefined {
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
