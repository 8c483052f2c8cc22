import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync } from 'node:fs';
import type { Session } from './session.ts';
import { Trouble } from './trouble.ts';

/** A user that is not root; without ids where we are none ourselves. */
export interface Unprivileged {
  uid?: number;
  gid?: number;
}

/**
 * As whom to run a server that refuses root, as PostgreSQL and PgBouncer do.
 *
 * @throws {Trouble} if we are root and there is no other user
 */
export function unprivileged(): Unprivileged {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => {
      const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
      return status === 0 ? Number(stdout) : undefined;
    });
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Trouble(
    'You are root, as whom PostgreSQL refuses to run, and there is neither a user `postgres` nor `nobody`.',
    2,
  );
}

/** Gives that user a folder of the session, and the way to it. */
export function handOver({ uid, gid }: Unprivileged, session: Session, folder: string): void {
  if (uid === undefined || gid === undefined) return;
  // The session's folder holds the project, so nobody else gets in.
  chownSync(session.folder, 0, gid);
  chmodSync(session.folder, 0o710);
  chownSync(folder, uid, gid);
}
