import { parentPort, workerData } from 'node:worker_threads';
import { cardsOf, drawCards } from './cards.ts';

/** What the thread is given. */
export interface Task {
  /** The project's root. */
  root: string;
  /** Where drawn cards are kept from build to build. */
  kept: string;
}

/** What the thread says when it is done. */
export interface Result {
  cards: [path: string, png: Uint8Array][];
  drawn: number;
  milliseconds: number;
}

const { root, kept } = workerData as Task;
const start = performance.now();
const cards: Result['cards'] = [];
const drawn = await drawCards(root, cardsOf(root), kept, (path, png) => cards.push([path, png]));
const result: Result = { cards, drawn, milliseconds: performance.now() - start };
parentPort?.postMessage(result);
