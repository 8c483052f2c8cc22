import {
  type Blueprint,
  fieldOf,
  itemsOf,
  numberOf,
  parseBlueprint,
  type Resource,
  readModel,
  stringOf,
  type Tree,
} from '../blueprint/index.ts';
import { shutdownDelay } from '../blueprint/platform/limits.ts';
import { serverMemory } from '../blueprint/platform/plans.ts';
import { Trouble } from './trouble.ts';

/** A service that runs a command: the worker that is rehearsed, or its producer. */
export interface Service {
  name: string;
  type: string;
  runtime: string;
  buildCommand: string | undefined;
  preDeployCommand: string | undefined;
  startCommand: string;
  /** Below the Blueprint's folder. */
  rootDir: string;
  /** `maxShutdownDelaySeconds`, or its default. */
  shutdownDelay: number;
  /** Megabytes of its plan. */
  memory: number;
  instances: number;
  hasDisk: boolean;
  resource: Resource;
}

/** What a Blueprint asks for, as far as a rehearsal needs it. */
export interface Project {
  blueprint: Blueprint;
  worker: Service;
  /** The web service that puts orders into the queue, if there is exactly one. */
  producer: Service | undefined;
}

/**
 * Reads what is to be rehearsed.
 *
 * @param text a valid Blueprint
 * @param name the worker; may be left out if there is only one
 * @throws {Trouble} if there is no such worker, several to choose from, or one that cannot run here
 */
export function readProject(text: string, name: string | undefined): Project {
  const { tree } = parseBlueprint(text);
  if (!tree) throw new Trouble('The Blueprint is empty.', 2);
  const blueprint = readModel(tree);
  const workers = blueprint.services.filter(({ type }) => type === 'worker');
  const worker = chooseWorker(workers, name);
  const webs = blueprint.services.filter(
    ({ type, node }) => type === 'web' && stringOf(node, 'runtime') !== 'static',
  );
  const [web] = webs;
  return {
    blueprint,
    worker: readService(worker),
    producer: web && webs.length === 1 ? readService(web) : undefined,
  };
}

function chooseWorker(workers: readonly Resource[], name: string | undefined): Resource {
  const names = workers.map((worker) => `\`${worker.name}\``).join(', ');
  if (name !== undefined) {
    const found = workers.find((worker) => worker.name === name);
    if (found) return found;
    const known = workers.length > 0 ? `Its workers: ${names}.` : 'It has no worker.';
    throw new Trouble(`The Blueprint has no worker \`${name}\`. ${known}`, 2);
  }
  const [only] = workers;
  if (!only) throw new Trouble('The Blueprint has no service of `type: worker` to rehearse.', 2);
  if (workers.length > 1) {
    throw new Trouble(`The Blueprint has several workers: ${names}. Choose one with --service.`, 2);
  }
  return only;
}

function readService(resource: Resource): Service {
  const { node, name, type } = resource;
  const runtime = stringOf(node, 'runtime') ?? '';
  if (runtime === 'docker' || runtime === 'image') {
    throw new Trouble(
      `\`${name}\` runs in a container (\`runtime: ${runtime}\`), and a rehearsal starts commands. Give it a native runtime, or rehearse the command that the image starts in a Blueprint of its own.`,
      2,
    );
  }
  return {
    name,
    type,
    runtime,
    buildCommand: stringOf(node, 'buildCommand'),
    preDeployCommand: stringOf(node, 'preDeployCommand'),
    startCommand: stringOf(node, 'startCommand') ?? '',
    rootDir: stringOf(node, 'rootDir') ?? '.',
    shutdownDelay: numberOf(node, 'maxShutdownDelaySeconds') ?? shutdownDelay.default,
    memory: serverMemory(stringOf(node, 'plan')),
    instances:
      numberOf(node, 'numInstances') ?? numberOf(fieldOf(node, 'scaling'), 'minInstances') ?? 1,
    hasDisk: fieldOf(node, 'disk') !== undefined,
    resource,
  };
}

/** The entries of a service's variables, those of its groups in the place where they are named. */
export function variablesOf(blueprint: Blueprint, { node }: Resource): Tree[] {
  return itemsOf(node, 'envVars').flatMap((item) => {
    const group = stringOf(item, 'fromGroup');
    if (group === undefined) return [item];
    const found = blueprint.groups.find(({ name }) => name === group);
    return found ? itemsOf(found.node, 'envVars') : [item];
  });
}
