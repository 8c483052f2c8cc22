import { constants, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Listed } from './scenarios.ts';

/** The folder holds something already. */
export class NotEmpty extends Error {}

/**
 * Writes the prompt and the start files of each scenario into a sub-folder, for an agent to work in.
 *
 * @throws {NotEmpty} rather than write beside what is there
 */
export function writePrompts(scenarios: readonly Listed[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) {
    throw new NotEmpty(`${folder} is not empty. Expected a new folder: nothing is overwritten.`);
  }
  for (const scenario of scenarios) {
    const own = join(folder, scenario.id);
    const start = join(scenario.folder, 'start');
    mkdirSync(own);
    if (existsSync(start))
      cpSync(start, own, { recursive: true, force: false, errorOnExist: true });
    copyFileSync(
      join(scenario.folder, 'prompt.md'),
      join(own, 'prompt.md'),
      constants.COPYFILE_EXCL,
    );
  }
}
