/** A syntax error at a 1-based line and column of a snippet. */
export interface SyntaxFinding {
  /** Which of the snippets it is in. */
  index: number;
  line: number;
  column: number;
  message: string;
}

/** A language whose fences are read by a real parser of that language. */
export interface Language {
  name: string;
  /** The words after the backticks that mean it. */
  aliases: readonly string[];
  /** The endings of its files. */
  extensions: readonly string[];
  /** For a parser that is a program of its own: its name and how to get it. */
  needs?: { command: string; install: string };
  /** Parses all snippets and gives the first error of each that has one. */
  parse(snippets: readonly string[]): Promise<SyntaxFinding[]> | SyntaxFinding[];
}
