import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { serverVariables } from './environment.ts';
import type { Session } from './session.ts';

/** A server that the rehearsal started: a broker, a database or a pooler. */
export interface Server {
  name: string;
  /** What `property` of a reference gives. */
  addresses: Record<string, string>;
  /** Which software it is, as it says itself, e.g. `Valkey 8.0.1`. */
  software: string;
  /** What was set because of the Blueprint, for the report. */
  settings: Record<string, string>;
  connectionLimit: number;
  /** The process that was started last, of which all others of the server descend. */
  pid(): number | undefined;
  /** Connections of others than the rehearsal. */
  connections(): Promise<number>;
  /** What lies in it that looks like a queue, as counts by name. */
  contents(): Promise<Record<string, number>>;
  /** @param pause seconds for which it is away */
  restart(pause: number): Promise<void>;
  stop(): Promise<void>;
}

/** How long a server may take to stop. */
const STOP_SECONDS = 10;

/** A server's process, which prints into the void unless it ends too early. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #session: Session;
  #output = '';
  #exited: Promise<unknown>;

  /** @param options.emergency what to send it if the rehearsal itself is gone */
  constructor(
    session: Session,
    file: string,
    args: readonly string[],
    {
      cwd,
      uid,
      gid,
      emergency = 'INT',
    }: {
      cwd: string;
      uid?: number | undefined;
      gid?: number | undefined;
      emergency?: 'INT' | 'QUIT';
    },
  ) {
    if (session.isClosing) throw new Error('the rehearsal has ended');
    this.#session = session;
    this.#child = spawn(file, args, {
      cwd,
      // PostgreSQL does not start on macOS without a valid locale.
      env: { ...serverVariables(), LC_ALL: 'C', ...session.mark },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
    });
    const keep = (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString()).slice(-10_000);
    };
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
    this.#exited = once(this.#child, 'exit').catch((error: Error) => {
      this.#output += error.message;
    });
    if (this.#child.pid !== undefined) session.registerServer(this.#child.pid, emergency);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get isRunning(): boolean {
    return (
      this.#child.pid !== undefined &&
      this.#child.exitCode === null &&
      this.#child.signalCode === null
    );
  }

  lastLines(): string[] {
    return this.#output.trim().split('\n').slice(-10);
  }

  /** @returns its exit code; null if a signal ended it or it never ran */
  async finished(): Promise<number | null> {
    await this.#exited;
    if (this.#child.pid !== undefined) this.#session.forgetServer(this.#child.pid);
    return this.#child.exitCode;
  }

  /** Tells it to stop, and kills it if it has not: Valkey stays where it cannot save, as on a full disk. */
  async stop(signal: NodeJS.Signals): Promise<void> {
    if (this.isRunning) this.#child.kill(signal);
    const deadline = setTimeout(() => this.#child.kill('SIGKILL'), STOP_SECONDS * 1000);
    await this.finished();
    clearTimeout(deadline);
  }
}
