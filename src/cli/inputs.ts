import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { decode } from './decode.ts';
import { UsageError } from './usage-error.ts';

/** A file to check, read. */
export interface Input {
  /** As it is shown, with forward slashes; `<stdin>` for standard input. */
  path: string;
  text: string;
}

/** The name that standard input goes by. */
export const STDIN = '<stdin>';

const skipped = new Set(['node_modules', '.git', 'dist']);
const isBlueprintName = (name: string) => /^render(?:\..+)?\.yaml$/.test(name);

/**
 * Reads all that the arguments name, or `./render.yaml` if there are none. A folder stands for each
 * `render.yaml` and `render.*.yaml` below it, `-` for standard input.
 *
 * @param command who reads, for what a message suggests
 * @throws {UsageError} naming every argument that cannot be read, before any file is looked at
 */
export function readInputs(args: readonly string[], command = 'check'): Input[] {
  const problems: string[] = [];
  const attempt = <T>(action: () => T): T | undefined => {
    try {
      return action();
    } catch (error) {
      problems.push(messageOf(error));
      return undefined;
    }
  };
  const paths = (args.length > 0 ? args : [undefined]).flatMap((arg) =>
    attempt(() => (arg === undefined ? defaultPath(command) : expand(arg))),
  );
  const inputs = [...new Set(paths)].flatMap((path) => {
    const text = path === undefined ? undefined : attempt(() => read(path));
    return path === undefined || text === undefined ? [] : [{ path, text }];
  });
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return inputs;
}

function defaultPath(command: string): string[] {
  if (existsSync('render.yaml')) return ['render.yaml'];
  throw new UsageError(
    `There is no render.yaml in this folder. Name one: \`render-workers ${command} path/to/render.yaml\`, or \`render-workers ${command} .\` for all below.`,
  );
}

function expand(arg: string): string[] {
  if (arg === '-') return [STDIN];
  if (arg === '') throw new UsageError('An argument is empty. Expected a path.');
  const path = slashed(normalize(arg));
  const stat = statSync(arg, { throwIfNoEntry: false });
  if (stat?.isDirectory()) {
    const found = blueprintsBelow(path);
    if (found.length > 0) return found;
    throw new UsageError(`${arg} is a folder with no render.yaml or render.*.yaml below it.`);
  }
  if (stat) return [path];
  if (!/[*?[{]/.test(arg)) throw new UsageError(`${arg} does not exist.`);
  const found = globSync(slashed(arg), { exclude: (name) => skipped.has(name) })
    .filter((name) => statSync(name, { throwIfNoEntry: false })?.isFile())
    .map((name) => slashed(normalize(name)))
    .sort();
  if (found.length > 0) return found;
  throw new UsageError(`${arg} matches no file.`);
}

function blueprintsBelow(folder: string): string[] {
  const found: string[] = [];
  const visit = (path: string) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const below = slashed(join(path, entry.name));
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name)) visit(below);
      } else if (isBlueprintName(entry.name)) found.push(below);
    }
  };
  visit(folder);
  return found.sort();
}

/** A backslash is a separator on Windows only, and part of a name elsewhere. */
export function slashed(path: string, platform = process.platform): string {
  return platform === 'win32' ? path.replaceAll('\\', '/') : path;
}

function read(path: string): string {
  return decode(readFileSync(path === STDIN ? 0 : path), path);
}

const reasons: Partial<Record<string, string>> = {
  EACCES: 'cannot be read: permission denied.',
  EPERM: 'cannot be read: permission denied.',
  ENOENT: 'does not exist.',
  EISDIR: 'is a folder. Expected a file.',
  ELOOP: 'is a symbolic link that leads to itself.',
  EAGAIN: 'has nothing to read.',
  ENAMETOOLONG: 'is too long for a path.',
  ERR_FS_FILE_TOO_LARGE: 'is larger than 2 GiB.',
};

function messageOf(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return `${path ?? STDIN} ${reasons[code] ?? `cannot be read: ${message}`}`;
}
