/** How long a worker may think about one question before it is stopped, in milliseconds. */
const PATIENCE = 8_000;

/** A question on its way to a worker; its kind tells what it holds. */
type Call<Questions> = {
  [Kind in keyof Questions]: { id: number; kind: Kind; question: Questions[Kind] };
}[keyof Questions];

/** What comes back: once that the worker has loaded, then answers; `failure` where it threw, a bug of ours. */
type Reply = { isReady: true } | { id: number; answer: unknown } | { id: number; failure: string };

/** Why there is no answer, in whole sentences for the page. */
interface Failures {
  /** The worker was stopped, because it thought for so many seconds. */
  slow(seconds: number): string;
  /** It threw. */
  threw(message: string): string;
  /** It cannot be loaded. */
  missing: string;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
  timer?: ReturnType<typeof setTimeout>;
}

/**
 * Asks a worker, which is started when it is first needed. One that thinks too long is stopped, and a new one
 * started. `Questions` and `Answers` say by kind what goes there and what comes back.
 */
export class WorkerCalls<Questions, Answers extends Record<keyof Questions, unknown>> {
  readonly #load: () => Worker;
  readonly #failures: Failures;
  #worker: Worker | undefined;
  #isReady = false;
  #last = 0;
  readonly #waiting = new Map<number, Waiting>();

  constructor(load: () => Worker, failures: Failures) {
    this.#load = load;
    this.#failures = failures;
  }

  /** Has the worker loaded before there is a question. */
  start(): Worker {
    this.#worker ??= this.#listenTo(this.#load());
    return this.#worker;
  }

  /** @throws with a sentence for the page, if the worker was stopped, failed, or cannot be loaded */
  ask<Kind extends keyof Questions>(kind: Kind, question: Questions[Kind]): Promise<Answers[Kind]> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { resolve: resolve as Waiting['resolve'], reject };
      this.#waiting.set(id, waiting);
      if (this.#isReady) this.#time(waiting);
      this.start().postMessage({ id, kind, question });
    });
  }

  #time(waiting: Waiting): void {
    waiting.timer = setTimeout(() => this.#stop(this.#failures.slow(PATIENCE / 1000)), PATIENCE);
  }

  #listenTo(worker: Worker): Worker {
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      if ('isReady' in data) {
        // Loading takes as long as the network does, and is no thinking.
        this.#isReady = true;
        for (const waiting of this.#waiting.values()) this.#time(waiting);
        return;
      }
      const waiting = this.#waiting.get(data.id);
      if (!waiting) return;
      this.#waiting.delete(data.id);
      clearTimeout(waiting.timer);
      if ('answer' in data) waiting.resolve(data.answer);
      else waiting.reject(new Error(this.#failures.threw(data.failure)));
    });
    worker.addEventListener('error', () => this.#stop(this.#failures.missing));
    return worker;
  }

  #stop(why: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#isReady = false;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject, timer } of waiting) {
      clearTimeout(timer);
      reject(new Error(why));
    }
  }
}

/** In a worker: answers what {@link WorkerCalls} asks. */
export function answerCalls<Questions>(answer: (call: Call<Questions>) => unknown): void {
  addEventListener('message', async ({ data }: MessageEvent<Call<Questions>>) => {
    try {
      postMessage({ id: data.id, answer: await answer(data) });
    } catch (error) {
      postMessage({ id: data.id, failure: (error as Error).message });
    }
  });
  postMessage({ isReady: true });
}
