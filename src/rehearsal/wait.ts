import { setTimeout as sleep } from 'node:timers/promises';
import { Trouble } from './trouble.ts';

/**
 * Asks again and again until there is an answer.
 *
 * @param seconds how long at most
 * @param ask gives undefined, or throws, where it is too early
 * @returns the answer, or undefined if there was none in time
 * @throws {Trouble} if `ask` does
 */
export async function waitFor<T>(
  seconds: number,
  ask: () => T | undefined | Promise<T | undefined>,
  every = 0.1,
): Promise<T | undefined> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      // Anything else means that it is too early.
      if (error instanceof Trouble) throw error;
    }
    if (performance.now() >= end) return undefined;
    await sleep(every * 1000);
  }
}
