import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Answer, keyOf, type Question, type Task } from './messages.ts';
import type { Theme } from './palette.ts';
import type { Tokens } from './tokens.ts';

/** Code that somebody waits for, or that is coloured already. */
interface Known {
  promise: Promise<Tokens | undefined>;
  /** Absent once the answer is here. */
  waiting?: { resolve(tokens: Tokens | undefined): void; reject(error: unknown): void } | undefined;
}

/** Colours code in a thread of its own, which leaves the one that builds the site to its work. */
export class Highlighter {
  readonly #worker: Worker;
  readonly #known = new Map<string, Known>();
  #open = 0;
  /** What the thread ended with, if it did. */
  #failure: { error: unknown } | undefined;

  /**
   * @param ahead the project's root, to colour the code of its pages before anyone asks for it
   */
  constructor(themes: readonly Theme[], ahead?: string) {
    const workerData: Task = { themes, ahead };
    this.#worker = new Worker(join(import.meta.dirname, 'thread.ts'), { workerData });
    // A program that is done does not wait for code that nobody asked for.
    this.#worker.unref();
    this.#worker.on('message', (answer: Answer) => this.#take(answer));
    this.#worker.on('error', (error) => this.#fail(error));
  }

  /**
   * The code in colour; nothing if its language is not known.
   *
   * @throws what the grammar of the language throws, or what the thread ended with
   */
  tokens(language: string, code: string): Promise<Tokens | undefined> {
    const key = keyOf({ language, code });
    const known = this.#known.get(key);
    if (known) return known.promise;
    if (this.#failure) return Promise.reject(this.#failure.error);
    const { promise, ...waiting } = Promise.withResolvers<Tokens | undefined>();
    this.#known.set(key, { promise, waiting });
    this.#open += 1;
    this.#worker.ref();
    this.#worker.postMessage({ language, code } satisfies Question);
    return promise;
  }

  #take(answer: Answer): void {
    const key = keyOf(answer);
    const waiting = this.#known.get(key)?.waiting;
    if (!waiting) {
      if (!('error' in answer)) this.#known.set(key, { promise: Promise.resolve(answer.tokens) });
      return;
    }
    if ('error' in answer) waiting.reject(answer.error);
    else waiting.resolve(answer.tokens);
    this.#settle(key);
  }

  #fail(error: unknown): void {
    this.#failure = { error };
    for (const [key, { waiting }] of this.#known) {
      if (!waiting) continue;
      waiting.reject(error);
      this.#settle(key);
    }
  }

  #settle(key: string): void {
    const known = this.#known.get(key);
    if (known) known.waiting = undefined;
    this.#open -= 1;
    if (this.#open === 0) this.#worker.unref();
  }
}
