import { readFileSync } from 'node:fs';
import os from 'node:os';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { brokers, type Resource } from '../blueprint/index.ts';
import { startBroker } from './broker.ts';
import { Workspace } from './build.ts';
import { Command } from './command.ts';
import { startDatabase } from './database.ts';
import { buildVariables, machineVariables, platformVariables, Resolver } from './environment.ts';
import { Instance } from './instance.ts';
import { type Plan, planOf } from './plan.ts';
import { freePort } from './ports.ts';
import { Producer } from './producer.ts';
import { type Project, readProject, type Service } from './project.ts';
import { RESULT_VERSION, type RehearsalResult, type ScenarioResult } from './result.ts';
import type { Scenario } from './scenarios/scenario.ts';
import type { Server } from './server.ts';
import type { Session } from './session.ts';
import { Stage, type StageOptions, type Watcher } from './stage.ts';
import { neededStores } from './stores.ts';
import { Trouble } from './trouble.ts';

/** What is rehearsed, and how. */
export interface RehearseOptions {
  /** The Blueprint's path; what lies beside it is copied and built. */
  blueprint: string;
  /** The worker, if there are several. */
  service: string | undefined;
  scenarios: readonly Scenario[];
  /** Seconds; in place of the Blueprint's `maxShutdownDelaySeconds`. */
  delay: number | undefined;
  /** Seconds for which old and new instance run together. */
  overlap: number;
  /** How many run at a time; in place of the Blueprint's `numInstances`. */
  instances: number | undefined;
  orders: number;
  /** Seconds of work of the one order of `long-job`. */
  seconds: number;
  /** How often `long-job` deploys. */
  deploys: number;
  /** Seconds to wait for missing orders. */
  wait: number;
  /** Seconds to look for second deliveries after that. */
  watch: number;
  /** A folder whose files take the place of the project's, such as an example's default form. */
  overlay: string | undefined;
  /** A command in place of every build command, where this machine has what it would install. */
  build: string | undefined;
  /** A command that puts jobs of your own into the queue, run with the worker's variables. */
  enqueue: string | undefined;
  /** Values that take the place of the worker's own, by key. */
  set: Readonly<Record<string, string>>;
  /** Commands that print the version of something, by its name; run after the build. */
  probes: Readonly<Record<string, string>>;
  /** The file with values that the Blueprint does not hold; `.env` beside it if it is there. */
  valuesFile: string | undefined;
  watcher: Watcher & {
    /** Told before anything runs. */
    onPlan(plan: Plan): void;
    onPhase(what: string): void;
  };
}

/**
 * Plays scenarios on a worker: starts what its Blueprint asks for, builds it once, and for each scenario
 * begins with an empty broker.
 *
 * @param toolVersion the version of this package
 * @throws {Trouble} if it cannot begin or cannot go on
 */
export async function rehearse(
  session: Session,
  options: RehearseOptions,
  toolVersion: string,
): Promise<RehearsalResult> {
  const { watcher, overlap } = options;
  const workspace = new Workspace(session, options.blueprint, options.overlay);
  const text = readFileSync(workspace.blueprint, 'utf8');
  const project = readProject(text, options.service);
  const given = readGiven(options);
  const { worker } = project;
  watcher.onPlan(planOf(project, options));
  const scenarios: ScenarioResult[] = [];
  const versions: Record<string, string> = {};
  const probe = async () => {
    for (const [name, command] of Object.entries(options.probes)) {
      const env = { ...machineVariables(), ...workspace.toolchain(worker) };
      versions[name] ??= (await workspace.run(worker, command, env)).join(' ').trim();
    }
  };
  for (const scenario of options.scenarios) {
    scenarios.push(await playOne(session, options, project, workspace, given, scenario, probe));
  }
  watcher.onPhase('done');
  return {
    version: RESULT_VERSION,
    tool: { name: 'render-workers', version: toolVersion },
    date: new Date().toISOString().slice(0, 10),
    machine: { platform: `${process.platform} ${process.arch}`, cores: os.cpus().length },
    blueprint: options.blueprint,
    worker: {
      name: worker.name,
      runtime: worker.runtime,
      buildCommand: worker.buildCommand ?? '',
      startCommand: worker.startCommand,
      shutdownDelay: options.delay ?? worker.shutdownDelay,
      memory: worker.memory,
    },
    overlap,
    versions,
    scenarios,
  };
}

/** Brokers and databases that run, and the services that use them, built and ready to start. */
export interface Setting {
  /** The one that holds the queue comes first. */
  servers: Server[];
  /** The variables that the Blueprint gives a service. */
  own(service: Service): Record<string, string>;
  startService: StageOptions['startService'];
  startProducer: StageOptions['startProducer'];
}

/**
 * Starts what the worker and its producer refer to, empty, and builds both.
 *
 * @param given values for what the Blueprint does not hold, by key
 * @throws {Trouble} if something is missing, or a build fails
 */
export async function setUp(
  session: Session,
  options: Pick<RehearseOptions, 'blueprint' | 'build' | 'set' | 'valuesFile'> & {
    watcher: Pick<RehearseOptions['watcher'], 'onPhase'>;
  },
  project: Project,
  workspace: Workspace,
  given: Record<string, string>,
): Promise<Setting> {
  const { watcher } = options;
  const { worker, producer, blueprint } = project;
  watcher.onPhase('starting brokers and databases');
  const servers: Server[] = [];
  for (const { resource, isPooled } of neededStores(project)) {
    servers.push(
      resource.type === 'keyvalue'
        ? await startBroker(session, resource)
        : await startDatabase(session, resource, isPooled),
    );
  }
  // The one that holds the queue comes first: it is what is restarted and filled.
  const queues = new Set([...brokers(blueprint).keys()].map(({ name }) => name));
  servers.sort((a, b) => Number(queues.has(b.name)) - Number(queues.has(a.name)));

  const port = await freePort();
  const addresses = new Map(servers.map(({ name, addresses }) => [name, addresses]));
  if (producer) {
    addresses.set(producer.name, {
      host: '127.0.0.1',
      port: String(port),
      hostport: `127.0.0.1:${port}`,
    });
  }
  const resolver = new Resolver(blueprint, addresses, given);
  const own = (service: Service) => ({
    ...variablesOf(resolver, service, options),
    ...(service === worker ? options.set : {}),
  });
  const environmentOf = (service: Service, instance: string) => ({
    ...machineVariables(),
    ...workspace.toolchain(service),
    ...platformVariables(service, instance),
    ...own(service),
  });

  const build = async (service: Service) => {
    watcher.onPhase(`building ${service.name}`);
    await workspace.build(service, own(service), options.build);
    if (service.preDeployCommand) {
      watcher.onPhase(`${service.name}: ${service.preDeployCommand}`);
      const env = environmentOf(service, `${service.name}-predeploy`);
      await workspace.run(service, service.preDeployCommand, env);
    }
  };
  // A missing variable of either is named before minutes of building.
  for (const service of producer ? [worker, producer] : [worker]) own(service);
  await build(worker);
  if (producer) await build(producer);

  const startService: Setting['startService'] = (service, name, extra, onLine) =>
    Instance.start(name, service.startCommand, {
      session,
      cwd: workspace.folderOf(service),
      env: { ...environmentOf(service, name), ...extra },
      onLine,
    });
  return {
    servers,
    own,
    startService,
    async startProducer(ledger) {
      if (!producer) return undefined;
      const instance = await startService(
        producer,
        producer.name,
        { HOST: '127.0.0.1', PORT: String(port) },
        () => {},
      );
      return Producer.connect(instance, port, ledger);
    },
  };
}

async function playOne(
  session: Session,
  options: RehearseOptions,
  project: Project,
  workspace: Workspace,
  given: Record<string, string>,
  scenario: Scenario,
  onBuilt: () => Promise<void>,
): Promise<ScenarioResult> {
  const { watcher } = options;
  const { worker } = project;
  const { servers, own, startService, startProducer } = await setUp(
    session,
    options,
    project,
    workspace,
    given,
  );
  await onBuilt();

  watcher.onPhase(`${scenario.name}: ${scenario.title}`);
  const stage = new Stage({
    session,
    worker,
    delay: options.delay ?? worker.shutdownDelay,
    overlap: options.overlap,
    instances: options.instances ?? worker.instances,
    orders: options.orders,
    seconds: options.seconds,
    deploys: options.deploys,
    wait: options.wait,
    watch: options.watch,
    servers,
    startService,
    startProducer,
    enqueueOwn: options.enqueue === undefined ? undefined : () => enqueueOwn(options.enqueue ?? ''),
    watcher,
  });
  async function enqueueOwn(command: string) {
    const run = await Command.start(command, {
      session,
      cwd: workspace.folderOf(worker),
      env: { ...buildVariables(), ...workspace.toolchain(worker), ...own(worker) },
    });
    const { code } = await run.finished();
    if (code !== 0) {
      throw new Trouble(
        `--enqueue failed with exit code ${code}: \`${command}\``,
        1,
        run.lastLines(),
      );
    }
  }
  await stage.open();
  if (scenario.needs.includes('broker') && !stage.broker) {
    throw new Trouble(
      `\`${scenario.name}\` needs a Key Value instance, and the worker uses none.`,
      2,
    );
  }
  if (scenario.needs.includes('ledger') && !stage.hasLedger) {
    throw new Trouble(
      `\`${scenario.name}\` counts orders, and this Blueprint has no web service with \`POST /orders\` and \`GET /receipts\` that takes them.`,
      2,
    );
  }
  await scenario.play(stage);
  const result = await stage.close(scenario.name);
  await Promise.all(servers.map((server) => server.stop()));
  return result;
}

/** @throws {Trouble} naming every variable that has no value */
function variablesOf(
  resolver: Resolver,
  service: Service,
  { blueprint, valuesFile }: Pick<RehearseOptions, 'blueprint' | 'valuesFile'>,
): Record<string, string> {
  const { variables, missing } = resolver.resolve(service.resource as Resource);
  if (missing.length === 0) return variables;
  const list = missing.map(({ key, why }) => `  ${key}: ${why}`);
  throw new Trouble(
    `\`${service.name}\` has variables without a value. Write them into ${valuesFile ?? join(dirname(blueprint), '.env')}, one KEY=value a line:\n${list.join('\n')}`,
    2,
  );
}

function readGiven({ blueprint, valuesFile }: RehearseOptions): Record<string, string> {
  const path = valuesFile ?? join(dirname(blueprint), '.env');
  try {
    return parseEnv(readFileSync(path, 'utf8')) as Record<string, string>;
  } catch (error) {
    if (valuesFile === undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Trouble(`${path} cannot be read: ${(error as Error).message}`, 2);
  }
}
