import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';

export const root = join(import.meta.dirname, '../..');
export const bin = join(root, 'bin/render-workers.js');

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder, which goes when the tests of the file end. */
export function emptyFolder(): string {
  // By its real name: macOS keeps a link there, and Windows a short name.
  const folder = mkdtempSync(join(realpathSync.native(tmpdir()), 'render-workers-test-'));
  folders.push(folder);
  return folder;
}

/** A folder with these files, which goes when the tests of the file end. */
export function folderOf(files: Record<string, string | Uint8Array> = {}): string {
  const folder = emptyFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** What decides about output and paths in a developer's shell or in CI must not decide here. */
const unset = ['NO_COLOR', 'FORCE_COLOR', 'GITHUB_WORKSPACE', 'GITHUB_ACTIONS', 'NODE_OPTIONS'];

/** Runs `render-workers` in a folder. */
export function run(
  folder: string,
  args: string[],
  {
    input = '',
    env = {},
    node = process.execPath,
  }: {
    input?: string;
    env?: Record<string, string>;
    node?: string;
  } = {},
) {
  const clean = Object.entries(process.env).filter(([name]) => !unset.includes(name));
  const { status, stdout, stderr } = spawnSync(node, [bin, ...args], {
    cwd: folder,
    encoding: 'utf8',
    input,
    env: { ...Object.fromEntries(clean), ...env },
  });
  return { status, stdout, stderr };
}

/** A Blueprint without findings; each test breaks what it is about. */
export const good = `services:
  - type: worker
    name: mail-worker
    runtime: node # the team's own
    region: oregon
    plan: 0.5c-512mb
    buildCommand: npm ci
    startCommand: node worker.js
`;

/** One error, which nothing but a person can mend. */
export const withError = good.replace('    startCommand: node worker.js\n', '');
/** One warning, with a safe fix. */
export const withWarning = good.replace('runtime:', 'env:');
/** One error, whose fix is unsafe. */
export const withUnsafe = good.replace('0.5c-512mb', 'free');
