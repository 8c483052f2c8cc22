// What the producer, the worker and the migration have to agree on.
import { type ConstructorOptions, PgBoss } from 'pg-boss';

// region: shared
export const QUEUE = 'orders';

export interface Order {
  order_id: string;
  seconds: number;
}

export function connect(options: ConstructorOptions): PgBoss {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) {
    console.log('DATABASE_URL is not set, for example postgres://localhost/orders');
    process.exit(1);
  }
  const boss = new PgBoss({ connectionString, ...options });
  // Without a listener the first lost connection would end the process.
  boss.on('error', (error) => console.log(`pg-boss error: ${reason(error)}`));
  boss.on('warning', ({ message }) => console.log(`pg-boss warning: ${message}`));
  return boss;
}
// endregion: shared

// A refused connection to a name with several addresses has a code but no message.
export const reason = (error: NodeJS.ErrnoException) => error.message || error.code;
