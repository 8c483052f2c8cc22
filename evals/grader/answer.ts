import { isUtf8 } from 'node:buffer';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';

/** More than any file of an answer needs, and little enough for patterns that look twice. */
export const MOST_BYTES = 64 * 1024;

/** A file of an answer, or why it cannot be judged. */
export type Read = { text: string } | { problem: string };

/**
 * Reads one file of a folder and nothing outside of it: a link that leads out is a problem, as are a
 * file that is too large, one that is no text, and what is no file at all.
 *
 * @param path with forward slashes, below the folder
 */
export function readWithin(folder: string, path: string): Read {
  const problem = (what: string) => ({ problem: `\`${path}\` ${what}` });
  try {
    const real = realpathSync(join(folder, path));
    if (!isWithin(realpathSync(folder), real)) return problem('leads out of the folder.');
    const stat = statSync(real);
    if (!stat.isFile()) return problem('is no file.');
    if (stat.size > MOST_BYTES) {
      return problem(`has ${stat.size} bytes; at most ${MOST_BYTES} are read.`);
    }
    const bytes = readFileSync(real);
    if (bytes.includes(0) || !isUtf8(bytes)) return problem('is no text in UTF-8.');
    return { text: bytes.toString('utf8') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return problem(
      code === 'ENOENT' || code === 'ENOTDIR' ? 'is missing.' : `cannot be read (${code}).`,
    );
  }
}

/** Whether a path is below a folder, both without links. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
