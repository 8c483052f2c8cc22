import { WorkerCalls } from '../components/worker-calls.ts';
import type { Answers, Questions } from './messages.ts';

/** The engine, in a worker. */
export type Engine = WorkerCalls<Questions, Answers>;

/** The engine in a worker of its own. */
export function engineInWorker(): Engine {
  return new WorkerCalls(
    () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
    {
      slow: (seconds) =>
        `The check was stopped: this text takes longer than ${seconds} seconds. Take a part of it, or use the command on your machine.`,
      threw: (message) => `The checker failed, which is a bug of ours: ${message}`,
      missing: 'The checker could not be loaded. Reload the page; your text is kept.',
    },
  );
}
