import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { GeneratedPage } from './generate.ts';

/** A copy of the handbook with more pages. */
export interface Copy {
  folder: string;
  remove(): void;
}

/**
 * Copies what git has of the handbook into a folder of its own below `root`, whose packages it uses, and
 * adds pages. Git ignores the folder.
 *
 * @throws if git does not tell its files
 */
export function copyWith(root: string, pages: readonly GeneratedPage[]): Copy {
  const { status, stdout, stderr } = spawnSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`git ls-files: ${stderr}`);
  const folder = mkdtempSync(join(root, 'generated-site-'));
  for (const path of stdout.split('\0')) {
    if (path === '' || !existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(join(root, path), join(folder, path));
  }
  for (const { path, ours } of pages) writeFileSync(join(folder, 'src/content/docs', path), ours);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
