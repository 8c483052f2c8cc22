import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { treeOf } from './process-tree.ts';
import type { Session } from './session.ts';

/** A line that a process printed. */
export interface Line {
  /** Seconds since the rehearsal began. */
  at: number;
  text: string;
}

/** How the top process ended. */
export interface Ending {
  at: number;
  code: number | null;
  signal: NodeJS.Signals | null;
}

interface Options {
  session: Session;
  cwd: string;
  env: Record<string, string>;
  onLine?: (line: Line) => void;
}

/** Most lines that are kept of one process; the first and the last are what people look at. */
const MOST_LINES = 5_000;

/**
 * A command that runs through a shell in a process group of its own, as a platform runs it: bash, which
 * becomes the command if that is a single one. Which shell Render takes is not documented.
 */
export class Command {
  readonly pid: number;
  readonly lines: Line[] = [];
  /** Set once the top process has ended. */
  ending: Ending | undefined;
  readonly ended: Promise<Ending>;
  readonly #closed: Promise<unknown>;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, pid: number, { session, onLine }: Options) {
    this.#child = child;
    this.pid = pid;
    const take = (text: string) => {
      const line = { at: session.now(), text };
      if (this.lines.length >= MOST_LINES) this.lines.splice(MOST_LINES / 2, 1);
      this.lines.push(line);
      onLine?.(line);
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream, crlfDelay: Infinity }).on('line', take);
    }
    this.#closed = once(child, 'close');
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.ending = { at: session.now(), code, signal };
        resolve(this.ending);
      });
    });
  }

  /** @throws {Error} if there is no bash */
  static async start(command: string, options: Options): Promise<Command> {
    const { cwd, env, session } = options;
    if (session.isClosing) throw new Error('the rehearsal has ended');
    const child = spawn('bash', ['-c', command], {
      cwd,
      env: { ...env, ...session.mark },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // Before anything else can happen, such as the end.
    if (child.pid !== undefined) session.registerGroup(child.pid);
    await once(child, 'spawn');
    return new Command(child, child.pid as number, options);
  }

  /** The end, with all that it printed; what it left in the background is not waited for. */
  async finished(): Promise<Ending> {
    const ending = await this.ended;
    await Promise.race([this.#closed, sleep(1000)]);
    return ending;
  }

  /** Signals the top process and nothing below it. */
  signal(signal: NodeJS.Signals): void {
    if (!this.ending) this.#child.kill(signal);
  }

  /** Kills the whole group, orphans of the top process included, and children that left the group. */
  killGroup(): void {
    for (const target of [-this.pid, ...treeOf(this.pid).pids]) {
      try {
        process.kill(target, 'SIGKILL');
      } catch {
        // Nobody is left there.
      }
    }
  }

  /** How many processes of the group are alive. */
  alive(): number {
    return treeOf(this.pid).pids.length;
  }

  /** The last lines that it printed. */
  lastLines(count = 10): string[] {
    return this.lines.slice(-count).map(({ text }) => text);
  }
}
