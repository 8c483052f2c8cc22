import { existsSync } from 'node:fs';
import { didYouMean, type Options, readOptions } from './options.ts';
import { UsageError } from './usage-error.ts';

const commands = ['check', 'rules', 'graph', 'rehearse', 'new'];
const expected = 'Expected `check`, `rules`, `graph`, `rehearse` or `new`.';

/**
 * Runs the command line.
 *
 * @param argv what follows the name of the program
 * @param root the folder of this package, with a slash at the end
 * @returns the exit code: 0 clean, 1 findings, 2 usage or unreadable input, 3 a fault of our own
 */
export async function main(argv: string[], root: URL): Promise<number> {
  // A reader that has seen enough, such as `head`, is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  try {
    const asksHelp = argv.some((arg) => arg === '--help' || arg === '-h');
    if (argv[0] === 'graph' && !asksHelp) {
      const { readGraphOptions } = await import('./graph-options.ts');
      const { graph } = await import('./graph.ts');
      return await graph(readGraphOptions(argv.slice(1)), root);
    }
    if (argv[0] === 'rehearse' && !asksHelp) {
      const { readRehearseOptions } = await import('./rehearse-options.ts');
      const { rehearse } = await import('./rehearse.ts');
      return await rehearse(readRehearseOptions(argv.slice(1)), root);
    }
    return await dispatch(readOptions(argv), root);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    process.stderr.write(
      `render-workers itself failed; this is a bug in it. Please report it with the file that you checked and these lines:\n\n${stackOf(error)}\n`,
    );
    return 3;
  }
}

async function dispatch(options: Options, root: URL): Promise<number> {
  const [command, ...args] = options.positionals;
  if (options.version) {
    const { packageVersion } = await import('./version.ts');
    process.stdout.write(`${packageVersion(root)}\n`);
    return 0;
  }
  if (options.help) {
    const { checkHelp, graphHelp, mainHelp, newHelp, rehearseHelp, rulesHelp } = await import(
      './help.ts'
    );
    const texts: Record<string, string> = {
      check: checkHelp,
      graph: graphHelp,
      new: newHelp,
      rehearse: rehearseHelp,
      rules: rulesHelp,
    };
    process.stdout.write(texts[command ?? ''] ?? mainHelp);
    return 0;
  }
  switch (command) {
    case 'check': {
      const { check } = await import('./check.ts');
      return check(args, options, root);
    }
    case 'rules': {
      refuseOptions(command, options);
      const { rules } = await import('./rules.ts');
      return rules(args, root);
    }
    case 'new': {
      refuseOptions(command, options);
      const { newProject } = await import('./new.ts');
      return newProject(args, root);
    }
    case undefined: {
      const { mainHelp } = await import('./help.ts');
      process.stderr.write(`No command is given. ${expected}\n\n${mainHelp}`);
      return 2;
    }
    default: {
      const hint = existsSync(command)
        ? ` Did you mean \`render-workers check ${command}\`?`
        : didYouMean(command, commands);
      throw new UsageError(`There is no command \`${command}\`.${hint} ${expected}`);
    }
  }
}

/** For the commands that take no option of `check`, which share its reader. */
function refuseOptions(command: string, { forCheck: [option] }: Options): void {
  if (option) throw new UsageError(`\`${command}\` does not take ${option}; \`check\` does.`);
}

function stackOf(error: unknown): string {
  const { node, v8 } = process.versions;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${stack}\n(Node.js ${node}, V8 ${v8}, ${process.platform} ${process.arch})`;
}
