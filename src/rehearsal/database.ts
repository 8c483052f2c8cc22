import type { Resource } from '../blueprint/index.ts';
import type { Server } from './server.ts';
import type { Session } from './session.ts';
import { Trouble } from './trouble.ts';

export async function startDatabase(_session: Session, { name }: Resource): Promise<Server> {
  throw new Trouble(`\`${name}\`: databases are not yet rehearsed.`, 2);
}
