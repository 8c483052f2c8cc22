import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { transformSync } from 'esbuild';

/** How many there are, and how many of them ran. */
export interface Share {
  total: number;
  ran: number;
}

/** A stretch of a file that never ran. */
export interface Gap {
  /** From 1. */
  line: number;
  column: number;
  kind: 'lines' | 'branch';
  /** The last line of it. */
  last: number;
  /** Its text, cut after its first line. */
  text: string;
}

/** What ran of a file. */
export interface FileCoverage {
  /** From the project's root, with forward slashes. */
  path: string;
  lines: Share;
  /**
   * Blocks that V8 counts apart: bodies, the ways of a condition, what follows `??`, `&&` and `||`. An
   * `else` that is not written is none of them.
   */
  branches: Share;
  functions: Share;
  gaps: Gap[];
}

interface Position {
  line: number;
  column: number;
}

/** A file in c8's `json` report, as far as it is read here. */
interface IstanbulFile {
  path: string;
  /** Whether no process has loaded it. */
  all: boolean;
  statementMap: Record<string, { start: Position }>;
  s: Record<string, number>;
  branchMap: Record<string, { loc: { start: Position; end: Position } }>;
  b: Record<string, number[]>;
  f: Record<string, number>;
}

/**
 * Reads a `coverage-final.json` of c8.
 *
 * @param root the folder that paths are shown from
 * @param read gives a file's text
 * @returns sorted by path, without files that hold types alone
 */
export function readCoverage(
  json: string,
  root: string,
  read: (path: string) => string = (path) => readFileSync(join(root, path), 'utf8'),
): FileCoverage[] {
  const files = Object.values(JSON.parse(json) as Record<string, IstanbulFile>);
  return files
    .map((file) => ({ file, path: relative(root, file.path).replaceAll('\\', '/') }))
    .map(({ file, path }) => ({ file, path, text: read(path) }))
    .filter(({ file, text }) => !file.all || holdsCode(text))
    .map(({ file, path, text }) => coverageOf(file, path, text.split('\n')))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Types leave nothing that could be loaded. */
function holdsCode(text: string): boolean {
  return transformSync(text, { loader: 'ts' }).code.trim() !== '';
}

function coverageOf(file: IstanbulFile, path: string, text: string[]): FileCoverage {
  const idle = new Set<number>();
  for (const [id, { start }] of Object.entries(file.statementMap)) {
    // Nothing runs on a line without text.
    if (file.s[id] === 0 && text[start.line - 1]?.trim()) idle.add(start.line);
  }
  const isText = (line: string) => line.trim() !== '';
  const branches = Object.values(file.b).map(([count]) => count);
  const functions = Object.values(file.f);
  const total = text.filter(isText).length;
  const ways = idleBranches(file, idle, text);
  const isTold = ({ line, last }: Gap) => ways.some((way) => way.line < line && way.last >= last);
  return {
    path,
    lines: { total, ran: total - idle.size },
    branches: shareOf(branches),
    functions: shareOf(functions),
    gaps: [...idleLines(idle, text).filter((gap) => !isTold(gap)), ...ways].sort(
      (a, b) => a.line - b.line || a.column - b.column,
    ),
  };
}

function shareOf(counts: readonly (number | undefined)[]): Share {
  return { total: counts.length, ran: counts.filter((count) => count !== 0).length };
}

/** Lines that follow each other are one gap. */
function idleLines(idle: ReadonlySet<number>, text: readonly string[]): Gap[] {
  const gaps: Gap[] = [];
  for (const line of [...idle].sort((a, b) => a - b)) {
    const gap = gaps.at(-1);
    // Blank lines between two belong to both.
    if (gap && text.slice(gap.last, line - 1).every((between) => between.trim() === '')) {
      gap.last = line;
    } else {
      const own = text[line - 1] ?? '';
      const column = own.length - own.trimStart().length + 1;
      gaps.push({ line, column, kind: 'lines', last: line, text: own.trim() });
    }
  }
  return gaps;
}

/** Where its first line is idle as a whole, the lines tell of it. */
function idleBranches(
  { branchMap, b }: IstanbulFile,
  idle: ReadonlySet<number>,
  text: readonly string[],
): Gap[] {
  return Object.entries(branchMap).flatMap(([id, { loc }]) => {
    const { start, end } = loc;
    if (b[id]?.[0] !== 0 || idle.has(start.line)) return [];
    const own = text[start.line - 1] ?? '';
    const rest = own.slice(start.column, start.line === end.line ? end.column : undefined);
    const lead = rest.length - rest.trimStart().length;
    return {
      line: start.line,
      column: start.column + lead + 1,
      kind: 'branch' as const,
      last: end.line,
      text: rest.trim(),
    };
  });
}
