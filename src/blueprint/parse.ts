import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import type { Diagnostic, Range } from './diagnostic.ts';
import type { Entry, Tree } from './tree.ts';

/** A Blueprint's text, read. `tree` is absent where the text is not one YAML document. */
export interface ParsedBlueprint {
  text: string;
  tree: Tree | undefined;
  diagnostics: Diagnostic[];
  /** Turns offsets into the text (UTF-16 units) into a range with lines and columns. */
  range(start: number, end: number): Range;
}

/** More than any hand-written Blueprint needs, few enough to stop an alias bomb. */
const MAX_ALIAS_USES = 1_000;

/**
 * Reads YAML 1.2 (core schema, merge keys on: what Render's schema verdicts are given on) and keeps
 * every position. Never throws on bad input: what is wrong with it is in `diagnostics`.
 */
export function parseBlueprint(text: string): ParsedBlueprint {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter, merge: true, prettyErrors: false });

  const position = (offset: number) => {
    const clamped = Math.max(0, Math.min(offset, text.length));
    const { line, col } = lineCounter.linePos(clamped);
    return { line: Math.max(1, line), column: Math.max(1, col), offset: clamped };
  };
  const range = (start: number, end: number): Range => ({
    start: position(start),
    end: position(Math.max(start, end)),
  });
  const parsed: ParsedBlueprint = { text, tree: undefined, diagnostics: [], range };

  const document = Array.isArray(documents) ? documents[0] : undefined;
  if (!document || (document.contents === null && document.errors.length === 0)) {
    parsed.diagnostics.push(
      syntaxDiagnostic(range(0, 0), 'The file is empty. A Blueprint is a mapping with `services`.'),
    );
    return parsed;
  }
  if (documents.length > 1) {
    const second = documents[1]?.range?.[0] ?? 0;
    parsed.diagnostics.push(
      syntaxDiagnostic(
        range(second, second),
        'A second YAML document starts here. Render reads one document per file: remove the `---` or put the rest into a file of its own.',
      ),
    );
    return parsed;
  }
  for (const error of document.errors) parsed.diagnostics.push(explain(error, text, range));
  if (parsed.diagnostics.length > 0) return parsed;

  let aliasUses = 0;
  const open = new Set<Node>();

  const build = (node: Node | null, fallback: number): Tree => {
    if (node && isAlias(node)) return buildAlias(node);
    const [start, end] = node?.range ?? [fallback, fallback];
    if (isMap(node)) {
      const entries = buildEntries(node);
      return { kind: 'mapping', entries, flow: node.flow === true, range: range(start, end) };
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => build(item as Node, start));
      return { kind: 'sequence', items, range: range(start, end) };
    }
    const value = isScalar(node) ? node.value : null;
    return {
      kind: 'scalar',
      value: isPlainValue(value) ? value : String(value),
      plain: !isScalar(node) || node.type === undefined || node.type === 'PLAIN',
      range: range(start, end),
    };
  };

  const buildAlias = (alias: Alias): Tree => {
    const [start, end] = alias.range ?? [0, 0];
    const here = range(start, end);
    const target = alias.resolve(document);
    aliasUses += 1;
    if (!target || open.has(target) || aliasUses > MAX_ALIAS_USES) {
      if (aliasUses <= MAX_ALIAS_USES || aliasUses === MAX_ALIAS_USES + 1) {
        const why = !target
          ? `The alias *${alias.source} has no anchor above it.`
          : open.has(target)
            ? `The alias *${alias.source} contains itself.`
            : `The file uses more than ${MAX_ALIAS_USES} aliases. Write the values out.`;
        parsed.diagnostics.push(syntaxDiagnostic(here, why));
      }
      return { kind: 'scalar', value: null, plain: true, range: here };
    }
    open.add(target);
    const built = build(target, start);
    open.delete(target);
    return { ...built, range: here, anchor: built.range };
  };

  const buildEntries = (map: YAMLMap): Entry[] => {
    const own: Entry[] = [];
    const merged: Entry[] = [];
    for (const pair of map.items) {
      const keyNode = pair.key as Node;
      const [start, end] = keyNode.range ?? map.range ?? [0, 0];
      const value = build(pair.value as Node | null, end);
      if (isMergeKey(keyNode)) {
        const sources = value.kind === 'sequence' ? value.items : [value];
        for (const source of sources) {
          if (source.kind === 'mapping') merged.push(...source.entries);
        }
        continue;
      }
      const key = isScalar(keyNode) ? String(keyNode.value) : text.slice(start, end);
      own.push({ key, keyRange: range(start, end), value });
    }
    const known = new Set(own.map((entry) => entry.key));
    for (const entry of merged) {
      if (known.has(entry.key)) continue;
      known.add(entry.key);
      own.push({ ...entry, merged: true });
    }
    return own;
  };

  parsed.tree = build(document.contents, 0);
  return parsed;
}

/** The parser turns a merge key into a symbol and leaves a quoted "<<" a string. */
function isMergeKey(key: Node): boolean {
  return isScalar(key) && typeof key.value === 'symbol' && key.value.description === '<<';
}

function isPlainValue(value: unknown): value is string | number | bigint | boolean | null {
  return value === null || ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}

function syntaxDiagnostic(range: Range, message: string): Diagnostic {
  return { rule: 'yaml-syntax', severity: 'error', message, range, related: [], fixes: [] };
}

/** Turns the parser's error codes into sentences that say what to do. */
function explain(
  error: YAMLError,
  text: string,
  range: (start: number, end: number) => Range,
): Diagnostic {
  const [start, end] = error.pos;
  const here = range(start, Math.min(end, text.length));
  const found = text.slice(start, end).split('\n', 1)[0]?.trim() ?? '';
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^[^\s:]+/.exec(text.slice(start))?.[0] ?? found;
    return {
      rule: 'duplicate-key',
      severity: 'error',
      message: `\`${key}\` is given twice in the same mapping. Keep one.`,
      range: range(start, start + key.length),
      related: [],
      fixes: [],
    };
  }
  const sentences: Partial<Record<string, string>> = {
    TAB_AS_INDENT: 'A tab is used for indentation. YAML allows spaces only.',
    BAD_INDENT:
      'The indentation does not fit the lines above. Keys of one mapping start in one column.',
    BLOCK_AS_IMPLICIT_KEY:
      'A mapping starts inside a value. Quote the value if it contains `: `, or put the mapping on lines of its own.',
    MISSING_CHAR: `${error.message}. A quote or bracket is opened and not closed.`,
    MULTILINE_IMPLICIT_KEY:
      'A key runs over more than one line. A line above lacks its `: ` (write `key: value`, with a space).',
    UNEXPECTED_TOKEN: `\`${found}\` cannot stand here.`,
  };
  return syntaxDiagnostic(here, sentences[error.code] ?? `${error.message}.`);
}
