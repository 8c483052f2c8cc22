import { closest, distance } from 'fastest-levenshtein';
import { concealSecrets } from './secrets.ts';
import { entryOf, type Tree } from './tree.ts';

/** The allowed value that is close enough to be what was meant: a third of it may differ. */
export function nearest(value: unknown, allowed: readonly string[]): string | undefined {
  if (typeof value !== 'string' || allowed.length === 0) return undefined;
  const near = closest(value.toLowerCase(), [...allowed]);
  const limit = Math.max(1, value.length / 3);
  return distance(value.toLowerCase(), near.toLowerCase()) <= limit ? near : undefined;
}

/** Whether a field is there, or a misspelt one that the schema's finding is about. */
export function isMeant(tree: Tree, field: string): boolean {
  if (entryOf(tree, field)) return true;
  return (
    tree.kind === 'mapping' && tree.entries.some(({ key }) => nearest(key, [field]) !== undefined)
  );
}

/** ` Did you mean …?`, or nothing. */
export function didYouMean(near: string | undefined): string {
  return near === undefined ? '' : ` Did you mean \`${near}\`?`;
}

/** `Expected one of …` with every allowed value. */
export function expected(allowed: readonly string[]): string {
  const names = allowed.map((value) => `\`${value}\``);
  return allowed.length === 1 ? `Expected ${names[0]}.` : `Expected one of ${names.join(', ')}.`;
}

/** A value as a message quotes it. */
export function show(tree: Tree): string {
  if (tree.kind !== 'scalar') return tree.kind === 'mapping' ? 'A mapping' : 'A list';
  return tree.value === null ? 'An empty value' : quote(String(tree.value));
}

/**
 * Text as a message quotes it: on one line, at most 60 characters, control characters spelt out, a
 * secret as dots.
 */
export function quote(text: string): string {
  // Before it is cut, since half a secret has another shape. No secret is a thousand characters long.
  const shown = concealSecrets(text.slice(0, 1_000));
  const short = shown.length > 60 ? `${shown.slice(0, 59)}…` : shown;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is spelt out
  const printable = short.replace(/[\0-\x1f\x7f-\x9f]+/g, (run) =>
    /^\s+$/.test(run) ? ' ' : JSON.stringify(run).slice(1, -1),
  );
  return `\`${printable}\``;
}

/** What kind of value stands there, as the end of a sentence. */
export function kindOf(tree: Tree): string {
  if (tree.kind === 'mapping') return 'this is a mapping';
  if (tree.kind === 'sequence') return 'this is a list';
  if (tree.value === null) return 'this is empty';
  const isQuoted = typeof tree.value === 'string' && !tree.plain;
  const shown = isQuoted ? quote(`"${tree.value}"`) : show(tree);
  return `${shown} is a ${typeof tree.value}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
