import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { connect, type Order, QUEUE, reason } from './orders.ts';

// region: producer
interface Producer {
  broker: Redis;
  orders: Queue<Order>;
}

const PATIENCE = 3000;

// `next dev` runs a changed module anew; what hangs on globalThis stays.
const kept = globalThis as { producer?: Producer };

function open(): Producer {
  const broker = connect({
    maxRetriesPerRequest: 1,
    // Without a connection a command fails at once instead of waiting for one.
    enableOfflineQueue: false,
    commandTimeout: PATIENCE,
  });
  const orders = new Queue<Order>(QUEUE, {
    connection: broker,
    defaultJobOptions: {
      attempts: 5,
      backoff: { type: 'exponential', delay: 1000 },
      // BullMQ keeps finished jobs for ever unless told otherwise. Seconds.
      removeOnComplete: { age: 3600, count: 1000 },
      removeOnFail: { age: 7 * 24 * 3600, count: 5000 },
    },
  });
  orders.on('error', (error) => console.log(`queue error: ${reason(error)}`));
  // A queue whose first handshake failed stays broken: the next request makes another.
  orders.waitUntilReady().catch(() => {
    kept.producer = undefined;
    broker.disconnect();
  });
  return { broker, orders };
}

/** Opens the connection with the first request, so never in `next build`, and waits 3 s at most. */
export async function ask<T>(question: (producer: Producer) => Promise<T>): Promise<T> {
  kept.producer ??= open();
  const { producer } = kept;
  // Until it has connected once BullMQ would wait for ever; afterwards this costs nothing.
  await Promise.race([producer.orders.waitUntilReady(), late()]);
  return question(producer);
}

function late(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('no connection yet')), PATIENCE).unref();
  });
}

export function unavailable(error: Error): Response {
  console.log(`answered 503: ${reason(error)}`);
  return Response.json({ error: `the broker did not confirm: ${reason(error)}` }, { status: 503 });
}
// endregion: producer
