import { cpSync, statSync } from 'node:fs';
import { basename, delimiter, dirname, join, sep } from 'node:path';
import { Command } from './command.ts';
import { buildVariables } from './environment.ts';
import type { Service } from './project.ts';
import type { Session } from './session.ts';
import { Trouble } from './trouble.ts';

/** What a build makes anew, and what a copy for a rehearsal does without. */
const skipped = new Set([
  'node_modules',
  '.git',
  '.venv',
  '_build',
  'deps',
  '.next',
  'target',
  '__pycache__',
]);

/**
 * What bash gets to build a service; undefined if nothing is to be built.
 *
 * @param command what to run in place of the service's own build command
 */
export function buildLine(
  { runtime, buildCommand }: Pick<Service, 'runtime' | 'buildCommand'>,
  command = buildCommand,
): string | undefined {
  if (command === undefined || command === '') return undefined;
  // Render gives each Python service an environment of its own, too.
  return runtime === 'python' ? `python3 -m venv "$VIRTUAL_ENV" && ${command}` : command;
}

/** A copy of the Blueprint's folder in which services are built, so that nothing of yours changes. */
export class Workspace {
  readonly #session: Session;
  readonly #folder: string;
  /** The Blueprint in the copy. */
  readonly blueprint: string;
  /** By command and folder: producer and worker mostly share one. */
  readonly #builds = new Map<string, Promise<void>>();

  /**
   * @param blueprint the Blueprint's path
   * @param overlay a folder whose files take the place of those of the same name
   */
  constructor(session: Session, blueprint: string, overlay?: string) {
    this.#session = session;
    this.#folder = join(session.folder, 'source');
    const source = dirname(blueprint);
    const copy = (from: string) =>
      cpSync(from, this.#folder, {
        recursive: true,
        filter: (path) =>
          !path
            .slice(from.length)
            .split(sep)
            .some((part) => skipped.has(part)),
      });
    copy(source);
    if (overlay !== undefined) copy(overlay);
    this.blueprint = join(this.#folder, basename(blueprint));
  }

  folderOf({ rootDir, name }: Service): string {
    const folder = join(this.#folder, rootDir);
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
    throw new Trouble(
      `\`rootDir: ${rootDir}\` of \`${name}\` is no folder beside the Blueprint.`,
      1,
    );
  }

  /**
   * Runs a service's build command once.
   *
   * @param env the service's own variables
   * @param command what to run in its place
   * @throws {Trouble} if it fails, with its last lines
   */
  build(
    service: Service,
    env: Record<string, string>,
    command = service.buildCommand,
  ): Promise<void> {
    if (command === undefined || command === '') return Promise.resolve();
    const folder = this.folderOf(service);
    const key = `${folder}\n${command}`;
    const running = this.#builds.get(key) ?? this.#run(service, command, folder, env);
    this.#builds.set(key, running);
    return running;
  }

  /** What lets a service find what its build installed. */
  toolchain({ runtime }: Service): Record<string, string> {
    const { PATH = '' } = buildVariables();
    if (runtime === 'python') {
      const folder = join(this.#session.folder, 'python');
      return { VIRTUAL_ENV: folder, PATH: `${join(folder, 'bin')}${delimiter}${PATH}` };
    }
    if (runtime === 'ruby') return { BUNDLE_PATH: join(this.#session.folder, 'ruby') };
    return {};
  }

  async #run(service: Service, command: string, cwd: string, own: Record<string, string>) {
    const env = { ...own, ...buildVariables(), ...this.toolchain(service) };
    const line = buildLine(service, command) ?? '';
    const build = await Command.start(line, { session: this.#session, cwd, env });
    const { code } = await build.finished();
    if (code === 0) return;
    throw new Trouble(
      `The build of \`${service.name}\` failed with exit code ${code}: \`${command}\``,
      1,
      build.lastLines(15),
    );
  }

  /**
   * Runs a command of a service to its end, such as its pre-deploy command.
   *
   * @returns the lines that it printed
   * @throws {Trouble} if it fails, with its last lines
   */
  async run(service: Service, command: string, env: Record<string, string>): Promise<string[]> {
    const cwd = this.folderOf(service);
    const run = await Command.start(command, { session: this.#session, cwd, env });
    const { code } = await run.finished();
    if (code === 0) return run.lastLines(15);
    throw new Trouble(
      `\`${command}\` of \`${service.name}\` failed with exit code ${code}.`,
      1,
      run.lastLines(15),
    );
  }
}
