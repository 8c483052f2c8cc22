import { Composer, type CST, type Document, Lexer, Parser, type YAMLParseError } from 'yaml';
import { buildTree } from './build.ts';
import type { Diagnostic, Range } from './diagnostic.ts';
import { limits } from './limits.ts';
import { Lines } from './lines.ts';
import { readQuickly } from './quick.ts';
import type { Tree } from './tree.ts';
import { explainEmpty, explainSecondDocument, explainYamlErrors } from './yaml-errors.ts';

/** A Blueprint's text, read. `tree` is absent where the text is not one YAML document. */
export interface ParsedBlueprint {
  text: string;
  tree: Tree | undefined;
  diagnostics: Diagnostic[];
  /** Turns offsets into the text (UTF-16 units) into a range with lines and columns. */
  range(start: number, end: number): Range;
}

/**
 * Reads YAML 1.2 (core schema, merge keys on: what Render's schema verdicts are given on) and keeps
 * every position. Never throws on bad input: what is wrong with it is in `diagnostics`, and so is
 * that it is over one of the {@link limits}.
 */
export function parseBlueprint(text: string): ParsedBlueprint {
  const lines = new Lines(text);
  const tooLarge = overLimit(text, lines);
  if (tooLarge) return refuse(text, lines, tooLarge.at, tooLarge.message);
  const tree = readQuickly(text, lines);
  if (!tree) return readFully(text, lines);
  return { text, tree, diagnostics: [], range: (start, end) => lines.range(start, end) };
}

/** Reads any text that is within the limits of size, and explains what is wrong with it. */
export function readFully(text: string, lines: Lines): ParsedBlueprint {
  const { documents, tooDeep } = readDocuments(text);
  if (tooDeep !== undefined) {
    return refuse(
      text,
      lines,
      tooDeep,
      `Mappings and lists are nested more than ${limits.depth} deep here. A Blueprint needs no more than a dozen levels: look for brackets or dashes that are repeated.`,
    );
  }
  const [document, second] = documents;
  if (!document) {
    return refuse(text, lines, 0, explainEmpty(text));
  }
  if (second) {
    return refuse(text, lines, second.range[0], explainSecondDocument(text, second.range[0]));
  }
  const range = (start: number, end: number): Range => lines.range(start, end);
  if (document.errors.length > 0) {
    const diagnostics = explainYamlErrors(first(document.errors), document, text, range);
    return { text, tree: undefined, diagnostics, range };
  }
  const { tree, duplicates, problems } = buildTree(document, text, lines);
  const diagnostics = [
    ...explainYamlErrors(first(duplicates), document, text, range),
    ...problems
      .slice(0, limits.syntaxErrors)
      .map(({ range, message }) => syntaxDiagnostic(range, message)),
  ];
  return { text, tree, diagnostics, range };
}

function refuse(text: string, lines: Lines, at: number, message: string): ParsedBlueprint {
  return {
    text,
    tree: undefined,
    diagnostics: [syntaxDiagnostic(lines.range(at, at), message)],
    range: (start, end) => lines.range(start, end),
  };
}

/** What makes a text too large to be read at all. */
function overLimit(text: string, lines: Lines): { at: number; message: string } | undefined {
  const remedy = 'Split it into several Blueprints.';
  if (text.length > limits.characters) {
    const message = `The file has ${text.length} characters; at most ${limits.characters} are read. ${remedy}`;
    return { at: 0, message };
  }
  if (lines.count > limits.lines) {
    const message = `The file has ${lines.count} lines; at most ${limits.lines} are read. ${remedy}`;
    return { at: 0, message };
  }
  const at = lines.firstLongerThan(limits.lineLength);
  if (at === undefined) return undefined;
  const message = `This line has more than ${limits.lineLength} characters, which is more than is read. Put long values into a file of their own.`;
  return { at, message };
}

/**
 * Takes the parser's stages one by one, because only between them can a text be stopped that is nested
 * deeper than the call stack: the later stages recurse.
 */
function readDocuments(text: string): {
  documents: Document.Parsed[];
  /** The offset of the first token that is nested too deep. */
  tooDeep: number | undefined;
} {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    const { offset } = parser;
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (isTooDeep(parser.stack)) return { documents: [], tooDeep: offset };
  }
  tokens.push(...parser.end());
  // The library compares each key with every other; the tree's builder finds duplicates in one pass.
  const composer = new Composer({ merge: true, uniqueKeys: false, prettyErrors: false });
  return { documents: [...composer.compose(tokens)], tooDeep: undefined };
}

function isTooDeep(stack: readonly CST.Token[]): boolean {
  // The document is on the stack, too, and a scalar while it is read.
  if (stack.length <= limits.depth + 1) return false;
  const top = stack.at(-1);
  return stack.length > limits.depth + 2 || (top !== undefined && 'items' in top);
}

/** The first errors in the order of the text: one mistake in a large file can echo in every line. */
function first(errors: readonly YAMLParseError[]): YAMLParseError[] {
  return errors.toSorted((a, b) => a.pos[0] - b.pos[0]).slice(0, limits.syntaxErrors);
}

function syntaxDiagnostic(range: Range, message: string): Diagnostic {
  return { rule: 'yaml-syntax', severity: 'error', message, range, related: [], fixes: [] };
}
