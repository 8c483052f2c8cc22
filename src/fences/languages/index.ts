import { elixir } from './elixir.ts';
import { go } from './go.ts';
import { json } from './json.ts';
import type { Language } from './language.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import { rust } from './rust.ts';
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
  rust,
  elixir,
  php,
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
