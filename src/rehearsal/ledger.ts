/** What became of the orders, counted. */
export interface Count {
  /** Orders that the producer accepted. */
  orders: number;
  /** Orders that the producer refused; each was offered again until it was accepted or given up. */
  refused: number;
  /** Orders with a receipt whose work ran to its end once. */
  once: number;
  /** Orders whose work ran to its end more than once. */
  twice: number;
  /** Orders without a receipt when the rehearsal ended. */
  lost: number;
  /** Orders that were started again after a worker had been stopped or killed with them in hand. */
  redelivered: number;
  /** Seconds from that stop to the next start. */
  redeliveryDelay: { least: number; most: number } | undefined;
  /**
   * Orders that were started again although the worker that had them lived on: the attempt failed, as
   * while a broker is away, and the framework tried again. Absent in evidence from before it was counted.
   */
  retried?: number;
  /** Seconds from when the failed attempt would have been done to the next start. */
  retryDelay?: { least: number; most: number } | undefined;
  /** Redelivered and retried orders that took longer than {@link LATE_SECONDS} to be started again. */
  late: number;
}

/** From here on a redelivery or retry is called late: people notice. */
const LATE_SECONDS = 10;

/** What one order took in all of its runs. */
export interface Work {
  /** How often it was started. */
  runs: number;
  /** The share of the work that was done again: 0 if none of it was, 1 if all was done twice. */
  redone: number;
  /** Steps that were reported as done, and those of them that had been done before. Absent without reports. */
  steps?: { done: number; again: number };
}

interface Run {
  instance: string;
  startedAt: number;
  /** When the work was done; absent while it runs, and for ever if it was interrupted. */
  doneAt?: number;
  /** When the worker put it back with what was done so far, to be gone on with. */
  handedOverAt?: number;
  /** What it reported to be done, and when. */
  steps: { number: number; at: number }[];
}

/** What a worker's line said of an order. */
export interface Reading {
  order: string;
  what: 'started' | 'step' | 'handed over' | 'receipt';
  /** Steps that are done, where the line counts them. */
  step?: number;
}

/**
 * Reads the lines that the examples' workers print for each order (`order ID started`, `order ID step N`,
 * `order ID handed over after step N`, `order ID receipt written`, `order ID receipt was already there`)
 * and counts. A worker need not print the steps and the handing over.
 */
export class Ledger {
  /** Seconds of work of each accepted order, by its id. */
  readonly #accepted = new Map<string, number>();
  readonly #runs = new Map<string, Run[]>();
  readonly #signals = new Map<string, number>();
  readonly #ends = new Map<string, number>();
  #refused = 0;
  #done = 0;

  /** @param seconds of work that the order takes */
  accept(id: string, seconds: number): void {
    this.#accepted.set(id, seconds);
  }

  refuse(): void {
    this.#refused += 1;
  }

  /** @returns how many orders the producer accepted */
  get accepted(): number {
    return this.#accepted.size;
  }

  /** The ids of the accepted orders. */
  ids(): string[] {
    return [...this.#accepted.keys()];
  }

  /** How many orders are being worked on by this instance, or by any. */
  inFlight(instance?: string): number {
    // What its own worker began again is in hand once: the earlier attempt failed.
    return [...this.#runs.values()]
      .flatMap((runs) =>
        runs.filter(
          (run, index) =>
            run.doneAt === undefined &&
            run.handedOverAt === undefined &&
            !this.#ends.has(run.instance) &&
            !runs.slice(index + 1).some((later) => later.instance === run.instance),
        ),
      )
      .filter((run) => instance === undefined || run.instance === instance).length;
  }

  get started(): number {
    return this.#runs.size;
  }

  /** How often work ran to its end. */
  get done(): number {
    return this.#done;
  }

  /**
   * Takes a line of a worker's output.
   *
   * @returns what it said of an order, if it did
   */
  read(instance: string, at: number, text: string): Reading | undefined {
    const reading = readingOf(text);
    if (!reading) return undefined;
    const { order, what, step } = reading;
    const runs = this.#runs.get(order) ?? [];
    this.#runs.set(order, runs);
    const open = runs.findLast(
      (own) =>
        own.instance === instance && own.doneAt === undefined && own.handedOverAt === undefined,
    );
    switch (what) {
      case 'started':
        runs.push({ instance, startedAt: at, steps: [] });
        break;
      case 'step':
        open?.steps.push({ number: step ?? 0, at });
        break;
      case 'handed over':
        if (open) open.handedOverAt = at;
        break;
      case 'receipt':
        if (open) open.doneAt = at;
        else runs.push({ instance, startedAt: at, steps: [], doneAt: at });
        this.#done += 1;
    }
    return reading;
  }

  /** An instance was told to stop, or killed; what it gives back from now on is redelivered. */
  signal(instance: string, at: number): void {
    this.#signals.set(instance, at);
  }

  /** An instance is no more; what it had in hand is somebody else's now, or nobody's. */
  end(instance: string, at: number): void {
    this.#ends.set(instance, at);
  }

  /**
   * How much of an order's work was done more than once, in all of its runs. Where the worker reports steps,
   * that is the time of those that had been done before and of those that were broken off; else, what all
   * runs took together beyond the seconds of the order. A run lasts until its receipt, until it was handed
   * over, or until its process ended. One of which none of these is known failed in a worker that lived on:
   * it counts for as long as the order takes, if that worker did not start the order again earlier.
   *
   * @param at seconds; for what still runs
   */
  workOf(id: string, at: number): Work {
    const runs = this.#runs.get(id) ?? [];
    const seconds = this.#accepted.get(id) ?? 0;
    const endOf = (run: Run, index: number) => {
      const known = run.doneAt ?? run.handedOverAt;
      if (known !== undefined) return known;
      const next = runs.slice(index + 1).find(({ instance }) => instance === run.instance);
      const ends = [this.#ends.get(run.instance) ?? at, next?.startedAt ?? at];
      return Math.min(Math.max(run.startedAt, Math.min(...ends)), run.startedAt + seconds);
    };
    const reported = runs.flatMap(({ steps }) => steps);
    const known = new Set<number>();
    let again = 0;
    let took = 0;
    for (const [index, run] of runs.entries()) {
      const end = endOf(run, index);
      took += end - run.startedAt;
      let last = run.startedAt;
      for (const step of run.steps) {
        if (known.has(step.number)) again += step.at - last;
        known.add(step.number);
        last = step.at;
      }
      if (run.doneAt === undefined && run.handedOverAt === undefined)
        again += Math.max(0, end - last);
    }
    const redone = reported.length > 0 ? again : Math.max(0, took - seconds);
    return {
      runs: runs.length,
      redone: seconds > 0 ? redone / seconds : 0,
      ...(reported.length > 0 && {
        steps: { done: reported.length, again: reported.length - known.size },
      }),
    };
  }

  /** @param hasReceipt whether an order has one at the end */
  count(hasReceipt: (id: string) => boolean): Count {
    const ids = this.ids();
    const lost = ids.filter((id) => !hasReceipt(id)).length;
    const finished = (id: string) =>
      (this.#runs.get(id) ?? []).filter(({ doneAt }) => doneAt !== undefined).length;
    const twice = ids.filter((id) => finished(id) > 1).length;
    const again = ids.map((id) => this.#againOf(id));
    const redelivered = again.flatMap((own) => own.redelivered);
    const retried = again.flatMap((own) => own.retried);
    return {
      orders: ids.length,
      refused: this.#refused,
      once: ids.length - lost - twice,
      twice,
      lost,
      redelivered: again.filter((own) => own.redelivered.length > 0).length,
      redeliveryDelay: rangeOf(redelivered),
      retried: again.filter((own) => own.retried.length > 0).length,
      retryDelay: rangeOf(retried),
      late: again.filter((own) =>
        [...own.redelivered, ...own.retried].some((delay) => delay > LATE_SECONDS),
      ).length,
    };
  }

  /** How long each unfinished run of an order had to wait for the next start, by why it ended. */
  #againOf(id: string): { redelivered: number[]; retried: number[] } {
    const runs = this.#runs.get(id) ?? [];
    const found = { redelivered: [] as number[], retried: [] as number[] };
    for (const [index, run] of runs.entries()) {
      const next = runs[index + 1];
      if (run.doneAt !== undefined || !next) continue;
      const end = this.#ends.get(run.instance);
      const over = this.#signals.get(run.instance) ?? end;
      // Put back in the middle of its life, as what works in portions does: nothing was interrupted.
      if (run.handedOverAt !== undefined && (over === undefined || over > run.handedOverAt))
        continue;
      if (end !== undefined && over !== undefined && over <= next.startedAt) {
        found.redelivered.push(Math.max(0, next.startedAt - end));
      } else {
        const due = run.startedAt + (this.#accepted.get(id) ?? 0);
        found.retried.push(Math.max(0, next.startedAt - due));
      }
    }
    return found;
  }
}

function readingOf(text: string): Reading | undefined {
  const [, order = '', what, over, step] =
    /\border (\S+) (?:(started|receipt|step)|(handed over)(?: after step)?)\b(?: (\d+))?/.exec(
      text,
    ) ?? [];
  if (order === '' || (what === 'step' && step === undefined)) return undefined;
  return {
    order,
    what: (what ?? over) as Reading['what'],
    ...(step !== undefined && { step: Number(step) }),
  };
}

function rangeOf(delays: readonly number[]): { least: number; most: number } | undefined {
  if (delays.length === 0) return undefined;
  return { least: Math.min(...delays), most: Math.max(...delays) };
}
