import { visit } from 'yaml';
import { type Explanation, type Place, valueAt } from './explanation.ts';
import { quote } from './wording.ts';

/** A quote that is opened and not closed: the parser stops at the end of the file. */
export function explainOpenQuote({ text, document, start }: Place): Explanation {
  let open = start;
  visit(document, {
    Scalar(_, { range, type }) {
      if (range && type?.startsWith('QUOTE') && range[0] < start) open = range[0];
    },
  });
  const mark = text[open] === "'" ? "'" : '"';
  return {
    start: open,
    end: open + 1,
    message: `This \`${mark}\` opens a text that is never closed. Put a \`${mark}\` at its end.`,
    last: true,
  };
}

const closers: Record<string, string> = { '[': ']', '{': '}' };

/** A bracket or brace that is not closed, or not by its own kind. */
export function explainOpenBracket({ text, document, start }: Place): Explanation {
  let open = start;
  visit(document, {
    Collection(_, { range, flow }) {
      if (!range || !flow || range[0] >= start) return;
      const closer = closers[text.charAt(range[0])];
      // Among the items of a list `key: value` is a mapping without braces.
      if (closer === undefined) return;
      const isClosed = text[range[1] - 1] === closer && range[1] - 1 > range[0];
      if (!isClosed) open = Math.max(open === start ? 0 : open, range[0]);
    },
  });
  const opener = text.charAt(open);
  const closer = closers[opener] ?? ']';
  const found = text[start] ?? '';
  if (']}'.includes(found) && found !== '' && found !== closer) {
    return {
      start,
      end: start + 1,
      message: `\`${found}\` cannot close the \`${opener}\` that is open here. Write \`${closer}\`.`,
      related: [{ label: `\`${opener}\` is opened here`, start: open, end: open + 1 }],
      last: true,
    };
  }
  return {
    start: open,
    end: open + 1,
    message: `This \`${opener}\` is never closed. Put a \`${closer}\` at its end.`,
    last: true,
  };
}

/** More text behind a closing quote. */
export function explainAfterQuote(
  text: string,
  [open, close]: [number, number],
  start: number,
): Explanation {
  const mark = text[open] === "'" ? "'" : '"';
  const inner = mark === "'" ? "''" : '\\"';
  const isLong = text.slice(open, close).includes('\n');
  return {
    start,
    end: start + valueAt(text, start).length,
    message: isLong
      ? `This follows the end of a text in quotes that starts on an earlier line. Is its closing \`${mark}\` missing there?`
      : `This follows the closing \`${mark}\`. Put the whole value in quotes, and write a \`${mark}\` inside it as \`${inner}\`.`,
    related: [{ label: `the \`${mark}\` that opens the text`, start: open, end: open + 1 }],
    last: true,
  };
}

/** A bare value that starts with a character which YAML keeps for itself. */
export function explainReservedStart({ text, document, start }: Place): Explanation {
  let end = start + valueAt(text, start).length;
  visit(document, {
    Scalar(_, { range }) {
      if (range?.[0] === start) end = range[1];
    },
  });
  const value = text.slice(start, end);
  const sign = value.startsWith('`') ? 'a backtick' : `\`${value.charAt(0)}\``;
  const bare = value.startsWith('`') ? value.replace(/^`|`$/g, '') : value;
  const quoted = JSON.stringify(bare);
  return {
    start,
    end,
    message: `A value without quotes cannot start with ${sign}. Quote it${value.includes('`') ? '' : `: ${quote(quoted)}`}.`,
    fixes: value.includes('\n')
      ? []
      : [{ title: 'Put the value in quotes', safe: true, edits: [{ start, end, text: quoted }] }],
  };
}
