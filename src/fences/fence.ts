/** A fenced code block of a Markdown or MDX file, with the way back to the file's own positions. */
export interface Fence {
  /** The file, relative to the project's root. */
  path: string;
  /** The first word after the fence's backticks; empty where there is none. */
  language: string;
  /** All that follows the language. */
  meta: string;
  /** The code, without the indentation and quote marks that the Markdown around it asks for. */
  code: string;
  /** 1-based line and column of the opening backticks. */
  line: number;
  column: number;
  /** 1-based line of the closing backticks. */
  endLine: number;
  /** Whether it is written with backticks or tildes, not by indentation. */
  fenced: boolean;
  /** For each line of `code`, how many UTF-16 units of its raw line come before it. */
  shifts: number[];
}

/** A file that is not Markdown, or MDX with a broken expression. */
export class UnreadableMarkdown extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** A node of parsed Markdown, as far as this project reads them; positions are those of the file. */
export interface MarkdownNode {
  type: string;
  lang?: string | null;
  meta?: string | null;
  value?: string;
  /** Of headings. */
  depth?: number;
  /** Of links, images and definitions. */
  url?: string;
  /** Of MDX components. */
  name?: string | null;
  attributes?: { type: string; name?: string; value?: unknown }[];
  children?: MarkdownNode[];
  position?: {
    start: { line: number; column: number; offset?: number };
    end: { line: number; column: number; offset?: number };
  };
}

/** Every code block of parsed Markdown, in order, those in lists, quotes and MDX components included. */
export function fencesIn(tree: MarkdownNode, path: string, source: string): Fence[] {
  const lines = source.split(/\r?\n/);
  const fences: Fence[] = [];
  const visit = (node: MarkdownNode) => {
    if (node.type === 'code' && node.position) fences.push(fenceOf(path, node, lines));
    for (const child of node.children ?? []) visit(child);
  };
  visit(tree);
  return fences;
}

function fenceOf(path: string, node: MarkdownNode, lines: string[]): Fence {
  const position = node.position;
  if (!position) throw new Error('the Markdown parser gave a code block without a position');
  const { line, column } = position.start;
  const fenced = /^(?:`{3,}|~{3,})/.test((lines[line - 1] ?? '').slice(column - 1));
  const code = node.value ?? '';
  const first = fenced ? line : line - 1;
  const shifts = code
    .split(/\r?\n/)
    .map((text, index) => shiftOf(lines[first + index] ?? '', text));
  return {
    path,
    language: node.lang ?? '',
    meta: node.meta ?? '',
    code,
    line,
    column,
    endLine: position.end.line,
    fenced,
    shifts,
  };
}

/** A tab that is only partly taken as indentation comes back as spaces, so compare from the end. */
function shiftOf(raw: string, text: string): number {
  if (raw.endsWith(text)) return raw.length - text.length;
  const written = text.trimStart();
  return raw.length - written.length - (text.length - written.length > 0 ? 1 : 0);
}

/** Turns a place in the fence's code (1-based) into a place in the file (1-based). */
export function toFile(
  fence: Fence,
  place: { line: number; column: number },
): { line: number; column: number } {
  const index = Math.min(Math.max(place.line, 1), fence.shifts.length) - 1;
  return {
    line: fence.line + index + (fence.fenced ? 1 : 0),
    column: place.column + (fence.shifts[index] ?? 0),
  };
}

/** The raw text before each line of the fence: indentation and quote marks, list markers blanked. */
export function prefixOf(fence: Fence, source: string): string {
  const raw = source.split(/\r?\n/)[fence.line - 1] ?? '';
  return raw.slice(0, fence.column - 1).replace(/[^>\s]/g, ' ');
}
