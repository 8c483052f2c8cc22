import { type CheckedFence, worse } from '../blueprint/formats/report.ts';
import {
  type Blueprint,
  blueprintSchema,
  type CheckResult,
  checkBlueprint,
  type Diagnostic,
  type Place,
  parseBlueprint,
  type Range,
  type Resource,
  readModel,
  type SchemaVerdict,
  stringOf,
  type Tree,
} from '../blueprint/index.ts';
import { CannotCompose, compose } from '../fences/compose.ts';
import { type Fence, prefixOf, toFile, UnreadableMarkdown } from '../fences/fence.ts';
import { parseMeta } from '../fences/meta.ts';
import { readFences } from '../fences/read.ts';
import { UsageError } from './usage-error.ts';

/** What was found in the fences of one Markdown file, in the file's own places. */
export interface MarkdownResult extends Omit<CheckResult, 'schema'> {
  /** The worst verdict of the fences; null without any. */
  schema: SchemaVerdict | null;
  fences: CheckedFence[];
}

/**
 * Checks the fences of a Markdown file that hold a Blueprint: those that say so, those that are named
 * `render.yaml`, and those that cannot be anything else.
 *
 * @throws {UsageError} if MDX does not parse
 */
export function checkMarkdown(path: string, source: string): MarkdownResult {
  const result: MarkdownResult = { schema: null, diagnostics: [], fences: [] };
  for (const fence of fencesOf(path, source)) {
    const found = checkFence(fence, source);
    if (!found) continue;
    const { line, endLine } = fence;
    result.fences.push({ line, endLine, schema: found.schema });
    result.schema = worse(result.schema, found.schema);
    result.diagnostics.push(...found.diagnostics);
  }
  return result;
}

function fencesOf(path: string, source: string): Fence[] {
  try {
    return readFences(path, source);
  } catch (error) {
    if (!(error instanceof UnreadableMarkdown)) throw error;
    throw new UsageError(`${path}:${error.line}:${error.column} is not MDX: ${error.message}`);
  }
}

function checkFence(fence: Fence, source: string): CheckResult | undefined {
  if (!fence.fenced || !['yaml', 'yml'].includes(fence.language.toLowerCase())) return undefined;
  const meta = parseMeta(fence.meta);
  // Wrong on purpose, or no Blueprint.
  if (meta.has('invalid') || meta.has('other')) return undefined;
  const place = meta.get('fragment');
  if (place !== undefined) return meta.has('in') ? undefined : checkFragment(fence, place, source);
  if (!meta.has('blueprint') && !isBlueprint(fence.code, nameOf(meta, fence.code)))
    return undefined;
  const { schema, diagnostics } = checkBlueprint(fence.code);
  const map = new FenceMap(fence, source);
  return { schema, diagnostics: diagnostics.map((diagnostic) => map.diagnostic(diagnostic)) };
}

/** Without fixes: what the fragment was put into is not in the file. */
function checkFragment(fence: Fence, place: string, source: string): CheckResult | undefined {
  const map = new FenceMap(fence, source);
  const alone = parseBlueprint(fence.code);
  if (alone.diagnostics.length > 0) {
    const diagnostics = alone.diagnostics.map((found) => map.diagnostic(found));
    return { schema: 'yaml-error', diagnostics };
  }
  try {
    const composed = compose(fence.code, place);
    const { schema, diagnostics } = checkBlueprint(composed.text);
    const opening = { line: fence.line, column: fence.column };
    const toRange = ({ start, end }: Range): Range => {
      const from = composed.toFragment(start);
      if (!from) return map.fileRange(opening, opening);
      return map.range({ start: from, end: composed.toFragment(end) ?? from });
    };
    return {
      schema,
      diagnostics: diagnostics.map((found) => ({
        ...found,
        range: toRange(found.range),
        related: found.related.map(({ label, range }) => ({ label, range: toRange(range) })),
        fixes: [],
      })),
    };
  } catch (error) {
    if (error instanceof CannotCompose) return undefined;
    throw error;
  }
}

/** The file name that the fence's meta or its first comment gives. */
function nameOf(meta: Map<string, string>, code: string): string {
  const given = meta.get('title') ?? meta.get('filename') ?? meta.get('file');
  const comment = /^[^\S\n]*#[^\S\n]*(\S+)[^\S\n]*(?:\n|$)/.exec(code)?.[1];
  return (given ?? comment ?? '').replace(/^.*[\\/]/s, '');
}

/**
 * Whether code is a whole Blueprint. Other tools have a list of `services` too, so without a name it
 * must hold what only Render has; with one it may be broken, but not an excerpt.
 */
function isBlueprint(code: string, name: string): boolean {
  const { tree } = parseBlueprint(code);
  const isNamed = /^render(?:\..+)?\.ya?ml$/.test(name);
  if (!tree) return isNamed;
  if (isNamed)
    return keysOf(tree).some((key) => Object.hasOwn(blueprintSchema.properties ?? {}, key));
  const { services, databases }: Blueprint = readModel(tree);
  return (
    services.some(({ node, name }) => name !== '' && stringOf(node, 'type') !== undefined) ||
    (services.length === 0 && databases.some(isRenderDatabase))
  );
}

function keysOf(tree: Tree): string[] {
  return tree.kind === 'mapping' ? tree.entries.map(({ key }) => key) : [];
}

function isRenderDatabase({ node, name }: Resource): boolean {
  const own = ['databaseName', 'postgresMajorVersion', 'ipAllowList', 'readReplicas', 'diskSizeGB'];
  return name !== '' && keysOf(node).some((key) => own.includes(key));
}

/** The way from a fence's code to the file around it. */
class FenceMap {
  readonly #fence: Fence;
  readonly #prefix: string;
  readonly #eol: string;
  /** Offsets at which the lines of the file, and those of the code, begin. */
  readonly #fileStarts: number[];
  readonly #codeStarts: number[];

  constructor(fence: Fence, source: string) {
    this.#fence = fence;
    this.#prefix = prefixOf(fence, source);
    this.#eol = source.includes('\r\n') ? '\r\n' : '\n';
    this.#fileStarts = lineStarts(source);
    this.#codeStarts = lineStarts(fence.code);
  }

  diagnostic(diagnostic: Diagnostic): Diagnostic {
    return {
      ...diagnostic,
      range: this.range(diagnostic.range),
      related: diagnostic.related.map(({ label, range }) => ({ label, range: this.range(range) })),
      fixes: diagnostic.fixes.map((fix) => ({
        ...fix,
        edits: fix.edits.map(({ start, end, text }) => ({
          start: this.#offset(start),
          end: this.#offset(end),
          text: text.replace(/\r?\n/g, this.#eol + this.#prefix),
        })),
      })),
    };
  }

  range({ start, end }: { start: Place; end: Place }): Range {
    return this.fileRange(toFile(this.#fence, start), toFile(this.#fence, end));
  }

  /** Two places of the file itself, with their offsets. */
  fileRange(start: Place, end: Place): Range {
    const withOffset = ({ line, column }: Place) => {
      return { line, column, offset: (this.#fileStarts[line - 1] ?? 0) + column - 1 };
    };
    return { start: withOffset(start), end: withOffset(end) };
  }

  #offset(offset: number): number {
    const line = this.#codeStarts.findLastIndex((start) => start <= offset);
    const column = offset - (this.#codeStarts[line] ?? 0) + 1;
    return this.range({ start: { line: line + 1, column }, end: { line: line + 1, column } }).start
      .offset;
  }
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}
