import { readFileSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { conceal } from '../blueprint/formats/conceal.ts';
import { toPretty } from '../blueprint/formats/pretty.ts';
import { checkBlueprint } from '../blueprint/index.ts';
import { planOf } from '../rehearsal/plan.ts';
import { readProject } from '../rehearsal/project.ts';
import { rehearse as run } from '../rehearsal/rehearse.ts';
import { scenarios } from '../rehearsal/scenarios/index.ts';
import { Session } from '../rehearsal/session.ts';
import { Trouble } from '../rehearsal/trouble.ts';
import { logsIn } from './rehearse-logs.ts';
import type { RehearseArguments } from './rehearse-options.ts';
import { planText, reportOf, watcherOf } from './rehearse-report.ts';
import { paintOf, terminalOf } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { packageVersion } from './version.ts';

/**
 * The command `rehearse`.
 *
 * @param root the folder of this package, with a slash at the end
 * @returns the exit code: 0 if every scenario was clean, 1 if something was lost, done twice or killed,
 *   or the project itself does not run, 2 if this machine lacks something
 */
export async function rehearse(options: RehearseArguments, root: URL): Promise<number> {
  if (process.platform === 'win32') {
    throw new UsageError(
      'A rehearsal needs Linux or macOS: it stops workers with Unix signals. On Windows, run it in WSL.',
    );
  }
  const blueprint = findBlueprint(options.blueprint);
  const overlayBlueprint = options.overlay && join(options.overlay, 'render.yaml');
  const isOverlaid = overlayBlueprint && statSync(overlayBlueprint, { throwIfNoEntry: false });
  const played = isOverlaid ? (overlayBlueprint as string) : blueprint;
  if (!isAccepted(played)) return 1;

  const chosen = options.scenarios.map((name) => {
    const found = scenarios.find((scenario) => scenario.name === name);
    if (found) return found;
    const names = scenarios.map((scenario) => scenario.name).join(', ');
    throw new UsageError(`There is no scenario \`${name}\`. Expected one of ${names}.`);
  });
  if (options.isDry) return announce(played, { ...options, blueprint, probes: {} });
  const log = options.logs === undefined ? undefined : logsIn(options.logs);
  const session = new Session();
  const watcher = watcherOf(process.stderr, options.isQuiet, log);
  const stopped = new Promise<number>((resolve) => {
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ] as const) {
      process.once(signal, () => {
        watcher.clear();
        process.stderr.write(`${signal}: stopping everything that was started\n`);
        resolve(code);
      });
    }
  });
  try {
    const ended = await Promise.race([
      stopped,
      run(
        session,
        { ...options, blueprint, scenarios: chosen, probes: {}, watcher },
        packageVersion(root),
      ),
    ]);
    if (typeof ended === 'number') {
      await session.close();
      // The scenario that was cut short still has its timers.
      process.exit(ended);
    }
    watcher.clear();
    process.stdout.write(
      options.json
        ? `${JSON.stringify(ended, null, 2)}\n`
        : reportOf(ended, paintOf(terminalOf(process.stdout))),
    );
    return ended.scenarios.every(({ isClean }) => isClean) ? 0 : 1;
  } catch (error) {
    watcher.clear();
    const isFull = hasNoSpace(session.folder);
    if (!(error instanceof Trouble) && !isFull) throw error;
    const { message, lines = [] } = error as Trouble;
    process.stderr.write(`${[message, ...lines.map((line) => `  | ${line}`)].join('\n')}\n`);
    if (!isFull) return (error as Trouble).exitCode;
    process.stderr.write(
      `No space is left in ${session.folder}, where the project is copied and built and the broker keeps its data. Set TMPDIR to a folder with more.\n`,
    );
    return 2;
  } finally {
    await session.close();
  }
}

/** Says what a rehearsal would run. */
function announce(
  path: string,
  options: Parameters<typeof planOf>[1] & { service: string | undefined },
): number {
  try {
    const project = readProject(readFileSync(path, 'utf8'), options.service);
    process.stdout.write(`${planText(planOf(project, options))}`);
    return 0;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
}

/** Whether less than a megabyte is free where this folder is. */
function hasNoSpace(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < 1_000_000;
}

function findBlueprint(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`${path} does not exist.`);
  if (!stat.isDirectory()) return path;
  const below = join(path, 'render.yaml');
  if (statSync(below, { throwIfNoEntry: false })) return below;
  throw new UsageError(`${path} is a folder without a render.yaml.`);
}

/** Prints what is wrong with a Blueprint. Warnings are no reason not to try it. */
function isAccepted(path: string): boolean {
  const source = readFileSync(path, 'utf8');
  const { schema, diagnostics } = checkBlueprint(source);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return true;
  const terminal = terminalOf(process.stderr);
  const printable = conceal(source, diagnostics);
  const report = { path, source, printable, schema, diagnostics: errors, fixed: [] };
  process.stderr.write(toPretty([report], terminal.width, paintOf(terminal)));
  process.stderr.write('The Blueprint has to be right before it can be rehearsed.\n');
  return false;
}
