import { Pool, type PoolConfig } from 'pg';

export function connect(options: PoolConfig): Pool {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) {
    console.log('DATABASE_URL is not set, for example postgres://localhost/orders');
    process.exit(1);
  }
  const pool = new Pool({ connectionString, ...options });
  // Without a listener an idle connection that is lost would end the process.
  pool.on('error', (error) => console.log(`idle connection: ${reason(error)}`));
  return pool;
}

// A refused connection to a name with several addresses has a code but no message.
export const reason = (error: NodeJS.ErrnoException) => error.message || error.code;
