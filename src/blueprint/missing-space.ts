import { lineAt } from './edits.ts';
import { type Explanation, fallback, type Place, valueAt } from './explanation.ts';
import { explainIndentation } from './indentation.ts';
import { quote } from './wording.ts';

/** A mapping or list where only a value can stand. */
export function explainNested(place: Place): Explanation {
  const { text, start } = place;
  const line = lineAt(text, start);
  const content = text.slice(line.start, line.end);
  if (/^\s*-(?:\s|$)/.test(content.slice(start - line.start)) && /^\s*-/.test(content)) {
    return explainIndentation(text, start);
  }
  const stuck = stuckDash(text, line.start);
  if (stuck) return stuck;
  const value = valueAt(text, start);
  if (/:(?:\s|$)/.test(value)) {
    const quoted = value.includes("'") ? JSON.stringify(value) : `'${value}'`;
    const end = start + value.length;
    return {
      start,
      end,
      message:
        'The `: ` in this value starts another mapping to YAML. Put the whole value in quotes.',
      fixes: [
        { title: 'Put the value in quotes', safe: false, edits: [{ start, end, text: quoted }] },
      ],
    };
  }
  const next = nextContent(text, line.end);
  return next === undefined ? fallback(place) : explainIndentation(text, next);
}

/** Words where a `key: value` has to stand. */
export function explainNoKey({ text, start, end }: Place): Explanation {
  const lines = text.slice(start, Math.max(end, start + 1)).split('\n');
  // The last line is the one that the parser found its colon in.
  const candidates = lines.length > 1 ? lines.slice(0, -1) : lines;
  let offset = start;
  for (const line of candidates) {
    const tight = /^(\s*(?:-\s+)*)([A-Za-z_][\w.-]*):(?=[^\s/])/.exec(line);
    if (tight) return missingSpace(offset, tight[1] ?? '', tight[2] ?? '', line.trim());
    offset += line.length + 1;
  }
  const stuck = stuckDash(text, lineAt(text, start).start);
  if (stuck) return stuck;
  const word = (lines[0] ?? '').trim();
  const isKey = /^[A-Za-z_][\w.-]*$/.test(word);
  const lineEnd = start + word.length;
  return {
    start,
    end: lineEnd,
    message: isKey
      ? `${quote(word)} has no colon, and a key needs one. Write \`${word}: \` and its value.`
      : `${quote(word)} is no \`key: value\`. If it goes on with the line above, indent it; if it is a list item, put \`- \` before it.`,
  };
}

function missingSpace(lineStart: number, before: string, key: string, line: string): Explanation {
  const colon = lineStart + before.length + key.length;
  const spaced = line.replace(/:(?=\S)/, ': ');
  return {
    start: colon,
    end: colon + 1,
    message: `A space is missing after this colon, so YAML sees no key. Write ${quote(spaced)}.`,
    fixes: [
      {
        title: 'Put a space after the colon',
        safe: true,
        edits: [{ start: colon + 1, end: colon + 1, text: ' ' }],
      },
    ],
  };
}

/** `-key: value`, without the space that makes it a list item. */
function stuckDash(text: string, lineStart: number): Explanation | undefined {
  const line = text.slice(lineStart, lineAt(text, lineStart).end);
  const stuck = /^(\s*)-(?=[A-Za-z_][\w.-]*:\s)/.exec(line);
  if (!stuck) return undefined;
  const start = lineStart + (stuck[1]?.length ?? 0);
  return {
    start,
    end: start + 1,
    message: `A space is missing after this dash, so YAML sees no list item. Write ${quote(line.trim().replace('-', '- '))}.`,
    fixes: [
      {
        title: 'Put a space after the dash',
        safe: true,
        edits: [{ start: start + 1, end: start + 1, text: ' ' }],
      },
    ],
  };
}

/** The first place after an offset that is neither blank nor in a comment. */
function nextContent(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at = lineAt(text, at).end + 1) {
    const line = lineAt(text, at);
    const content = text.slice(at, line.end);
    const first = content.search(/\S/);
    if (first >= 0 && content[first] !== '#') return at + first;
  }
  return undefined;
}
