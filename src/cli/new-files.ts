import { mkdirSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ExampleFile } from '../examples/example.ts';

/** The files could not be written, and none of them is left. The message is a sentence. */
export class CannotWrite extends Error {}

const reasons: Partial<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left',
  EDQUOT: 'no space is left',
  EEXIST: 'it is there already',
  ENOTDIR: 'a part of its path is a file',
  ENAMETOOLONG: 'its path is too long',
};

/**
 * Writes files below a folder, which is made if need be. Either all of them are there at the end, or
 * nothing that was not there before; what is there already is never touched.
 *
 * @throws {CannotWrite}
 */
export function writeFiles(folder: string, files: readonly ExampleFile[]): void {
  const made: (() => void)[] = [];
  let path = folder;
  const makeFolder = (target: string) => {
    const first = mkdirSync(target, { recursive: true });
    if (first === undefined) return;
    const between: string[] = [];
    for (let at = resolve(target); at.length >= resolve(first).length; at = dirname(at)) {
      between.unshift(at);
    }
    made.push(...between.map((one) => () => rmdirSync(one)));
  };
  try {
    makeFolder(folder);
    for (const { path: below, content, isExecutable } of files) {
      path = join(folder, below);
      makeFolder(dirname(path));
      // Fails if something is there, also if it has come since we looked.
      writeFileSync(path, content, { flag: 'wx', mode: isExecutable ? 0o777 : 0o666 });
      const written = path;
      made.push(() => unlinkSync(written));
    }
  } catch (error) {
    for (const undo of made.reverse()) attempt(undo);
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new CannotWrite(
      `${path} cannot be written: ${reasons[code] ?? message}. Nothing was left behind.`,
    );
  }
}

/** What somebody else has put into a folder of ours meanwhile keeps that folder. */
function attempt(undo: () => void): void {
  try {
    undo();
  } catch {}
}
