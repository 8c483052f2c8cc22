import { type CST, Parser } from 'yaml';
import type { Diagnostic, Fix, Range } from './diagnostic.ts';
import { removeComment } from './fixes.ts';

/** What the comments that turn rules off can be wrong about. */
export const ignoreRules = {
  'invalid-ignore': 'A comment that turns a rule off and cannot be read, or gives no reason.',
  'unused-ignore': 'A comment that turns a rule off where it finds nothing.',
} as const;

interface Ignore {
  rules: string[];
  /** The 1-based line whose findings it is about. */
  line: number;
  range: Range;
}

const MARK = 'render-workers:';
const FORM = '`# render-workers: ignore[rule-id] reason`';

/**
 * Takes out the diagnostics that a comment `# render-workers: ignore[rule-id] reason` is about: one at
 * the end of a line speaks of that line, one on a line of its own of the next line that is no comment.
 * An ignore that is unknown, unreasoned or unused is a finding itself.
 *
 * @param known the ids of all rules
 * @param rangeOf turns offsets into a range
 */
export function applyIgnores(
  source: string,
  diagnostics: Diagnostic[],
  known: ReadonlySet<string>,
  rangeOf: (start: number, end: number) => Range,
): Diagnostic[] {
  if (!source.includes(MARK)) return diagnostics;
  const found: Diagnostic[] = [];
  const report = (
    rule: keyof typeof ignoreRules,
    range: Range,
    message: string,
    fixes: Fix[] = [],
  ) => found.push({ rule, severity: 'warning', message, range, related: [], fixes });

  const ignores: Ignore[] = [];
  const lines = source.split(/\r?\n/);
  const nextContent = linesOfContent(lines);
  for (const { offset, text } of comments(source)) {
    const body = text.replace(/^#\s*/, '');
    if (!body.startsWith(MARK)) continue;
    const range = rangeOf(offset, offset + text.trimEnd().length);
    const [, ids, reason] =
      /^ignore\[([^\]]*)\]\s*(.*)$/.exec(body.slice(MARK.length).trim()) ?? [];
    const rules = (ids ?? '')
      .split(',')
      .map((id) => id.trim())
      .filter(Boolean);
    if (rules.length === 0) {
      report('invalid-ignore', range, `This comment is not of the form ${FORM}.`);
      continue;
    }
    const strangers = rules.filter((id) => !known.has(id));
    if (strangers.length > 0) {
      const names = strangers.map((id) => `\`${id}\``).join(', ');
      report('invalid-ignore', range, `There is no rule ${names}.`);
      continue;
    }
    if (!reason) {
      report('invalid-ignore', range, `This ignore gives no reason. Write ${FORM}.`);
      continue;
    }
    const own = range.start.line;
    const isAlone = (lines[own - 1] ?? '').trimStart().startsWith('#');
    const line = isAlone ? (nextContent[own] ?? lines.length + 1) : own;
    ignores.push({ rules, line, range });
  }

  const byPlace = new Map<string, number>();
  for (const [index, { rules, line }] of ignores.entries()) {
    for (const rule of rules) {
      const place = `${line} ${rule}`;
      if (!byPlace.has(place)) byPlace.set(place, index);
    }
  }
  const used = new Set<string>();
  const kept = diagnostics.filter(({ rule, range }) => {
    const at = byPlace.get(`${range.start.line} ${rule}`);
    if (at !== undefined) used.add(`${at} ${rule}`);
    return at === undefined;
  });
  for (const [index, { rules, range, line }] of ignores.entries()) {
    for (const rule of rules) {
      if (used.has(`${index} ${rule}`)) continue;
      report(
        'unused-ignore',
        range,
        `\`${rule}\` finds nothing on line ${line}. Remove the ignore.`,
        rules.length === 1 ? [removeComment('Remove the ignore', source, range)] : [],
      );
    }
  }
  return [...kept, ...found];
}

/** For each line (from 0), the 1-based number of the first one from there on that is no comment. */
function linesOfContent(lines: readonly string[]): number[] {
  const numbers: number[] = [];
  let next = lines.length + 1;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    if (!/^\s*(?:#|$)/.test(lines[index] ?? '')) next = index + 1;
    numbers[index] = next;
  }
  return numbers;
}

/** Every comment of the text, told from a `#` in a string by the parser. */
function comments(source: string): { offset: number; text: string }[] {
  const found: { offset: number; text: string }[] = [];
  const visit = (token: CST.Token | CST.SourceToken) => {
    if (token.type === 'comment') found.push({ offset: token.offset, text: token.source });
    const { start, sep, end, key, value, items, props } = token as unknown as Record<
      string,
      unknown
    >;
    for (const part of [start, sep, end, props, items]) {
      if (Array.isArray(part)) for (const inner of part) visit(inner as CST.Token);
    }
    for (const part of [key, value]) {
      if (part && typeof part === 'object') visit(part as CST.Token);
    }
  };
  for (const token of new Parser().parse(source)) visit(token);
  return found.sort((a, b) => a.offset - b.offset);
}
