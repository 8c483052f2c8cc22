// What the producer and the worker have to agree on.

// region: shared
export interface Order {
  order_id: string;
  seconds: number;
}

declare global {
  namespace GraphileWorker {
    interface Tasks {
      fulfil: Order;
    }
  }
}

export const connectionString = process.env.DATABASE_URL ?? '';
if (connectionString === '') {
  console.log('DATABASE_URL is not set, for example postgresql://postgres@127.0.0.1:5432/orders');
  process.exit(1);
}
// endregion: shared

// A refused connection to a name with several addresses has a code but no message.
export const reason = (error: NodeJS.ErrnoException) => error.message || error.code;
