import { elixir } from './elixir.ts';
import { go } from './go.ts';
import { json } from './json.ts';
import type { Language } from './language.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import { shell } from './shell.ts';
import { javascript, typescript } from './typescript.ts';

/** The languages whose fences are parsed. */
export const languages: readonly Language[] = [
  json,
  typescript,
  javascript,
  shell,
  python,
  ruby,
  go,
  elixir,
];

/** Languages that a fence may name without being parsed: no parser of ours reads them. */
export const unparsed: readonly string[] = [
  'text',
  'sql',
  'dockerfile',
  'toml',
  'ini',
  'diff',
  'html',
  'md',
  'mdx',
  'astro',
];

/** The language that a fence's first word means. */
export function languageOf(word: string): Language | undefined {
  return languages.find(({ aliases }) => aliases.includes(word));
}
