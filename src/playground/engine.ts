import type { Answers, Kind, Questions, Request, Response } from './messages.ts';

/** How long the worker may think about one text before it is stopped, in milliseconds. */
const PATIENCE = 8_000;

interface Waiting {
  resolve(answer: Answers[Kind]): void;
  reject(error: Error): void;
  timer: ReturnType<typeof setTimeout>;
}

/** Asks the engine in its worker. A worker that thinks too long is stopped, and a new one started. */
export class Engine {
  #worker: Worker | undefined;
  #last = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** @throws with a sentence for the page, if the worker was stopped, failed, or cannot be loaded */
  ask<K extends Kind>(kind: K, question: Questions[K]): Promise<Answers[K]> {
    const id = ++this.#last;
    const request = { id, kind, ...question } as Request;
    return new Promise<Answers[Kind]>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#stop(
          `The check was stopped: this text takes longer than ${PATIENCE / 1000} seconds. Take a part of it, or use the command on your machine.`,
        );
      }, PATIENCE);
      this.#waiting.set(id, { resolve, reject, timer });
      this.#worker ??= this.#start();
      this.#worker.postMessage(request);
    }) as Promise<Answers[K]>;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Response>) => {
      const waiting = this.#waiting.get(data.id);
      if (!waiting) return;
      this.#waiting.delete(data.id);
      clearTimeout(waiting.timer);
      if ('answer' in data) waiting.resolve(data.answer);
      else waiting.reject(new Error(`The checker failed, which is a bug of ours: ${data.failure}`));
    });
    worker.addEventListener('error', () => {
      this.#stop('The checker could not be loaded. Reload the page; your text is kept.');
    });
    return worker;
  }

  #stop(why: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject, timer } of waiting) {
      clearTimeout(timer);
      reject(new Error(why));
    }
  }
}
