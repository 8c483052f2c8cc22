import { setTimeout as sleep } from 'node:timers/promises';
import type { Instance } from './instance.ts';
import type { Ledger } from './ledger.ts';
import { Trouble } from './trouble.ts';
import { waitFor } from './wait.ts';

/** How many orders are offered at the same time. */
const AT_ONCE = 10;

/** The Blueprint's web service, as far as it takes orders and counts receipts. */
export class Producer {
  readonly instance: Instance;
  readonly #address: string;
  readonly #ledger: Ledger;
  #next = 1;

  private constructor(instance: Instance, port: number, ledger: Ledger) {
    this.instance = instance;
    this.#address = `http://127.0.0.1:${port}`;
    this.#ledger = ledger;
  }

  /**
   * Waits until the service answers.
   *
   * @returns undefined where it has no `/receipts`, so that there is nothing to count
   * @throws {Trouble} if it ends, or does not answer for a minute
   */
  static async connect(
    instance: Instance,
    port: number,
    ledger: Ledger,
  ): Promise<Producer | undefined> {
    const producer = new Producer(instance, port, ledger);
    const status = await waitFor(
      60,
      async () => (instance.isRunning ? (await producer.#get('/receipts')).status : 0),
      0.3,
    );
    if (status === undefined || status === 0) {
      throw new Trouble(
        `\`${instance.name}\` ${status === 0 ? 'ended' : 'did not answer on its port for a minute'}, so no order can be put into the queue.`,
        1,
        instance.command.lastLines(),
      );
    }
    return status === 404 ? undefined : producer;
  }

  /**
   * Puts orders into the queue.
   *
   * @param durations seconds of work, one for each order
   * @param patience seconds for which a refused order is offered again
   * @returns how many were accepted
   */
  async enqueue(durations: readonly number[], patience = 60): Promise<number> {
    const orders = durations.map((seconds) => {
      const id = `o-${String(this.#next).padStart(5, '0')}`;
      this.#next += 1;
      return { id, seconds };
    });
    let accepted = 0;
    const offer = async () => {
      for (let order = orders.shift(); order; order = orders.shift()) {
        const { id, seconds } = order;
        const isTaken = await waitFor(
          patience,
          async () => ((await this.#post(id, seconds)) ? true : undefined),
          1,
        );
        if (isTaken) accepted += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, offer));
    return accepted;
  }

  /** How many receipts there are; undefined while the store is away. */
  async receipts(): Promise<number | undefined> {
    try {
      const { status, body } = await this.#get('/receipts');
      const { count } = JSON.parse(body) as { count?: unknown };
      return status === 200 && typeof count === 'number' ? count : undefined;
    } catch {
      return undefined;
    }
  }

  /**
   * The ids of these orders that have a receipt.
   *
   * @throws {Trouble} if it does not say so for 20 seconds
   */
  async withReceipt(ids: readonly string[]): Promise<Set<string>> {
    const found = new Set<string>();
    const rest = [...ids];
    const ask = async () => {
      for (let id = rest.shift(); id !== undefined; id = rest.shift()) {
        const path = `/receipts/${id}`;
        let answer = 'nothing';
        const status = await waitFor(20, async () => {
          const { status } = await this.#get(path);
          answer = String(status);
          return status === 200 || status === 404 ? status : undefined;
        });
        if (status === 200) found.add(id);
        else if (status === undefined) {
          throw new Trouble(
            `\`${this.instance.name}\` does not tell what became of the orders: GET ${path} answers ${answer}.`,
            1,
            this.instance.command.lastLines(),
          );
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
    return found;
  }

  async #post(id: string, seconds: number): Promise<boolean> {
    try {
      const response = await fetch(`${this.#address}/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ order_id: id, seconds }),
        signal: AbortSignal.timeout(10_000),
      });
      await response.text();
      if (response.ok) {
        this.#ledger.accept(id, seconds);
        return true;
      }
      if (response.status < 500) {
        throw new Trouble(`The producer refuses an order with ${response.status}.`, 1);
      }
    } catch (error) {
      if (error instanceof Trouble) throw error;
      // It cannot be reached for now.
      await sleep(100);
    }
    this.#ledger.refuse();
    return false;
  }

  async #get(path: string): Promise<{ status: number; body: string }> {
    const response = await fetch(`${this.#address}${path}`, { signal: AbortSignal.timeout(5000) });
    return { status: response.status, body: await response.text() };
  }
}
