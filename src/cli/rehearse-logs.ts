import { appendFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './usage-error.ts';

/**
 * Keeps what each instance printed, in a file of its own with the seconds at which it did.
 *
 * @param folder made if it is not there; must be empty, so that no log is overwritten
 * @returns takes a line
 * @throws {UsageError} if the folder holds something, or cannot be made
 */
export function logsIn(folder: string): (who: string, at: number, text: string) => void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(`--logs ${folder}: ${(error as Error).message}`);
  }
  if (readdirSync(folder).length > 0) {
    throw new UsageError(`--logs ${folder}: the folder is not empty, and nothing is overwritten.`);
  }
  return (who, at, text) =>
    appendFileSync(join(folder, `${who}.log`), `${at.toFixed(3).padStart(9)} ${text}\n`);
}
