import { accessSync, constants, writeFileSync } from 'node:fs';
import type { FileReport } from '../blueprint/formats/report.ts';
import { catalog } from '../blueprint/index.ts';
import { checkFile, type Selection } from './check-file.ts';
import { type Input, readInputs, STDIN } from './inputs.ts';
import { didYouMean, type Options } from './options.ts';
import { print } from './print.ts';
import { UsageError } from './usage-error.ts';

/**
 * The command `check`.
 *
 * @param root the folder of this package, with a slash at the end
 * @returns the exit code: 0 without errors, 1 with errors or too many warnings
 * @throws {UsageError} if something it is asked to read or to write cannot be
 */
export async function check(args: readonly string[], options: Options, root: URL): Promise<number> {
  const rules = new Set(options.rules.map(knownRule));
  let warnings = 0;
  const selection: Selection = {
    fix: options.fix,
    keeps: ({ rule, severity }) =>
      (rules.size === 0 || rules.has(rule)) && (!options.quiet || severity === 'error'),
  };
  const inputs = readInputs(args);
  const reports: FileReport[] = [];
  const problems: string[] = [];
  for (const input of inputs) {
    try {
      const report = await checkFile(input, selection);
      reports.push(report);
      warnings += await countWarnings(report, options, rules);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  if (options.fix !== 'none') writeFixed(inputs, reports);

  // The fixed text of standard input goes to standard output, and so the report does not.
  const filters = options.fix !== 'none' && inputs.some(({ path }) => path === STDIN);
  for (const { path, source } of reports) {
    if (filters && path === STDIN) process.stdout.write(source);
  }
  await print(reports, options.format, filters ? process.stderr : process.stdout, root);

  const hasErrors = reports.some(({ diagnostics }) =>
    diagnostics.some(({ severity }) => severity === 'error'),
  );
  const { maxWarnings } = options;
  if (maxWarnings !== undefined && warnings > maxWarnings) {
    process.stderr.write(
      `${warnings} warning${warnings === 1 ? '' : 's'}, and --max-warnings allows ${maxWarnings}.\n`,
    );
    return 1;
  }
  return hasErrors ? 1 : 0;
}

/** `--quiet` hides warnings and does not forgive them. */
async function countWarnings(
  report: FileReport,
  { quiet, maxWarnings }: Options,
  rules: ReadonlySet<string>,
): Promise<number> {
  const isCounted: Selection['keeps'] = ({ rule, severity }) =>
    severity === 'warning' && (rules.size === 0 || rules.has(rule));
  if (!quiet || maxWarnings === undefined) return report.diagnostics.filter(isCounted).length;
  const { path, source: text } = report;
  const again = await checkFile({ path, text }, { fix: 'none', keeps: isCounted });
  return again.diagnostics.length;
}

function knownRule(id: string): string {
  const ids = catalog.map((entry) => entry.id);
  if (ids.includes(id)) return id;
  throw new UsageError(
    `There is no rule \`${id}\`.${didYouMean(id, ids)} \`render-workers rules\` lists them.`,
  );
}

/** Writes what changed, once it is known that all of it can be written. */
function writeFixed(inputs: readonly Input[], reports: readonly FileReport[]): void {
  const changed = reports.filter(
    ({ path, source }, index) => path !== STDIN && source !== inputs[index]?.text,
  );
  const refused = changed.filter(({ path }) => {
    try {
      accessSync(path, constants.W_OK);
      return false;
    } catch {
      return true;
    }
  });
  if (refused.length > 0) {
    const lines = refused.map(({ path }) => `${path} cannot be written: permission denied.`);
    throw new UsageError([...lines, 'Nothing was fixed.'].join('\n'));
  }
  for (const { path, source } of changed) writeFileSync(path, source);
}
