/**
 * What the engine refuses to read, with a `yaml-syntax` finding that names the limit. Each is far above
 * any Blueprint (the largest public one we know has 13,000 characters) and low enough that no input we
 * know of takes more than 10 seconds, or more stack than a browser's worker has. A file of ordinary
 * services takes half a second at the limit.
 */
export const limits = {
  /** UTF-16 units of one file. */
  characters: 2_500_000,
  lines: 150_000,
  /** UTF-16 units of one line. */
  lineLength: 20_000,
  /** Collections inside collections. */
  depth: 100,
  /** Aliases, those inside an aliased value counted again at each use. */
  aliases: 1_000,
  /** Values that aliases and merge keys repeat, all uses together. */
  aliasedValues: 100_000,
  /** Syntax errors that are reported; what follows the first few is mostly their echo. */
  syntaxErrors: 20,
} as const;
