import { type Document, isScalar, visit, type YAMLParseError } from 'yaml';
import type { Diagnostic, Range } from './diagnostic.ts';
import { lineAt } from './edits.ts';
import { type Explanation, fallback, type Place } from './explanation.ts';
import { explainIndentation, explainTab } from './indentation.ts';
import { explainNested, explainNoKey } from './missing-space.ts';
import {
  explainAfterQuote,
  explainOpenBracket,
  explainOpenQuote,
  explainReservedStart,
} from './unclosed.ts';
import { quote } from './wording.ts';

type RangeOf = (start: number, end: number) => Range;

/**
 * Says what is wrong with a text that is not YAML, where it is, and what to write instead. One
 * finding for each line, and none for the echoes of an earlier mistake.
 *
 * @param errors the parser's errors, in the order of the text
 * @param rangeOf turns offsets into the text into a range
 */
export function explainYamlErrors(
  errors: readonly YAMLParseError[],
  document: Document.Parsed,
  text: string,
  rangeOf: RangeOf,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  const lines = new Set<number>();
  for (const error of errors) {
    const [start, end] = error.pos;
    if (error.code === 'DUPLICATE_KEY') {
      found.push(duplicateKey(start, document, text, rangeOf));
      continue;
    }
    const line = lineAt(text, start).start;
    if (lines.has(line)) continue;
    lines.add(line);
    const place = {
      text,
      document,
      message: error.message,
      start,
      end: Math.min(end, text.length),
    };
    const said = explainCharacters(place) ?? explainers[error.code]?.(place) ?? fallback(place);
    const { message, related = [], fixes = [], last } = said;
    const range = rangeOf(said.start, said.end);
    // A mistake that is found again from further down is still one.
    if (found.some((other) => other.range.start.offset === range.start.offset)) continue;
    found.push({
      rule: 'yaml-syntax',
      severity: 'error',
      message,
      range,
      related: related.map((other) => ({
        label: other.label,
        range: rangeOf(other.start, other.end),
      })),
      fixes,
    });
    if (last) break;
  }
  return found;
}

/** What to say of an alias without an anchor: mostly it is text that starts with `*`. */
export function explainAlias(name: string): string {
  return /^[\w-]+$/.test(name)
    ? `The alias \`*${name}\` has no anchor above it. Write \`&${name}\` before the value that it repeats, or quote it if it is text: \`"*${name}"\`.`
    : `A \`*\` at the start makes \`*${name}\` an alias to YAML. Quote it: \`"*${name}"\`.`;
}

/** What to say of a text without any data in it. */
export function explainEmpty(text: string): string {
  return /^\uFEFF?%/m.test(text)
    ? 'A line that starts with `%` is a directive to YAML and no data. A Blueprint needs none: remove it, or quote the key.'
    : 'The file is empty. A Blueprint is a mapping with `services`.';
}

/** What to say where a second document starts. */
export function explainSecondDocument(text: string, at: number): string {
  const mark = text.startsWith('---', at) ? '---' : '...';
  return `A second YAML document starts here. Render reads one document per file: remove the \`${mark}\` ${mark === '---' ? '' : 'above it '}or put the rest into a file of its own.`;
}

const explainers: Partial<Record<YAMLParseError['code'], (place: Place) => Explanation>> = {
  TAB_AS_INDENT: ({ start }) => explainTab(start),
  BAD_INDENT: (place) =>
    /^Flow/.test(place.message)
      ? explainOpenBracket(place)
      : explainIndentation(place.text, place.start),
  BLOCK_AS_IMPLICIT_KEY: (place) => explainNested(place),
  MULTILINE_IMPLICIT_KEY: (place) => explainNoKey(place),
  MISSING_CHAR: (place) => missing(place),
  UNEXPECTED_TOKEN: (place) => unexpected(place),
  BAD_SCALAR_START: (place) => explainReservedStart(place),
  BAD_DQ_ESCAPE: ({ text, start }) => ({
    start,
    end: start + 2,
    message: `${quote(text.slice(start, start + 2))} means nothing in double quotes. Write ${quote(`\\${text.slice(start, start + 2)}`)}, or put the text in single quotes.`,
  }),
  BAD_ALIAS: ({ text, start, end }) => ({
    start,
    end,
    message: `${quote(text.slice(start, end))} stands for an anchor or an alias to YAML, and no name follows. Quote the value.`,
  }),
  ALIAS_PROPS: (place) => ({
    ...fallback(place),
    message: 'An alias repeats a value as it is: no anchor and no tag may stand before it.',
  }),
  TAG_RESOLVE_FAILED: ({ text, start, end }) => ({
    start,
    end,
    message: `${quote(text.slice(start, end))} is a tag to YAML, and nothing defines it. A Blueprint needs no tags: remove it, or quote the value if it is text.`,
  }),
  KEY_OVER_1024_CHARS: (place) => ({
    ...fallback(place),
    message: 'This key is longer than 1,024 characters. Is a `: ` missing, or one too many?',
  }),
  BAD_DIRECTIVE: (place) => ({
    ...fallback(place),
    message:
      'A line that starts with `%` is a directive to YAML. A Blueprint needs none: remove it.',
  }),
  BLOCK_IN_FLOW: (place) => ({
    ...fallback(place),
    message:
      'Inside brackets and braces no indented list or mapping can start. Is a `]` or `}` missing above?',
  }),
};

/** What no code of the parser's names: leftovers of Git and of templates, characters that are none. */
function explainCharacters({ text, start }: Place): Explanation | undefined {
  const line = lineAt(text, start);
  if (text.charCodeAt(line.start) === 0xfeff) line.start += 1;
  const content = text.slice(line.start, line.end);
  if (/^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/.test(content)) {
    return {
      start: line.start,
      end: line.start + 7,
      message:
        'This is the mark of a merge conflict. Keep one of the two sides and remove the marks.',
      last: true,
    };
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const control = content.search(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/);
  if (control >= 0) {
    const code = content.charCodeAt(control).toString(16).toUpperCase().padStart(4, '0');
    const advice = code === '0000' ? ' Is the file saved as UTF-8?' : '';
    const at = line.start + control;
    return {
      start: at,
      end: at + 1,
      message: `The control character U+${code} stands here, and YAML allows none. Remove it.${advice}`,
      last: true,
    };
  }
  const template = /\{%|\{\{/.exec(content);
  if (template && start >= line.start + template.index) {
    const at = line.start + template.index;
    return {
      start: at,
      end: at + 2,
      message: `${quote(template[0])} belongs to a template. Render reads \`render.yaml\` as it is: fill the template in first, or quote the value.`,
      last: true,
    };
  }
  return undefined;
}

function duplicateKey(
  start: number,
  document: Document.Parsed,
  text: string,
  rangeOf: RangeOf,
): Diagnostic {
  let end = start + (/^[^\s:]+/.exec(text.slice(start, start + 200))?.[0].length ?? 1);
  let first: Range | undefined;
  visit(document, {
    Map(_, map) {
      const keys = map.items.map(({ key }) => key).filter((key) => isScalar(key));
      const second = keys.find((key) => key.range?.[0] === start);
      if (!second) return undefined;
      end = second.range?.[1] ?? end;
      const earlier = keys.find(({ value }) => value === second.value)?.range;
      if (earlier) first = rangeOf(earlier[0], earlier[1]);
      return visit.BREAK;
    },
  });
  const range = rangeOf(start, end);
  const line =
    first && first.start.line !== range.start.line ? `, first on line ${first.start.line}` : '';
  return {
    rule: 'duplicate-key',
    severity: 'error',
    message: `${quote(text.slice(start, end))} is given twice in the same mapping${line}. Keep one.`,
    range,
    related: first ? [{ label: 'the first one', range: first }] : [],
    fixes: [],
  };
}

function missing(place: Place): Explanation {
  const { text, message, start } = place;
  if (/^Missing closing/.test(message)) return explainOpenQuote(place);
  if (/^Implicit map keys/.test(message)) return explainNoKey(place);
  if (/^Sequence item/.test(message)) return explainIndentation(text, start);
  if (/^Missing , /.test(message)) {
    return {
      ...fallback(place),
      message: 'A comma is missing between this and what stands before it.',
    };
  }
  if (/^Missing space after :/.test(message)) {
    return { ...fallback(place), message: 'A space is missing between the colon and this value.' };
  }
  if (/^Comments must/.test(message)) {
    return { ...fallback(place), message: 'A comment needs a space before its `#`.' };
  }
  // At the top of a file the parser says this of brackets, too.
  return /end with a/.test(message) ? explainOpenBracket(place) : fallback(place);
}

function unexpected(place: Place): Explanation {
  const { text, document, start, end } = place;
  const found = (text.slice(start, end).split(/\r?\n/, 1)[0] ?? '').trim();
  const line = lineAt(text, start);
  const before = text.slice(line.start, start);
  if (/[|>][-+\d]*\s*$/.test(before) || /^Block scalar header/.test(place.message)) {
    return {
      start,
      end: start + found.length,
      message:
        'Nothing may follow `|` or `>` on its line. The text starts on the next line, indented.',
      last: true,
    };
  }
  if (/^[\]}]$/.test(found)) {
    return {
      start,
      end: start + 1,
      message: `This \`${found}\` closes nothing. Remove it, or quote the value if it is text.`,
      last: true,
    };
  }
  let quoted: [number, number] | undefined;
  visit(document, {
    Scalar(_, { range, type }) {
      if (!range || !type?.startsWith('QUOTE') || range[1] > start) return;
      if (/^[ \t]*$/.test(text.slice(range[1], start))) quoted = [range[0], range[1]];
    },
  });
  if (quoted) return explainAfterQuote(text, quoted, start);
  if (before.trim() === '' && /at node end/.test(place.message)) {
    return { ...explainIndentation(text, start), last: true };
  }
  return {
    start,
    end: start + Math.max(found.length, 1),
    message: found === '' ? `${place.message}.` : `${quote(found)} cannot stand here.`,
    last: true,
  };
}
