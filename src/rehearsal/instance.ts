import { setTimeout as sleep } from 'node:timers/promises';
import { Command, type Ending, type Line } from './command.ts';
import { treeOf } from './process-tree.ts';
import type { Session } from './session.ts';
import { waitFor } from './wait.ts';

/** How an instance was stopped, and what came of it. */
export interface Stop {
  signal: 'SIGTERM' | 'SIGKILL';
  /** Seconds since the rehearsal began. */
  signalledAt: number;
  /** Seconds from the signal to the end of the top process; absent where the signal was SIGKILL. */
  took: number | undefined;
  /** Whether SIGKILL had to end the top process, or what it left behind. */
  killed: boolean;
  /** Processes that were left when the top process had ended, and lived until SIGKILL. */
  orphans: number;
}

/** One running copy of a service. */
export class Instance {
  readonly name: string;
  readonly startedAt: number;
  readonly command: Command;
  /** Megabytes of the whole tree, at most. */
  peakMemory = 0;
  /** Set as soon as somebody begins to stop it. */
  isStopping = false;
  stop: Stop | undefined;
  readonly #session: Session;
  readonly #sampler: NodeJS.Timeout;

  private constructor(name: string, command: Command, session: Session) {
    this.name = name;
    this.command = command;
    this.#session = session;
    this.startedAt = session.now();
    this.#sampler = setInterval(() => this.#sample(), 1000);
    this.#sampler.unref();
    void command.ended.then(() => clearInterval(this.#sampler));
  }

  static async start(
    name: string,
    command: string,
    options: {
      session: Session;
      cwd: string;
      env: Record<string, string>;
      onLine: (line: Line) => void;
    },
  ): Promise<Instance> {
    return new Instance(name, await Command.start(command, options), options.session);
  }

  get isRunning(): boolean {
    return this.command.ending === undefined;
  }

  /** The end, if it came before so many seconds were over. */
  async endsWithin(seconds: number): Promise<Ending | undefined> {
    return await Promise.race([this.command.ended, sleep(seconds * 1000, undefined)]);
  }

  /**
   * SIGTERM to the top process, and SIGKILL to its whole group if any of it lives after the delay.
   *
   * @param delay seconds between the two
   * @param onWait called about once a second with the seconds that are left
   */
  async terminate(delay: number, onWait: (left: number) => void = () => {}): Promise<Stop> {
    this.isStopping = true;
    const signalledAt = this.#session.now();
    const left = () => Math.max(0, delay - (this.#session.now() - signalledAt));
    this.#sample();
    this.command.signal('SIGTERM');
    const isOver = await waitFor(
      delay,
      () => {
        onWait(left());
        return this.isRunning ? undefined : true;
      },
      0.1,
    );
    const took = this.command.ending ? this.command.ending.at - signalledAt : undefined;
    let orphans = isOver ? this.command.alive() : 0;
    if (orphans > 0) {
      // Children that are told by their parent's end get the rest of the time, as on Render.
      const areGone = await waitFor(
        left(),
        () => (this.command.alive() === 0 ? true : undefined),
        0.5,
      );
      if (areGone) orphans = 0;
    }
    const killed = !isOver || orphans > 0;
    if (killed) this.command.killGroup();
    await this.command.ended;
    this.stop = { signal: 'SIGTERM', signalledAt, took, killed, orphans };
    return this.stop;
  }

  /** SIGKILL to all of it, at once. */
  async kill(): Promise<Stop> {
    this.isStopping = true;
    const signalledAt = this.#session.now();
    this.#sample();
    this.command.killGroup();
    await this.command.ended;
    this.stop = { signal: 'SIGKILL', signalledAt, took: undefined, killed: true, orphans: 0 };
    return this.stop;
  }

  #sample(): void {
    if (!this.isRunning) return;
    this.peakMemory = Math.max(this.peakMemory, treeOf(this.command.pid).megabytes);
  }
}
