import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Example } from '../examples/example.ts';
import { packedPath, unpack } from '../examples/packed.ts';
import { CannotWrite, writeFiles } from './new-files.ts';
import { didYouMean } from './options.ts';
import { paintOf, terminalOf } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/**
 * The command `new`.
 *
 * @param args the example's name and the folder to make, which is called like the example if it is left
 *   out; without a name the examples are listed
 * @param root the folder of this package, with a slash at the end
 * @throws {UsageError} if there is no such example, or the folder cannot be made
 */
export async function newProject(args: readonly string[], root: URL): Promise<number> {
  const [name, folder = name, ...more] = args;
  if (more.length > 0) {
    throw new UsageError(
      `\`new\` takes an example and a folder; ${args.length} arguments are given.`,
    );
  }
  const examples = await examplesOf(root);
  if (name === undefined || folder === undefined) {
    process.stdout.write(listing(examples));
    return 0;
  }
  const example = examples.find((candidate) => candidate.name === name);
  if (!example) {
    const names = examples.map((candidate) => candidate.name);
    throw new UsageError(
      `There is no example \`${name}\`.${didYouMean(name, names)} \`render-workers new\` lists them.`,
    );
  }
  refuseUnlessFree(folder, name);
  try {
    writeFiles(folder, example.files);
  } catch (error) {
    if (error instanceof CannotWrite) throw new UsageError(error.message);
    throw error;
  }
  process.stdout.write(report(example, folder));
  return 0;
}

/** The package has its examples in one file, a checkout has them in folders. */
async function examplesOf(root: URL): Promise<Example[]> {
  if (!existsSync(new URL('examples/', root))) {
    return unpack(readFileSync(new URL(packedPath, root), 'utf8'));
  }
  const { readExamples } = await import('../examples/checkout/read.ts');
  return readExamples(fileURLToPath(root));
}

function listing(examples: readonly Example[]): string {
  const terminal = terminalOf(process.stdout);
  const paint = paintOf(terminal);
  const columns = (['name', 'framework', 'language', 'store'] as const).map((key) => ({
    key,
    width: Math.max(...examples.map((example) => example[key].length)) + 2,
  }));
  const taken = columns.reduce((sum, { width }) => sum + width, 0);
  const lines = examples.map((example) => {
    const [first = '', ...rest] = columns.map(({ key, width }) => example[key].padEnd(width));
    return `${paint.path(first)}${rest.join('')}${shorten(example.summary, terminal.width - taken)}`;
  });
  return `${lines.join('\n')}\n\n\`render-workers new NAME\` copies one into the folder NAME.\n`;
}

/** The words that fit. */
function shorten(text: string, width: number): string {
  if (text.length <= width) return text;
  const cut = text.slice(0, Math.max(0, width - 1));
  return `${cut.slice(0, Math.max(0, cut.lastIndexOf(' '))).replace(/[,;:]$/, '')}…`;
}

/** @throws {UsageError} unless the folder is still to be made, or is empty */
function refuseUnlessFree(folder: string, name: string): void {
  if (folder === '') throw new UsageError('The folder is empty text. Expected a path.');
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (!stat) return;
  const other = `Name another folder: \`render-workers new ${name} FOLDER\`.`;
  if (!stat.isDirectory()) throw new UsageError(`${folder} is a file. ${other}`);
  const [first, second, third, ...more] = readdirSync(folder).sort();
  if (first === undefined) return;
  const named = [first, second, third].filter((entry) => entry !== undefined).join(', ');
  const rest = more.length > 0 ? ` and ${more.length} more` : '';
  throw new UsageError(`${folder} is not empty: it has ${named}${rest}. ${other}`);
}

function report(
  { name, framework, language, store, isContainer, files }: Example,
  folder: string,
): string {
  const paint = paintOf(terminalOf(process.stdout));
  const path = quoted(folder);
  const steps = [
    // From here, because the command may not be installed in there.
    [`npx render-workers check ${path}`, 'checks its Blueprint'],
    // A rehearsal starts programs, no containers.
    ...(isContainer
      ? []
      : [[`npx render-workers rehearse ${path}`, 'deploys over its busy worker, and counts']]),
    ...(relative('.', folder) === '' ? [] : [[`cd ${path}`, '']]),
  ];
  const width = Math.max(...steps.map(([command = '']) => command.length));
  const lines = steps.map(([command = '', what = '']) =>
    `  ${command.padEnd(width)}  ${paint.dim(what)}`.trimEnd(),
  );
  return [
    `Copied ${name} (${framework}, ${language}, ${store}) into ${paint.path(folder)}: ${files.length} files.`,
    `Next\n${lines.join('\n')}`,
    'In its README.md, "Run it" starts it on this machine, and "Deploy it" puts it on Render.\n',
  ].join('\n\n');
}

/** A path as a shell reads it as one word. */
function quoted(path: string): string {
  return /^[\w./\\:@%+,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
