import type { Broker } from './broker.ts';
import type { Line } from './command.ts';
import type { Instance } from './instance.ts';
import { Ledger } from './ledger.ts';
import type { Producer } from './producer.ts';
import type { Service } from './project.ts';
import {
  type Event,
  type InstanceResult,
  isClean,
  type ScenarioResult,
  type ServerResult,
} from './result.ts';
import type { Server } from './server.ts';
import type { Session } from './session.ts';
import { Trouble } from './trouble.ts';
import { waitFor } from './wait.ts';

/** An instance that lives this long counts as up: what Render waits for on a worker is not documented. */
const UP_SECONDS = 3;
/** A worker that has started no order by then takes none. */
const FIRST_ORDER_SECONDS = 45;

/** How long a broker or database is away when it restarts. */
const DOWN_SECONDS = 3;
/** A worker that ends by itself is started again so often. */
const MOST_RESTARTS = 5;

/** What a person may watch. */
export interface Watcher {
  onEvent(event: Event): void;
  onProgress(progress: Progress): void;
  /** What an instance printed, by its name and the scenario's. */
  onLine(who: string, at: number, text: string): void;
}

/** How far a scenario is. */
export interface Progress {
  at: number;
  what: string;
  /** Receipts and accepted orders; absent without a ledger. */
  done?: number;
  orders?: number;
  /** Orders per second since the last report. */
  rate?: number;
}

/** What a scenario is played with. */
export interface StageOptions {
  session: Session;
  worker: Service;
  /** Seconds between SIGTERM and SIGKILL. */
  delay: number;
  /** Seconds for which old and new instance run together. */
  overlap: number;
  orders: number;
  /** Seconds to wait for orders that are missing. */
  wait: number;
  /** Seconds to look for second deliveries once every order has its receipt. */
  watch: number;
  servers: readonly Server[];
  startService(
    service: Service,
    name: string,
    variables: Record<string, string>,
    onLine: (line: Line) => void,
  ): Promise<Instance>;
  startProducer(ledger: Ledger): Promise<Producer | undefined>;
  /** Puts jobs of the user's own into the queue, where there is no producer with a ledger. */
  enqueueOwn: (() => Promise<void>) | undefined;
  watcher: Watcher;
}

/** Where a scenario is played: what it can do, and the record of it. */
export class Stage {
  readonly delay: number;
  readonly overlap: number;
  readonly orders: number;
  readonly #options: StageOptions;
  readonly #ledger = new Ledger();
  readonly #began: number;
  readonly #events: Event[] = [];
  readonly #instances: { instance: Instance; upAt: number; inFlight?: number }[] = [];
  readonly #mostConnections = new Map<string, number>();
  readonly #sampler: NodeJS.Timeout;
  /** Seconds that were waited for in the end. */
  #waited = 0;
  #producer: Producer | undefined;
  #sampling = false;
  #isClosing = false;
  /** What went wrong beside the scenario's own steps. */
  #failure: unknown;

  constructor(options: StageOptions) {
    this.#options = options;
    this.delay = options.delay;
    this.overlap = options.overlap;
    this.orders = options.orders;
    this.#began = options.session.now();
    this.#sampler = setInterval(() => void this.#sample(), 1000);
    this.#sampler.unref();
  }

  get worker(): Service {
    return this.#options.worker;
  }

  /** The broker, if the queue lies in a Key Value instance. */
  get broker(): Broker | undefined {
    return this.#options.servers.find((server): server is Broker => 'kind' in server);
  }

  get hasLedger(): boolean {
    return this.#producer !== undefined;
  }

  /** Starts the producer. Before anything else. */
  async open(): Promise<void> {
    this.#producer = await this.#options.startProducer(this.#ledger);
  }

  /** Starts an instance of the worker and waits until it counts as up. */
  async start(): Promise<Instance> {
    const { session, startService, worker } = this.#options;
    const name = `${worker.name}-${this.#instances.length + 1}`;
    this.#note('start', `${name} starts`, name);
    const instance = await startService(worker, name, {}, ({ at, text }) =>
      this.#read(name, at, text),
    );
    const ending = await instance.endsWithin(UP_SECONDS);
    if (ending) {
      const how = ending.code === null ? `by ${ending.signal}` : `with exit code ${ending.code}`;
      throw new Trouble(
        `\`${worker.name}\` ended ${how} ${(ending.at - instance.startedAt).toFixed(1)} s after its start. A worker has to go on until it is told to stop.`,
        1,
        instance.command.lastLines(),
      );
    }
    this.#note('up', `${name} is up`, name);
    this.#instances.push({ instance, upAt: session.now() - this.#began });
    void instance.command.ended.then(() => this.#replaceFailed(instance));
    return instance;
  }

  /**
   * Puts orders into the queue.
   *
   * @param durations seconds of work, one for each
   * @param patience seconds for which a refused order is offered again
   * @returns how many the producer accepted
   */
  async enqueue(durations: readonly number[], patience?: number): Promise<number> {
    const { enqueueOwn } = this.#options;
    if (!this.#producer) {
      if (enqueueOwn) {
        await enqueueOwn();
        this.#note('enqueue', 'your command put jobs into the queue');
      }
      return 0;
    }
    const accepted = await this.#producer.enqueue(durations, patience);
    this.#note('enqueue', `${accepted} of ${durations.length} orders accepted`);
    return accepted;
  }

  /** Waits until this instance works on something. */
  async busy(instance: Instance): Promise<void> {
    if (!this.#producer) return this.pause(5, 'at work');
    const isBusy = await waitFor(FIRST_ORDER_SECONDS, () => {
      this.#progress('waiting for the first order to be taken');
      return this.#ledger.inFlight(instance.name) > 0 ? true : undefined;
    });
    if (!isBusy) this.#refuseIdle(instance);
  }

  /** Lets things go on for so many seconds. */
  async pause(seconds: number, what: string): Promise<void> {
    const end = this.#options.session.now() + seconds;
    await waitFor(
      seconds,
      () => {
        this.#progress(`${what}, ${Math.ceil(end - this.#options.session.now())} s`);
        return undefined;
      },
      0.5,
    );
  }

  /** Both old and new run, as during a deploy. */
  async overlapping(): Promise<void> {
    this.#note('overlap', `old and new run together for ${this.overlap} s (60 s on Render)`);
    await this.pause(this.overlap, 'old and new run together');
  }

  /** SIGTERM, the delay, SIGKILL. */
  async terminate(instance: Instance): Promise<void> {
    this.#remember(instance);
    this.#note('sigterm', `SIGTERM to ${instance.name}`, instance.name);
    const stop = await instance.terminate(this.delay, (left) =>
      this.#progress(`${instance.name} has ${Math.ceil(left)} s until SIGKILL`),
    );
    if (stop.killed) this.#note('sigkill', `SIGKILL to ${instance.name}`, instance.name);
    this.#ended(instance);
  }

  /** SIGKILL at once. */
  async kill(instance: Instance): Promise<void> {
    this.#remember(instance);
    this.#note('sigkill', `SIGKILL to ${instance.name}`, instance.name);
    await instance.kill();
    this.#ended(instance);
  }

  /** Stops the broker or database that holds the queue, and starts it again a moment later. */
  async restartStore(): Promise<void> {
    const store = this.broker ?? this.#options.servers[0];
    if (!store) throw new Trouble('The Blueprint has no broker and no database to restart.', 2);
    this.#note('broker-down', `${store.name} goes down`, store.name);
    await store.restart(DOWN_SECONDS);
    this.#note('broker-up', `${store.name} is back`, store.name);
  }

  /** Fills the broker up to its limit with keys that are no orders. */
  async fillBroker(): Promise<void> {
    const broker = this.#needBroker();
    const { keys, refused } = await broker.fill();
    const how = refused ? 'refuses more' : 'has taken three times what fits';
    this.#note('broker-full', `${keys} other keys: ${broker.name} ${how}`, broker.name);
  }

  /** Removes those keys. */
  async freeBroker(): Promise<void> {
    const broker = this.#needBroker();
    await broker.unfill();
    this.#note('broker-freed', `${broker.name} has room again`, broker.name);
  }

  #needBroker(): Broker {
    if (this.broker) return this.broker;
    throw new Trouble('The Blueprint has no Key Value instance.', 2);
  }

  /**
   * Waits until every order has its receipt, or for as long as it was asked to.
   *
   * @param work seconds that the longest order takes, if that is long
   */
  async drain(work = 0): Promise<void> {
    const { session } = this.#options;
    const wait = this.#options.wait + work;
    this.#waited = wait;
    const producer = this.#producer;
    if (!producer) return this.pause(3, 'going on');
    const end = session.now() + wait;
    const isDone = await waitFor(
      wait,
      async () => {
        const receipts = await producer.receipts();
        this.#progress(
          `waiting for ${this.#ledger.accepted - (receipts ?? 0)} orders, ${Math.ceil(end - session.now())} s at most`,
          receipts,
        );
        if (this.#ledger.started === 0 && session.now() > end - wait + FIRST_ORDER_SECONDS) {
          const running = this.#instances.findLast(({ instance }) => instance.isRunning);
          if (running) this.#refuseIdle(running.instance);
        }
        return receipts !== undefined && receipts >= this.#ledger.accepted ? true : undefined;
      },
      0.5,
    );
    if (isDone) {
      // A second delivery of what is done already would come now.
      await this.pause(this.#options.watch, 'looking for second deliveries');
      this.#note('drained', 'every order has its receipt');
    } else this.#note('gave-up', `some orders are not back after ${wait} s`);
  }

  /** Stops what is left, and tells what happened. */
  async close(scenario: string): Promise<ScenarioResult> {
    clearInterval(this.#sampler);
    this.#isClosing = true;
    if (this.#failure) throw this.#failure;
    const receipts = await this.#producer?.withReceipt(this.#ledger.ids());
    const count = receipts && this.#ledger.count((id) => receipts.has(id));
    const servers = await Promise.all(this.#options.servers.map((server) => this.#look(server)));
    const running = this.#instances.filter(({ instance }) => instance.isRunning);
    const instances = this.#instances.map((entry) => this.#describe(entry));
    await Promise.all(running.map(({ instance }) => instance.kill()));
    await this.#producer?.instance.kill();
    return {
      scenario,
      wait: this.#waited,
      events: this.#events,
      instances,
      servers,
      ...(count && { count }),
      isClean: isClean({ ...(count && { count }), instances }),
      summary: summaryOf(instances, count, servers, this.worker.memory),
    };
  }

  #read(name: string, at: number, text: string): void {
    this.#ledger.read(name, at, text);
    this.#options.watcher.onLine(name, at - this.#began, text);
  }

  #refuseIdle(instance: Instance): never {
    throw new Trouble(
      `${instance.name} is up and has taken no order for ${FIRST_ORDER_SECONDS} s. Does it listen to the queue that the producer writes to?`,
      1,
      instance.command.lastLines(),
    );
  }

  /** As Render does with a worker that ends without having been told to. */
  async #replaceFailed(instance: Instance): Promise<void> {
    if (instance.isStopping || this.#isClosing) return;
    this.#ended(instance);
    if (this.#instances.length > MOST_RESTARTS) {
      this.#failure ??= new Trouble(
        `\`${this.worker.name}\` ended by itself ${MOST_RESTARTS} times.`,
        1,
        instance.command.lastLines(),
      );
      return;
    }
    try {
      await this.start();
    } catch (error) {
      this.#failure ??= error;
    }
  }

  #remember(instance: Instance): void {
    const entry = this.#instances.find((own) => own.instance === instance);
    if (entry && this.#producer) entry.inFlight = this.#ledger.inFlight(instance.name);
  }

  #ended({ name, command, stop }: Instance): void {
    const { ending } = command;
    if (!ending) return;
    this.#ledger.end(name, ending.at);
    const how =
      ending.code === null ? `was ended by ${ending.signal}` : `exited with ${ending.code}`;
    const orphans = stop?.orphans ?? 0;
    const rest =
      orphans > 0
        ? `; ${orphans} of its processes went on without it until SIGKILL, so they never heard SIGTERM`
        : '';
    this.#note('exit', `${name} ${how}${rest}`, name);
  }

  #note(kind: Event['kind'], text: string, who?: string): void {
    const event = {
      at: this.#options.session.now() - this.#began,
      kind,
      ...(who && { who }),
      text,
    };
    this.#events.push(event);
    this.#options.watcher.onEvent(event);
  }

  #progress(what: string, done?: number): void {
    const at = this.#options.session.now() - this.#began;
    this.#options.watcher.onProgress({
      at,
      what,
      ...(this.#producer && { done: done ?? this.#ledger.done, orders: this.#ledger.accepted }),
    });
  }

  async #sample(): Promise<void> {
    if (this.#sampling) return;
    this.#sampling = true;
    for (const server of this.#options.servers) {
      try {
        const most = Math.max(
          this.#mostConnections.get(server.name) ?? 0,
          await server.connections(),
        );
        this.#mostConnections.set(server.name, most);
      } catch {
        // It is away.
      }
    }
    this.#sampling = false;
  }

  async #look(server: Server): Promise<ServerResult> {
    return {
      name: server.name,
      software: server.software,
      settings: server.settings,
      connections: {
        most: this.#mostConnections.get(server.name) ?? 0,
        limit: server.connectionLimit,
      },
      left: await server.contents(),
      ...('evicted' in server && { evicted: await (server as Broker).evicted() }),
    };
  }

  #describe({
    instance,
    upAt,
    inFlight,
  }: {
    instance: Instance;
    upAt: number;
    inFlight?: number;
  }): InstanceResult {
    const { name, stop, command } = instance;
    return {
      name,
      startedAt: instance.startedAt - this.#began,
      upAt,
      ...(stop && {
        stop: {
          signal: stop.signal,
          at: stop.signalledAt - this.#began,
          took: stop.took ?? null,
          killed: stop.killed,
          orphans: stop.orphans,
          ...(inFlight !== undefined && { inFlight }),
        },
      }),
      ...(command.ending && {
        exit: {
          at: command.ending.at - this.#began,
          code: command.ending.code,
          signal: command.ending.signal,
          byItself: stop === undefined,
        },
      }),
      peakMemory: instance.peakMemory,
    };
  }
}

function summaryOf(
  instances: readonly InstanceResult[],
  count: ScenarioResult['count'],
  servers: readonly ServerResult[],
  memory: number,
): string {
  const parts: string[] = [];
  if (count) {
    parts.push(
      `${count.lost} of ${count.orders} orders lost, ${count.twice} done twice, ${count.redelivered} started again`,
    );
    const { redeliveryDelay: delay } = count;
    if (delay && delay.most >= 1) {
      const [least, most] = [delay.least.toFixed(0), delay.most.toFixed(0)];
      parts.push(`those came back after ${least === most ? most : `${least} to ${most}`} s`);
    }
    if (count.refused > 0) parts.push(`the producer refused ${count.refused} attempts`);
  }
  for (const { name, stop, exit, peakMemory } of instances) {
    if (peakMemory > memory) {
      parts.push(
        `${name} took ${peakMemory.toFixed(0)} MB, more than the ${memory} MB of its plan: Render would have ended it`,
      );
    }
    if (exit?.byItself) parts.push(`${name} ended by itself with ${exit.code ?? exit.signal}`);
    if (stop?.signal !== 'SIGTERM') continue;
    if (stop.killed) parts.push(`${name} did not end in time and was killed`);
    else {
      const how = exit?.code ?? exit?.signal;
      parts.push(`${name} exited with ${how} after ${(stop.took ?? 0).toFixed(1)} s`);
    }
  }
  for (const { name, evicted } of servers) {
    if (evicted) parts.push(`${name} evicted ${evicted} keys`);
  }
  return `${parts.join('; ')}.`;
}
