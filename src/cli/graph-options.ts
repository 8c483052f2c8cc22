import { parseArgs } from 'node:util';
import { refuseUnknown } from './options.ts';
import { UsageError } from './usage-error.ts';

/** What `graph` is asked for. */
export interface GraphArguments {
  paths: string[];
  form: 'text' | 'json' | 'svg';
}

const known = { json: { type: 'boolean' }, svg: { type: 'boolean' } } as const;

/**
 * Reads the command line of `graph`.
 *
 * @param argv what follows the command's name
 * @throws {UsageError} for an option that does not exist, or two forms at once
 */
export function readGraphOptions(argv: string[]): GraphArguments {
  const { positionals, tokens, values } = parseArgs({
    args: argv,
    options: known,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  refuseUnknown(tokens, known);
  if (values.json && values.svg) {
    throw new UsageError('--json and --svg are two forms. Choose one.');
  }
  return { paths: positionals, form: values.json ? 'json' : values.svg ? 'svg' : 'text' };
}
