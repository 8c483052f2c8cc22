import { stringOf, type Tree } from './tree.ts';

/** More than any command holds that a person wrote; patterns that look twice stay fast up to here. */
const MOST = 2_000;

/** The command under a key, cut off where nobody reads on. */
export function commandOf(tree: Tree, key: string): string | undefined {
  return stringOf(tree, key)?.slice(0, MOST);
}

/**
 * The programs that a command line starts, each as its words: split at `&&`, `||`, `;`, `|` and `&`,
 * without quotes and without what stands before the program (variables, `exec`, `bundle exec`).
 */
export function programsOf(command: string): string[][] {
  return command
    .split(/&&|\|\||[;&|]/)
    .map((part) => withoutPrefix(part.replace(/["']/g, ' ').split(/\s+/).filter(Boolean)))
    .filter((words) => words.length > 0);
}

const prefixes = [
  ['exec'],
  ['bundle', 'exec'],
  ['poetry', 'run'],
  ['uv', 'run'],
  ['pipenv', 'run'],
  ['python', '-m'],
  ['python3', '-m'],
  ['sh', '-c'],
  ['bash', '-c'],
  ['/bin/sh', '-c'],
  ['/bin/bash', '-c'],
];

function withoutPrefix(words: string[]): string[] {
  const [first = ''] = words;
  if (/^\w+=/.test(first)) return withoutPrefix(words.slice(1));
  const prefix = prefixes.find((parts) => parts.every((part, index) => words[index] === part));
  return prefix ? withoutPrefix(words.slice(prefix.length)) : words;
}
