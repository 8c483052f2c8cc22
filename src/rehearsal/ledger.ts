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
  /** Redelivered orders that took longer than {@link LATE_SECONDS} to be started again. */
  late: number;
}

/** From here on a redelivery is called late: people notice. */
export const LATE_SECONDS = 10;

interface Run {
  instance: string;
  startedAt: number;
  /** When the work was done; absent while it runs, and for ever if it was interrupted. */
  doneAt?: number;
}

/**
 * Reads the lines that the examples' workers print for each order (`order ID started`, `order ID receipt
 * written`, `order ID receipt was already there`) and counts.
 */
export class Ledger {
  readonly #accepted = new Set<string>();
  readonly #runs = new Map<string, Run[]>();
  readonly #ends = new Map<string, number>();
  #refused = 0;
  #done = 0;

  accept(id: string): void {
    this.#accepted.add(id);
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
    return [...this.#accepted];
  }

  /** How many orders are being worked on by this instance, or by any. */
  inFlight(instance?: string): number {
    return [...this.#runs.values()]
      .flat()
      .filter((run) => run.doneAt === undefined && !this.#ends.has(run.instance))
      .filter((run) => instance === undefined || run.instance === instance).length;
  }

  get started(): number {
    return this.#runs.size;
  }

  /** How often work ran to its end. */
  get done(): number {
    return this.#done;
  }

  /** Takes a line of a worker's output. */
  read(instance: string, at: number, text: string): void {
    const [, id = '', what] = /\border (\S+) (started|receipt)\b/.exec(text) ?? [];
    if (id === '') return;
    const runs = this.#runs.get(id) ?? [];
    this.#runs.set(id, runs);
    if (what === 'started') {
      runs.push({ instance, startedAt: at });
      return;
    }
    const run = runs.findLast((own) => own.instance === instance && own.doneAt === undefined);
    if (run) run.doneAt = at;
    else runs.push({ instance, startedAt: at, doneAt: at });
    this.#done += 1;
  }

  /** An instance is no more; what it had in hand is somebody else's now, or nobody's. */
  end(instance: string, at: number): void {
    this.#ends.set(instance, at);
  }

  /** @param hasReceipt whether an order has one at the end */
  count(hasReceipt: (id: string) => boolean): Count {
    const ids = [...this.#accepted];
    const lost = ids.filter((id) => !hasReceipt(id)).length;
    const finished = (id: string) =>
      (this.#runs.get(id) ?? []).filter(({ doneAt }) => doneAt !== undefined).length;
    const twice = ids.filter((id) => finished(id) > 1).length;
    const delays = ids.flatMap((id) => this.#delaysOf(id));
    const again = ids.filter((id) => this.#delaysOf(id).length > 0);
    return {
      orders: ids.length,
      refused: this.#refused,
      once: ids.length - lost - twice,
      twice,
      lost,
      redelivered: again.length,
      redeliveryDelay:
        delays.length > 0 ? { least: Math.min(...delays), most: Math.max(...delays) } : undefined,
      late: again.filter((id) => this.#delaysOf(id).some((delay) => delay > LATE_SECONDS)).length,
    };
  }

  /** How long each interrupted run of an order had to wait for the next start. */
  #delaysOf(id: string): number[] {
    const runs = this.#runs.get(id) ?? [];
    return runs.flatMap((run, index) => {
      const next = runs[index + 1];
      const end = this.#ends.get(run.instance);
      if (run.doneAt !== undefined || !next || end === undefined) return [];
      return [Math.max(0, next.startedAt - end)];
    });
  }
}
