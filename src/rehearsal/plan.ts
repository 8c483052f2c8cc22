import { buildLine } from './build.ts';
import { buildVariables, machineVariables, serverVariables } from './environment.ts';
import type { Project, Service } from './project.ts';
import type { RehearseOptions } from './rehearse.ts';
import { neededStores } from './stores.ts';

/** What a rehearsal is about to run. */
export interface Plan {
  worker: string;
  /** As it was given. */
  blueprint: string;
  /** Each line that bash gets, in the order of the first run. */
  commands: { what: string; command: string }[];
  /** The servers that are started besides, by the resource that they stand in for. */
  stores: { name: string; software: string }[];
  /** Names of the variables of this process that others get. */
  variables: { all: string[]; builds: string[]; stores: string[] };
}

/**
 * All that a rehearsal runs of a Blueprint and its options. Nothing else of them reaches a shell.
 *
 * @param options those of the rehearsal
 */
export function planOf(
  project: Project,
  options: Pick<RehearseOptions, 'blueprint' | 'build' | 'enqueue' | 'probes'>,
): Plan {
  const { worker, producer } = project;
  const services = producer ? [worker, producer] : [worker];
  const all = Object.keys(machineVariables()).sort();
  const besides = (variables: Record<string, string>) =>
    Object.keys(variables)
      .filter((name) => !all.includes(name))
      .sort();
  return {
    worker: worker.name,
    blueprint: options.blueprint,
    commands: [
      ...preparing(services, options.build),
      ...Object.entries(options.probes).map(([name, command]) => ({
        what: `version of ${name}`,
        command,
      })),
      ...services.map(({ name, startCommand }) => ({
        what: `start of ${name}`,
        command: startCommand,
      })),
      ...(options.enqueue === undefined ? [] : [{ what: '--enqueue', command: options.enqueue }]),
    ],
    stores: neededStores(project).flatMap(({ resource, isPooled }) => [
      {
        name: resource.name,
        software: resource.type === 'keyvalue' ? 'Valkey or Redis' : 'PostgreSQL',
      },
      ...(isPooled ? [{ name: resource.name, software: 'PgBouncer' }] : []),
    ]),
    variables: {
      all,
      builds: besides(buildVariables()),
      stores: besides(serverVariables()),
    },
  };
}

/** Builds and pre-deploy commands. What two services build in one folder by one command is built once. */
function preparing(services: readonly Service[], build: string | undefined): Plan['commands'] {
  const keyOf = (service: Service) => `${service.rootDir}\n${buildLine(service, build)}`;
  return services.flatMap((service, index) => {
    const line = buildLine(service, build);
    const isDone = services.slice(0, index).some((other) => keyOf(other) === keyOf(service));
    const shared = services.filter((other) => keyOf(other) === keyOf(service));
    const names = shared.map(({ name }) => name).join(', ');
    const { name, preDeployCommand } = service;
    return [
      ...(line === undefined || isDone ? [] : [{ what: `build of ${names}`, command: line }]),
      ...(preDeployCommand ? [{ what: `pre-deploy of ${name}`, command: preDeployCommand }] : []),
    ];
  });
}
