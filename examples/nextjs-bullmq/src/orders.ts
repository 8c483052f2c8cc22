// What the web service and the worker have to agree on. Importing it opens no connection.
import { Redis, type RedisOptions } from 'ioredis';

// region: shared
export const QUEUE = 'orders';
export const RECEIPTS = 'receipts';

export interface Order {
  order_id: string;
  seconds: number;
}

// The prefix is needed: BullMQ refuses an id that is a whole number, and one such
// as `wait` would take the key of the waiting list and break the queue.
export const jobIdOf = (order: Order) => `order-${order.order_id}`;

export function connect(options: RedisOptions): Redis {
  const url = process.env.REDIS_URL;
  if (!url) throw new Error('REDIS_URL is not set, for example redis://127.0.0.1:6379');
  return new Redis(url, options);
}
// endregion: shared

// A refused connection to a name with several addresses has a code but no message.
export const reason = (error: NodeJS.ErrnoException) => error.message || error.code;
