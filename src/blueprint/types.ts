import type { Fix } from './diagnostic.ts';
import { replaceValue } from './fixes.ts';
import type { JsonSchema } from './schema/json-schema.ts';
import type { Tree } from './tree.ts';

type Type = NonNullable<JsonSchema['type']>;

/** What each type is called in a message. */
export const typeNames: Record<Type, string> = {
  object: 'a mapping',
  array: 'a list',
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
};

/** Whether a value is of a type of the schema. */
export function isOfType(tree: Tree, type: Type): boolean {
  if (type === 'object') return tree.kind === 'mapping';
  if (type === 'array') return tree.kind === 'sequence';
  if (tree.kind !== 'scalar') return false;
  // As Ajv decides it: infinity (`.inf`) has no remainder either.
  if (type === 'integer') return typeof tree.value === 'number' && isWhole(tree.value);
  return typeof tree.value === type;
}

function isWhole(number: number): boolean {
  return Number.isInteger(number) || Math.abs(number) === Number.POSITIVE_INFINITY;
}

/** What a bare word means to YAML 1.1, if it is a boolean there and text in YAML 1.2. */
export function yaml11Boolean(word: string): 'true' | 'false' | undefined {
  if (/^(?:y|yes|on)$/i.test(word)) return 'true';
  return /^(?:n|no|off)$/i.test(word) ? 'false' : undefined;
}

/** A fix that writes the same value as the type that was wanted, where it is beyond doubt. */
export function retype(tree: Tree, wanted: readonly string[]): Fix | undefined {
  if (tree.kind !== 'scalar') return undefined;
  const { value, range } = tree;
  const text = String(value);
  if (wanted.includes('string')) {
    // 1.10 reads as 1.1 and 0o17 as 15: quote only what is written as it is read.
    const isAsRead =
      typeof value === 'boolean' || range.end.offset - range.start.offset === text.length;
    if (value === null || typeof value === 'string' || !isAsRead) return undefined;
    return replaceValue(`Quote it: \`"${text}"\``, tree, `"${text}"`, true);
  }
  if (typeof value !== 'string') return undefined;
  const meant = wanted.includes('boolean') && tree.plain && yaml11Boolean(value);
  if (meant) return replaceValue(`Write \`${meant}\``, tree, meant, true);
  if (tree.plain) return undefined;
  const isNumber = /^(?:0|[1-9]\d*)$/.test(value);
  const fits =
    (wanted.includes('boolean') && /^(?:true|false)$/.test(value)) ||
    ((wanted.includes('integer') || wanted.includes('number')) && isNumber);
  return fits ? replaceValue(`Write \`${value}\` without quotes`, tree, value, true) : undefined;
}

/** `key:value` without the space is one word to YAML. */
const tight = /^([A-Za-z]\w*):(?=[^\s/])/;

/** What to write where a mapping was wanted and a word with a colon in it stands. */
export function spaceHint(tree: Tree): string {
  const key =
    tree.kind === 'scalar' && typeof tree.value === 'string' && tight.exec(tree.value)?.[1];
  return key ? ` A key needs a space after its colon: \`${key}: …\`.` : '';
}

/** The fix that goes with {@link spaceHint}. */
export function spaceFix(tree: Tree): Fix | undefined {
  if (tree.kind !== 'scalar' || typeof tree.value !== 'string') return undefined;
  const key = tight.exec(tree.value)?.[1];
  if (key === undefined || !tree.plain || tree.anchor) return undefined;
  const at = tree.range.start.offset + `${key}:`.length;
  const edits = [{ start: at, end: at, text: ' ' }];
  return { title: 'Put a space after the colon', safe: true, edits };
}
