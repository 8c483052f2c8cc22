import { setTimeout as sleep } from 'node:timers/promises';
import { deployOverlap } from '../blueprint/platform/limits.ts';
import type { Broker } from './broker.ts';
import type { Ending, Line } from './command.ts';
import type { Instance } from './instance.ts';
import { Ledger, type Reading } from './ledger.ts';
import type { Producer } from './producer.ts';
import type { Service } from './project.ts';
import {
  type Event,
  type InstanceResult,
  isClean,
  type LongJob,
  type ScenarioResult,
  type ServerResult,
} from './result.ts';
import type { Server } from './server.ts';
import type { Session } from './session.ts';
import { percentOf } from './timeline.ts';
import { Trouble } from './trouble.ts';
import { waitFor } from './wait.ts';

/** An instance that lives this long counts as up: what Render waits for on a worker is not documented. */
const UP_SECONDS = 3;
/** A worker that has started no order by then takes none. */
const FIRST_ORDER_SECONDS = 45;

/** What a worker gets that is idle when it is about to be stopped, and how often that is tried. */
const REFILL_ORDERS = 8;
const REFILL_SECONDS = 4;
const MOST_REFILLS = 3;

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
  /** How many run at a time. */
  instances: number;
  orders: number;
  /** Seconds of work of the one order of `long-job`. */
  seconds: number;
  /** How often `long-job` deploys. */
  deploys: number;
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
  readonly seconds: number;
  readonly deploys: number;
  readonly #options: StageOptions;
  readonly #ledger = new Ledger();
  readonly #began: number;
  readonly #events: Event[] = [];
  readonly #instances: { instance: Instance; upAt: number; inFlight?: number }[] = [];
  /** How many instances were begun, the ones that did not come up too. */
  #begun = 0;
  #failures = 0;
  readonly #mostConnections = new Map<string, number>();
  readonly #sampler: NodeJS.Timeout;
  /** The one order of which every start and handing over is an event. */
  #followed: { id: string; seconds: number; deploys: number } | undefined;
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
    this.seconds = options.seconds;
    this.deploys = options.deploys;
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

  /** Seconds since the scenario began. */
  get now(): number {
    return this.#options.session.now() - this.#began;
  }

  /** The instances of the worker that run now. */
  running(): Instance[] {
    return this.#instances.flatMap(({ instance }) => (instance.isRunning ? [instance] : []));
  }

  get hasLedger(): boolean {
    return this.#producer !== undefined;
  }

  /** Starts the producer. Before anything else. */
  async open(): Promise<void> {
    this.#producer = await this.#options.startProducer(this.#ledger);
  }

  /** Starts every instance of the worker that its Blueprint asks for. */
  async startAll(least = 1): Promise<Instance[]> {
    const count = Math.max(least, this.#options.instances);
    return Promise.all(Array.from({ length: count }, () => this.start()));
  }

  /** Starts an instance of the worker and waits until it counts as up. */
  async start(): Promise<Instance> {
    const { instance, ending } = await this.#tryStart();
    if (ending) {
      const how = ending.code === null ? `by ${ending.signal}` : `with exit code ${ending.code}`;
      throw new Trouble(
        `\`${this.worker.name}\` ended ${how} ${(ending.at - instance.startedAt).toFixed(1)} s after its start. A worker has to go on until it is told to stop.`,
        1,
        instance.command.lastLines(),
      );
    }
    return instance;
  }

  /** @returns the instance, and its end if that came before it counted as up */
  async #tryStart(): Promise<{ instance: Instance; ending: Ending | undefined }> {
    const { session, startService, worker } = this.#options;
    this.#begun += 1;
    const name = `${worker.name}-${this.#begun}`;
    this.#note('start', `${name} starts`, name);
    const instance = await startService(worker, name, {}, ({ at, text }) =>
      this.#read(name, at, text),
    );
    const ending = await instance.endsWithin(UP_SECONDS);
    if (ending) return { instance, ending };
    this.#note('up', `${name} is up`, name);
    this.#instances.push({ instance, upAt: session.now() - this.#began });
    void instance.command.ended.then(() => this.#replaceFailed(instance));
    return { instance, ending: undefined };
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

  /** Puts one long order into the queue, of which every start and handing over is told. */
  async enqueueLong(): Promise<void> {
    this.#followed = { id: '', seconds: this.seconds, deploys: 0 };
    await this.enqueue([this.seconds]);
    this.#followed.id = this.#ledger.ids()[0] ?? '';
  }

  /** Seconds from the beginning of a deploy to SIGTERM. */
  get lead(): number {
    return this.worker.hasDisk ? 0 : UP_SECONDS + this.overlap;
  }

  /**
   * A new instance for each old one: beside it, or after it if the service has a disk.
   *
   * @param beforeStop what is to be done when the old ones are about to be stopped
   */
  async deployOver(
    old: readonly Instance[],
    beforeStop: () => Promise<void> = async () => {},
  ): Promise<void> {
    if (this.#followed) this.#followed.deploys += 1;
    if (this.worker.hasDisk) {
      await beforeStop();
      await this.terminate(old);
      await this.startAll();
      return;
    }
    await this.startAll();
    await this.overlapping();
    await beforeStop();
    await this.terminate(old);
  }

  /**
   * Waits until one of these instances works on something.
   *
   * @returns that instance
   */
  async busy(instances: readonly Instance[]): Promise<Instance> {
    const [first] = instances as [Instance, ...Instance[]];
    if (!this.#producer) {
      await this.pause(5, 'at work');
      return first;
    }
    const busy = await waitFor(FIRST_ORDER_SECONDS, () => {
      this.#progress('waiting for the first order to be taken');
      return instances.find(({ name }) => this.#ledger.inFlight(name) > 0);
    });
    return busy ?? this.#refuseIdle(first);
  }

  /**
   * Gives these instances more to do if they have run out of orders, since a stop that meets none shows
   * nothing.
   */
  async keepBusy(instances: readonly Instance[]): Promise<void> {
    if (!this.#producer) return;
    const isBusy = () => instances.some(({ name }) => this.#ledger.inFlight(name) > 0);
    for (let round = 0; round < MOST_REFILLS && !isBusy(); round += 1) {
      await this.enqueue(Array.from({ length: REFILL_ORDERS }, () => REFILL_SECONDS));
      await waitFor(REFILL_SECONDS, () => isBusy() || undefined, 0.05);
    }
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
    this.#note(
      'overlap',
      `old and new run together for ${this.overlap} s (${deployOverlap} s on Render)`,
    );
    await this.pause(this.overlap, 'old and new run together');
  }

  /** SIGTERM, the delay, SIGKILL; to all of them at the same time. */
  async terminate(instances: readonly Instance[]): Promise<void> {
    await Promise.all(instances.map((instance) => this.#terminate(instance)));
  }

  async #terminate(instance: Instance): Promise<void> {
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
    const longJob = receipts && this.#longJob(receipts);
    const servers = await Promise.all(this.#options.servers.map((server) => this.#look(server)));
    const running = this.#instances.filter(({ instance }) => instance.isRunning);
    const instances = this.#instances.map((entry) => this.#describe(entry));
    await Promise.all(running.map(({ instance }) => instance.kill()));
    await this.#producer?.instance.kill();
    return {
      scenario,
      wait: this.#waited,
      watch: this.#options.watch,
      events: this.#events,
      instances,
      servers,
      ...(count && { count }),
      ...(longJob && { longJob }),
      isClean: isClean({ ...(count && { count }), instances }),
      summary: summaryOf(instances, count, longJob, servers, this.worker.memory),
    };
  }

  #read(name: string, at: number, text: string): void {
    const reading = this.#ledger.read(name, at, text);
    if (this.#followed && reading) this.#tell(name, reading);
    this.#options.watcher.onLine(name, at - this.#began, text);
  }

  #tell(name: string, { what, step }: Reading): void {
    if (what === 'started') this.#note('began', `${name} takes the order`, name);
    if (what === 'receipt') this.#note('done', `${name} is done with the order`, name);
    if (what === 'handed over') {
      const after = step === undefined ? '' : ` after step ${step}`;
      this.#note('handed-over', `${name} hands the order over${after}`, name);
    }
  }

  #longJob(receipts: ReadonlySet<string>): LongJob | undefined {
    if (!this.#followed) return undefined;
    const { id, seconds, deploys } = this.#followed;
    const { redone, ...work } = this.#ledger.workOf(id, this.#options.session.now());
    return { seconds, deploys, ...work, ...(receipts.has(id) && { redone }) };
  }

  #refuseIdle(instance: Instance): never {
    throw new Trouble(
      `${instance.name} is up and has taken no order for ${FIRST_ORDER_SECONDS} s. Does it listen to the queue that the producer writes to?`,
      1,
      instance.command.lastLines(),
    );
  }

  /** As Render does with a worker that ends without having been told to. */
  async #replaceFailed(failed: Instance): Promise<void> {
    try {
      // The first at once; one that does not come up, as while its broker is away, after a longer pause
      // each time.
      for (let last = failed, pause = 0; !last.isStopping && !this.#isClosing; ) {
        this.#ended(last);
        this.#failures += 1;
        if (this.#failures > MOST_RESTARTS) {
          throw new Trouble(
            `\`${this.worker.name}\` ended by itself ${MOST_RESTARTS} times.`,
            1,
            last.command.lastLines(),
          );
        }
        await sleep(pause * 1000);
        if (this.#isClosing) return;
        const { instance, ending } = await this.#tryStart();
        if (!ending) return;
        last = instance;
        pause = pause * 2 || 1;
      }
    } catch (error) {
      this.#failure ??= error;
    }
  }

  #remember(instance: Instance): void {
    this.#ledger.signal(instance.name, this.#options.session.now());
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
  longJob: LongJob | undefined,
  servers: readonly ServerResult[],
  memory: number,
): string {
  const parts: string[] = [];
  if (count) {
    parts.push(
      `${count.lost} of ${count.orders} orders lost, ${count.twice} done twice, ${count.redelivered} started again`,
    );
    const { redeliveryDelay: delay } = count;
    if (delay && delay.most >= 1) parts.push(`those came back after ${spanOf(delay)} s`);
    const { retryDelay } = count;
    if (count.retried && retryDelay) {
      parts.push(
        `${count.retried} tried again after ${spanOf(retryDelay)} s by a worker that lived on`,
      );
    }
    if (count.refused > 0) parts.push(`the producer refused ${count.refused} attempts`);
  }
  if (longJob) {
    const { seconds, deploys, runs, redone } = longJob;
    const again = redone === undefined ? '' : `, ${percentOf(redone)} of its work done again`;
    parts.push(`${seconds} s of work were started ${runs} times under ${deploys} deploys${again}`);
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

/** A range of delays in whole seconds. */
function spanOf(delay: { least: number; most: number }): string {
  const [least, most] = [delay.least.toFixed(0), delay.most.toFixed(0)];
  return least === most ? most : `${least} to ${most}`;
}
