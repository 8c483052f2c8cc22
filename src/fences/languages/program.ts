import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SyntaxFinding } from './language.ts';

/** Whether a program can be started here. */
export function isInstalled(command: string): boolean {
  const { error } = spawnSync(command, ['--help'], { stdio: 'ignore' });
  return (error as NodeJS.ErrnoException | undefined)?.code !== 'ENOENT';
}

/**
 * Writes the snippets into files and runs one process over all of them, which prints a line
 * `file-index TAB line TAB column TAB message` for each that does not parse.
 *
 * @throws if the program cannot be run or fails by itself: a parser that crashes proves nothing
 */
export function parseWith(
  command: string,
  args: readonly string[],
  snippets: readonly string[],
): SyntaxFinding[] {
  const folder = mkdtempSync(join(tmpdir(), 'render-workers-fences-'));
  try {
    const files = snippets.map((snippet, index) => {
      const file = join(folder, String(index));
      writeFileSync(file, `${snippet}\n`);
      return file;
    });
    const run = spawnSync(command, [...args, ...files], { encoding: 'utf8' });
    if (run.error) throw run.error;
    if (run.status !== 0) throw new Error(`${command} exited with ${run.status}: ${run.stderr}`);
    return run.stdout
      .split('\n')
      .filter((line) => line.includes('\t'))
      .map((line) => {
        const [index, row, column, ...message] = line.split('\t');
        return {
          index: Number(index),
          line: Number(row),
          column: Number(column),
          message: message.join(' '),
        };
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
