import { stringOf, type Tree } from './tree.ts';

/** More than any command holds that a person wrote; patterns that look twice stay fast up to here. */
const MOST = 2_000;

/** The command under a key, on one line where a backslash joins lines, cut off where nobody reads on. */
export function commandOf(tree: Tree, key: string): string | undefined {
  return stringOf(tree, key)
    ?.slice(0, MOST)
    .replace(/\\\r?\n/g, ' ');
}

/** A program that a command line starts. */
export interface Program {
  /** Its file's name, without the folder. */
  name: string;
  /** What follows the name, without quotes. */
  words: string[];
  /** Which step of the command it is; those before the last one have ended when the service is stopped. */
  step: 'earlier' | 'last' | 'background';
  /** What stands before it (`exec`, `bundle`, `sh`) and gives way to it or stays above it. */
  prefixes: string[];
}

/**
 * The programs that a command line starts, those in the script of `sh -c` included, without what
 * stands before each: variables, `exec`, `bundle exec`.
 */
export function programsOf(command: string): Program[] {
  return stepsOf(command).flatMap(({ text, step }): Program[] => {
    const { words, prefixes } = withoutPrefixes(wordsOf(text));
    const [path, ...rest] = words;
    if (path === undefined) return [];
    const name = path.slice(path.lastIndexOf('/') + 1);
    const script = /^(?:ba|da)?sh$/.test(name) ? scriptIn(rest) : undefined;
    if (script === undefined) return [{ name, words: rest, step, prefixes }];
    return programsOf(script).map((inner) => ({
      ...inner,
      step: step === 'last' ? inner.step : step,
      prefixes: [...prefixes, name, ...inner.prefixes],
    }));
  });
}

/** Whether a command starts a program of a framework that keeps its jobs in Redis or AMQP. */
export function usesBroker(command: string): boolean {
  // Most commands name none of them, and need not be taken apart.
  if (!/celery|sidekiq|dramatiq|arq|rq|huey|resque/.test(command)) return false;
  return programsOf(command).some(
    ({ name, words }) =>
      /^(?:celery|sidekiq|dramatiq|arq|rq|rqworker|huey_consumer(?:\.py)?)$/.test(name) ||
      (name === 'rake' && words.some((word) => word.startsWith('resque:'))),
  );
}

/** The first word that is neither an option nor the value of one of those that take the next word. */
export function verbOf(words: readonly string[], valued: RegExp): string | undefined {
  return words.find((word, index) => !word.startsWith('-') && !valued.test(words[index - 1] ?? ''));
}

/** Options of `celery` itself that take the next word. */
export const celeryValued =
  /^(?:-A|--app|-b|--broker|--result-backend|--loader|--config|--workdir)$/;

/** Splits at what stands between commands, outside of quotes. A pipe and `||` are within one step. */
function stepsOf(command: string): { text: string; step: Program['step'] }[] {
  const steps: { parts: string[]; background: boolean }[] = [];
  let parts = [''];
  const end = (background: boolean) => {
    if (parts.some((part) => part.trim() !== '')) steps.push({ parts, background });
    parts = [''];
  };
  const tokens = /"(?:\\[\s\S]|[^"\\])*"|'[^']*'|\\[\s\S]|&&|\|\||[<>]&|&>|[^"'\\&|;\n<>]+|[\s\S]/g;
  for (const [token] of command.matchAll(tokens)) {
    if (token === '&&' || token === ';' || token === '\n') end(false);
    else if (token === '&') end(true);
    else if (token === '|' || token === '||') parts.push('');
    else parts.push(`${parts.pop()}${token}`);
  }
  end(false);
  return steps.flatMap(({ parts, background }, index) => {
    const isLast = index === steps.length - 1;
    const step = background ? 'background' : isLast ? 'last' : 'earlier';
    return parts.map((text) => ({ text, step }) as const);
  });
}

function wordsOf(text: string): string[] {
  const words = text.match(/(?:"(?:\\[\s\S]|[^"\\])*"|'[^']*'|\S)+/g) ?? [];
  return words.map((word) =>
    word.replace(
      /"((?:\\[\s\S]|[^"\\])*)"|'([^']*)'/g,
      (_, double: string | undefined, single: string | undefined) =>
        single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? '',
    ),
  );
}

/** The script that a shell is given with `-c`, which may stand among other letters. */
function scriptIn(words: readonly string[]): string | undefined {
  const index = words.findIndex((word) => /^-[a-z]*c$/.test(word));
  return index >= 0 && words.slice(0, index).every((word) => word.startsWith('-'))
    ? words[index + 1]
    : undefined;
}

/** Commands that start the program after them, and which of their options take the next word. */
const starters: { words: string[]; valued?: RegExp }[] = [
  { words: ['exec'], valued: /^-a$/ },
  { words: ['nohup'] },
  { words: ['env'], valued: /^-u$/ },
  { words: ['nice'], valued: /^(?:-n|--adjustment)$/ },
  { words: ['dumb-init'], valued: /^(?:-r|--rewrite)$/ },
  { words: ['tini'], valued: /^-[pe]$/ },
  { words: ['bundle', 'exec'], valued: /^--gemfile$/ },
  { words: ['poetry', 'run'] },
  { words: ['pipenv', 'run'] },
  { words: ['uv', 'run'], valued: /^(?:-p|--(?:env-file|extra|group|package|python|with))$/ },
  { words: ['python', '-m'] },
  { words: ['python3', '-m'] },
  { words: ['ddtrace-run'] },
  { words: ['opentelemetry-instrument'], valued: /^--[^=]+$/ },
  { words: ['newrelic-admin', 'run-program'] },
];

function withoutPrefixes(words: readonly string[]): { words: string[]; prefixes: string[] } {
  const rest = [...words];
  const prefixes: string[] = [];
  while (rest.length > 0) {
    if (/^\w+=/.test(rest[0] ?? '')) {
      rest.shift();
      continue;
    }
    const starter = starters.find(({ words }) =>
      words.every((word, index) => rest[index] === word),
    );
    if (!starter) break;
    prefixes.push(...rest.splice(0, starter.words.length).slice(0, 1));
    while (rest[0]?.startsWith('-')) {
      const option = rest.shift() ?? '';
      if (option === '--') break;
      if (starter.valued?.test(option)) rest.shift();
    }
  }
  return { words: rest, prefixes };
}
