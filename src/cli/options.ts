import { parseArgs } from 'node:util';
import { closest, distance } from 'fastest-levenshtein';
import { UsageError } from './usage-error.ts';

/** The shapes in which the findings are printed. */
export const formats = ['pretty', 'json', 'sarif', 'github'] as const;
export type Format = (typeof formats)[number];

/** What the command line asks for. */
export interface Options {
  positionals: string[];
  /** The options of `check` that are given, as they are written. */
  forCheck: string[];
  help: boolean;
  version: boolean;
  format: Format;
  fix: 'none' | 'safe' | 'unsafe';
  rules: string[];
  quiet: boolean;
  maxWarnings: number | undefined;
}

const known = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  format: { type: 'string' },
  fix: { type: 'boolean' },
  'fix-unsafe': { type: 'boolean' },
  rule: { type: 'string', multiple: true },
  quiet: { type: 'boolean' },
  'max-warnings': { type: 'string' },
} as const;

/**
 * Reads the command line.
 *
 * @param argv what follows the name of the program
 * @throws {UsageError} for an option that does not exist, or a value that it does not take
 */
export function readOptions(argv: string[]): Options {
  // Not strict: the messages of parseArgs speak to the program's author, these to its user.
  const { positionals, tokens } = parseArgs({
    args: argv,
    options: known,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const options: Options = {
    positionals,
    forCheck: [],
    help: false,
    version: false,
    format: 'pretty',
    fix: 'none',
    rules: [],
    quiet: false,
    maxWarnings: undefined,
  };
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (!isKnown(name)) {
      const names = Object.keys(known).map((option) => `--${option}`);
      throw new UsageError(`There is no option ${rawName}.${didYouMean(rawName, names)}`);
    }
    if (name !== 'help' && name !== 'version') options.forCheck.push(rawName);
    if (known[name].type === 'boolean') {
      if (value !== undefined) throw new UsageError(`${rawName} takes no value.`);
      if (name === 'fix') options.fix = options.fix === 'unsafe' ? 'unsafe' : 'safe';
      else if (name === 'fix-unsafe') options.fix = 'unsafe';
      else if (name === 'help' || name === 'version' || name === 'quiet') options[name] = true;
      continue;
    }
    const ids = name === 'rule' ? value?.split(',').filter(Boolean) : undefined;
    if (
      value === undefined ||
      value === '' ||
      ids?.length === 0 ||
      (!inlineValue && /^-./.test(value))
    ) {
      throw new UsageError(`${rawName} needs a value. ${expectation(name)}`);
    }
    if (name === 'format') options.format = readFormat(value);
    else if (ids) options.rules.push(...ids);
    else options.maxWarnings = readCount(value);
  }
  return options;
}

function isKnown(name: string): name is keyof typeof known {
  return Object.hasOwn(known, name);
}

function expectation(name: string): string {
  if (name === 'format') return `Expected one of ${formats.join(', ')}.`;
  if (name === 'rule') return '`render-workers rules` lists the ids.';
  return 'Expected a whole number, 0 or more.';
}

function readFormat(value: string): Format {
  const format = formats.find((name) => name === value);
  if (format) return format;
  throw new UsageError(
    `There is no format \`${value}\`.${didYouMean(value, formats)} ${expectation('format')}`,
  );
}

function readCount(value: string): number {
  if (/^\d+$/.test(value)) return Number(value);
  throw new UsageError(`--max-warnings is \`${value}\`. ${expectation('max-warnings')}`);
}

/** ` Did you mean …?`, or nothing where no name is close. */
export function didYouMean(value: string, names: readonly string[]): string {
  const nearest = closest(value, [...names]);
  const limit = Math.max(2, value.length / 3);
  return distance(value, nearest) <= limit ? ` Did you mean ${nearest}?` : '';
}

/**
 * For the commands with options of their own: refuses what is not among them, and values that are
 * missing or too many.
 *
 * @throws {UsageError} for the first that is wrong
 */
export function refuseUnknown(
  tokens: readonly { kind: string; name?: string; rawName?: string; value?: string | undefined }[],
  known: Readonly<Record<string, { type: 'string' | 'boolean' }>>,
): void {
  for (const { kind, name = '', rawName = '', value } of tokens) {
    if (kind !== 'option') continue;
    const option = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!option) {
      const names = Object.keys(known).map((option) => `--${option}`);
      throw new UsageError(`There is no option ${rawName}.${didYouMean(rawName, names)}`);
    }
    if (option.type === 'string' && !value) throw new UsageError(`${rawName} needs a value.`);
    if (option.type === 'boolean' && value !== undefined) {
      throw new UsageError(`${rawName} takes no value.`);
    }
  }
}
