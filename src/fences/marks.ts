/** One option of a fence's meta: a key with a value, a value alone, or a word. */
const option =
  /(?:([A-Za-z][\w-]*)=)?(?:"([^"]*)"|'([^']*)'|(\{[^}]*\}|\/(?:\\.|[^/\s])+\/))|(\S+)/g;

/** What the site's highlighter takes for marks, whether it is a text, a line or a pattern. */
const keys = new Set(['mark', 'ins', 'del', 'add', 'rem']);

/** A part of the code that a fence points at. */
export interface Mark {
  /** As it stands in the meta. */
  written: string;
  /** The text to mark; absent where the mark is in another form than `mark="text"`. */
  text: string | undefined;
}

/** Every mark of a fence's meta, in order. */
export function marksOf(meta: string): Mark[] {
  return [...meta.matchAll(option)].flatMap((match) => {
    if (!isMark(match)) return [];
    const [written, key, double, single] = match;
    return [{ written, text: key === 'mark' ? double || single || undefined : undefined }];
  });
}

/** The meta as it is without its marks, which are for the eye alone. */
export function withoutMarks(meta: string): string {
  let kept = '';
  let at = 0;
  for (const match of meta.matchAll(option)) {
    if (!isMark(match)) continue;
    kept += meta.slice(at, match.index).trimEnd();
    at = match.index + match[0].length;
  }
  return kept + meta.slice(at);
}

function isMark([, key, double, single, other, word]: RegExpExecArray): boolean {
  if (word !== undefined) return keys.has(word.split('=', 1)[0] ?? '') && word.includes('=');
  return key === undefined ? (double ?? single ?? other) !== undefined : keys.has(key);
}
