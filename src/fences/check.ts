import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { catalog, type Place, type Printable } from '../blueprint/index.ts';
import { classify, exampleTarget } from './classify.ts';
import { CannotCompose } from './compose.ts';
import type { MarkdownFile } from './coverage.ts';
import { diagnose, type FenceDiagnostic } from './diagnose.ts';
import { NoSuchPiece, pieceOf } from './example.ts';
import { type Fence, toFile } from './fence.ts';
import { languageOf, languages, unparsed } from './languages/index.ts';
import { isInstalled } from './languages/program.ts';
import { marksOf } from './marks.ts';

/** A language whose parser is missing here, and how to get it. */
export interface SkippedLanguage {
  language: string;
  fences: number;
  command: string;
  install: string;
}

/** The outcome for all fences of a project. */
export interface FenceReport {
  findings: Printable[];
  /** Number of fences parsed by a parser of their language, by the language's name. */
  parsed: Record<string, number>;
  skipped: SkippedLanguage[];
}

/** A fence that differs from its example, and what it should hold. */
export interface Stale {
  fence: Fence;
  expected: string;
}

const ruleIds = new Set(catalog.map(({ id }) => id));

/** What of the fences is checked. */
export interface FenceOptions {
  /** Called for each fence that differs from its example, instead of reporting it. */
  onStale?: ((stale: Stale) => void) | undefined;
  /** Whether languages other than YAML are parsed, which takes the programs of many of them. Default true. */
  syntax?: boolean;
}

/**
 * Checks every fence of these files.
 *
 * @param root the project's root, below which `examples/` lies
 */
export async function checkFences(
  root: string,
  files: readonly MarkdownFile[],
  { onStale, syntax = true }: FenceOptions = {},
): Promise<FenceReport> {
  const findings: Printable[] = [];
  const parsed: Record<string, number> = {};
  const skipped: SkippedLanguage[] = [];
  const byLanguage = new Map<string, Fence[]>();
  const readExample = exampleReader(root);

  for (const { path, fences, error } of files) {
    if (error) {
      const place = { line: error.line, column: error.column };
      const range = { start: place, end: place };
      findings.push({ path, rule: 'fence-markdown', message: error.message, range });
    }
    for (const fence of fences) {
      const check = new FenceCheck(fence, readExample, findings, onStale);
      check.marks();
      if (fence.language === 'yaml') check.yaml();
      else if (check.language()) {
        check.example();
        const name = languageOf(fence.language)?.name;
        if (!name || !syntax) continue;
        const own = byLanguage.get(name);
        if (own) own.push(fence);
        else byLanguage.set(name, [fence]);
      }
    }
  }

  for (const language of languages) {
    const fences = byLanguage.get(language.name) ?? [];
    if (fences.length === 0) continue;
    if (language.needs && !isInstalled(language.needs.command)) {
      skipped.push({ language: language.name, fences: fences.length, ...language.needs });
      continue;
    }
    parsed[language.name] = fences.length;
    for (const { index, message, ...place } of await language.parse(
      fences.map(({ code }) => code),
    )) {
      const fence = fences[index];
      if (!fence) throw new Error(`the ${language.name} parser reported on snippet ${index}`);
      const start = toFile(fence, place);
      findings.push({
        path: fence.path,
        rule: 'fence-syntax',
        message: `${language.name} cannot parse this: ${message}.`,
        range: { start, end: { line: start.line, column: start.column + 1 } },
      });
    }
  }
  findings.sort(
    (a, b) =>
      (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) ||
      a.range.start.line - b.range.start.line ||
      a.range.start.column - b.range.start.column,
  );
  return { findings, parsed, skipped };
}

function exampleReader(root: string): (path: string) => string | undefined {
  const cache = new Map<string, string | undefined>();
  return (path) => {
    if (!cache.has(path)) {
      try {
        cache.set(path, readFileSync(join(root, 'examples', path), 'utf8'));
      } catch {
        cache.set(path, undefined);
      }
    }
    return cache.get(path);
  };
}

class FenceCheck {
  readonly #fence: Fence;
  readonly #readExample: (path: string) => string | undefined;
  readonly #findings: Printable[];
  readonly #onStale: ((stale: Stale) => void) | undefined;

  constructor(
    fence: Fence,
    readExample: (path: string) => string | undefined,
    findings: Printable[],
    onStale: ((stale: Stale) => void) | undefined,
  ) {
    this.#fence = fence;
    this.#readExample = readExample;
    this.#findings = findings;
    this.#onStale = onStale;
  }

  #report(rule: string, message: string, range?: { start: Place; end: Place }): void {
    const { path, line, column } = this.#fence;
    const opening = { start: { line, column }, end: { line, column: column + 3 } };
    this.#findings.push({ path, rule, message, range: range ?? opening });
  }

  /** Whether the fence names a language that is parsed or known not to be. */
  language(): boolean {
    const { language, fenced } = this.#fence;
    if (languageOf(language) || unparsed.includes(language)) return true;
    const why = !fenced
      ? 'A code block by indentation has no language. Use a fence.'
      : language === ''
        ? 'This fence has no language. Use `text` for output.'
        : language === 'yml'
          ? 'Write `yaml`, so that the fence is checked.'
          : `Nothing here knows the language \`${language}\`. Use \`text\`, or add a parser.`;
    this.#report('fence-language', why);
    return false;
  }

  /** Checks that each mark points at something: a text that is gone would be dropped in silence. */
  marks(): void {
    const marks = marksOf(this.#fence.meta);
    if (marks.length === 0) return;
    const code = this.#expected() ?? this.#fence.code;
    for (const { written, text } of marks) {
      if (text === undefined) {
        this.#report(
          'fence-mark',
          `\`${written}\` is no mark by text. Write \`mark="the text"\`: lines move when an example changes.`,
        );
      } else if (!code.includes(text)) {
        this.#report(
          'fence-mark',
          `\`${written}\` marks nothing: the code does not have this text. Mark what it has, or take the mark out.`,
        );
      }
    }
  }

  /** What the fence's example has, and so what it holds after a refresh. */
  #expected(): string | undefined {
    const target = exampleTarget(this.#fence);
    if (target === undefined) return undefined;
    try {
      return pieceOf(target, this.#readExample);
    } catch (error) {
      if (error instanceof NoSuchPiece || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** Compares a fence with the piece of an example that it shows, if it shows one. */
  example(target = exampleTarget(this.#fence)): void {
    if (target === undefined) return;
    let expected: string;
    try {
      expected = pieceOf(target, this.#readExample);
    } catch (error) {
      if (error instanceof NoSuchPiece || error instanceof SyntaxError) {
        return this.#report('fence-example', error.message);
      }
      throw error;
    }
    if (this.#fence.code === expected) return;
    if (this.#onStale) return this.#onStale({ fence: this.#fence, expected });
    const shown = this.#fence.code.split('\n');
    const wanted = expected.split('\n');
    let index = 0;
    while (index < shown.length && shown[index] === wanted[index]) index++;
    const start = toFile(this.#fence, { line: index + 1, column: 1 });
    this.#report(
      'fence-example',
      `This differs from \`examples/${target}\`, which has ${
        wanted[index] === undefined ? 'no such line' : `\`${wanted[index]?.trim()}\` here`
      }. Run \`npm run check -- --write\`.`,
      { start, end: { ...start, column: start.column + (shown[index]?.length ?? 0) } },
    );
  }

  /** Checks a yaml fence by its class. */
  yaml(): void {
    const found = classify(this.#fence);
    switch (found.class) {
      case 'unclassified':
        this.#report('fence-class', found.message);
        break;
      case 'example':
        this.example(found.target);
        break;
      case 'blueprint':
        this.#reportAll(diagnose(this.#fence.code));
        break;
      case 'fragment':
        this.#reportAll(this.#diagnose(found.place, found.host) ?? []);
        break;
      case 'invalid':
        this.#invalid(found.rule, found.place, found.host);
        break;
      case 'other':
        this.#other(found.what);
        break;
    }
  }

  /** What the engine finds, or undefined where the fence does not fit its place, which is reported. */
  #diagnose(place: string | undefined, host: string | undefined): FenceDiagnostic[] | undefined {
    const hostText = host === undefined ? undefined : this.#readExample(host);
    if (host !== undefined && hostText === undefined) {
      this.#report('fence-place', `There is no file \`examples/${host}\`.`);
      return undefined;
    }
    try {
      return diagnose(this.#fence.code, place, hostText);
    } catch (error) {
      if (!(error instanceof CannotCompose)) throw error;
      this.#report('fence-place', error.message);
      return undefined;
    }
  }

  #invalid(rule: string, place: string | undefined, host: string | undefined): void {
    if (!ruleIds.has(rule)) {
      return this.#report('fence-class', `There is no rule \`${rule}\`.`);
    }
    const diagnostics = this.#diagnose(place, host);
    if (!diagnostics) return;
    const others = diagnostics.filter((diagnostic) => diagnostic.rule !== rule);
    this.#reportAll(others);
    if (others.length === diagnostics.length) {
      this.#report('fence-invalid', `This was to break \`${rule}\` and does not.`);
    }
  }

  #other(what: string): void {
    const { errors } = parseDocument(this.#fence.code, { prettyErrors: true });
    const [first] = errors;
    if (!first) return;
    const [start] = first.linePos ?? [{ line: 1, col: 1 }];
    const at = toFile(this.#fence, { line: start.line, column: start.col });
    this.#report('fence-syntax', `${what} is not valid YAML: ${first.message.split('\n', 1)[0]}`, {
      start: at,
      end: { ...at, column: at.column + 1 },
    });
  }

  #reportAll(diagnostics: FenceDiagnostic[]): void {
    for (const { rule, message, range } of diagnostics) {
      if (!range) this.#report(rule, `${message} (in the Blueprint around the fragment)`);
      else {
        const start = toFile(this.#fence, range.start);
        this.#report(rule, message, { start, end: toFile(this.#fence, range.end) });
      }
    }
  }
}
