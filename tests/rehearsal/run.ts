import { type ChildProcess, type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Form } from '../../src/rehearsal/evidence.ts';
import { bin, emptyFolder, root } from '../unit/cli.ts';

/** A copy of a project of `projects/`, in which a test may change what it is about. */
export function copyOf(name: 'plain' | 'orders', change: (blueprint: string) => string = String) {
  const folder = emptyFolder();
  cpSync(join(import.meta.dirname, 'projects', name), folder, { recursive: true });
  const path = join(folder, 'render.yaml');
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  // Where the rehearsal keeps its own folder, so that a test can see that it is gone.
  return { folder, temporary: emptyFolder() };
}

type Project = ReturnType<typeof copyOf>;

/** How a command ended, and what it printed. */
interface Outcome {
  status: number | null;
  stdout: string;
  stderr: string;
}

async function outcomeOf(child: ChildProcessByStdio<null, Readable, Readable>): Promise<Outcome> {
  const [stdout, stderr] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { status: child.exitCode, stdout, stderr };
}

/** Rehearses a project to its end. */
export async function rehearse(
  { folder, temporary }: Project,
  args: string[] = [],
  env: Record<string, string> = {},
): Promise<Outcome> {
  const child = spawn(process.execPath, [bin, 'rehearse', folder, '--overlap', '1', ...args], {
    env: { ...process.env, TMPDIR: temporary, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return outcomeOf(child);
}

/** Begins to rehearse a project, and waits until it has printed something that matches. */
export async function begin(
  { folder, temporary }: Project,
  args: string[],
  until: RegExp,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, [bin, 'rehearse', folder, ...args], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (until.test(output)) resolve();
    });
    child.once('exit', () => reject(new Error(`ended too early: ${output}`)));
  });
  return child;
}

/** What a rehearsal has left: files in its folder, and processes that carry its mark. */
export function leftovers({ temporary }: Project): string[] {
  // Node.js keeps this for the next run, whatever it runs.
  const files = readdirSync(temporary).filter((name) => name !== 'node-compile-cache');
  const processes = readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
      if (!environment.includes(`TMPDIR=${temporary}`) && !environment.includes(`=${temporary}/`))
        return [];
      return [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`];
    } catch {
      return [];
    }
  });
  return [...files, ...processes];
}

/** The process group of the worker that is being rehearsed. */
export function groupOf({ temporary }: Project): number {
  const worker = readdirSync('/proc').find((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
      return command === 'node\0worker.mjs\0' && environment.includes(`=${temporary}/`);
    } catch {
      return false;
    }
  });
  if (!worker) throw new Error('no worker runs');
  // The leader of its group: the shell became the worker.
  return Number(worker);
}

/** The processes of a group. */
export function membersOf(group: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,pgid=,stat='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [pid, own, state = ''] = line.trim().split(/\s+/);
    return Number(own) === group && !state.startsWith('Z') ? [Number(pid)] : [];
  });
}

/** Rehearses an example in one of its forms. */
export async function rehearseExample(name: string, form: Form, args: string[]): Promise<Outcome> {
  const folder = join(root, 'examples', name);
  const overlay = form === 'default' ? ['--overlay', join(folder, 'default')] : [];
  const child = spawn(process.execPath, [bin, 'rehearse', folder, ...overlay, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return outcomeOf(child);
}
