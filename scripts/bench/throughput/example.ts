import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured } from '../../../src/components/throughput.ts';
import { Workspace } from '../../../src/rehearsal/build.ts';
import { machineVariables } from '../../../src/rehearsal/environment.ts';
import { readPlan } from '../../../src/rehearsal/evidence.ts';
import { Ledger } from '../../../src/rehearsal/ledger.ts';
import { readProject } from '../../../src/rehearsal/project.ts';
import { setUp } from '../../../src/rehearsal/rehearse.ts';
import { Session } from '../../../src/rehearsal/session.ts';
import { Trouble } from '../../../src/rehearsal/trouble.ts';
import { measure, type Outcome } from './measure.ts';

/** Something that is measured, round by round. */
export interface Contestant {
  name: string;
  /** One run with so many orders, on an empty store. */
  run(orders: number, seconds: number): Promise<Outcome>;
  /** What it is, known once it has run. */
  about(): Promise<Omit<Measured, 'runs'>>;
  close(): Promise<void>;
}

/**
 * An example with its recommended form, built once.
 *
 * @param build a command in place of every build command
 */
export function contestantOf(root: string, example: string, build: string | undefined): Contestant {
  const folder = join(root, 'examples', example);
  const plan = readPlan(root, example);
  const session = new Session();
  const blueprint = join(folder, 'render.yaml');
  const workspace = new Workspace(session, blueprint);
  const project = readProject(readFileSync(workspace.blueprint, 'utf8'), undefined);
  const { worker } = project;
  let software = '';
  return {
    name: example,
    async run(orders, seconds) {
      const { servers, startService, startProducer } = await setUp(
        session,
        { blueprint, build, set: {}, valuesFile: undefined, watcher: { onPhase() {} } },
        project,
        workspace,
        {},
      );
      const [store] = servers;
      if (!store) throw new Trouble(`${example} has neither broker nor database.`, 1);
      software = store.software;
      const producer = await startProducer(new Ledger());
      if (!producer) throw new Trouble(`${example} has no producer with receipts.`, 1);
      try {
        return await measure(
          {
            session,
            store,
            enqueue: (count) => producer.enqueue(Array.from({ length: count }, () => 0)),
            startWorker: (onLine) => startService(worker, `${worker.name}-1`, {}, onLine),
            receipts: () => producer.receipts(),
          },
          orders,
          seconds,
        );
      } finally {
        await producer.instance.kill();
        for (const server of servers) await server.stop();
      }
    },
    async about() {
      const versions: Record<string, string> = {};
      for (const [name, command] of Object.entries(plan?.versions ?? {})) {
        const env = { ...machineVariables(), ...workspace.toolchain(worker) };
        try {
          versions[name] = (await workspace.run(worker, command, env)).join(' ').trim();
        } catch (error) {
          // Packages of another distribution may lack what the example itself has.
          if (!(error instanceof Trouble)) throw error;
          versions[name] = 'not known';
        }
      }
      return {
        example,
        name: plan?.framework ?? example,
        store: software,
        worker: worker.startCommand,
        versions,
      };
    },
    close: () => session.close(),
  };
}
