import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Folders in which Debian, Homebrew and others keep PostgreSQL's programs, off the PATH. */
function versionedFolders(): string[] {
  return ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'].flatMap((folder) => {
    try {
      return readdirSync(folder)
        .filter((name) => /^\d+$|^postgresql/.test(name))
        .sort()
        .reverse()
        .map((name) => join(folder, name, 'bin'));
    } catch {
      return [];
    }
  });
}

/** The path of the first of these programs that is there, looked for on the PATH first. */
export function findProgram(...names: readonly string[]): string | undefined {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  for (const name of names) {
    for (const folder of [...path, '/usr/sbin', ...versionedFolders()]) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not this one.
      }
    }
  }
  return undefined;
}
