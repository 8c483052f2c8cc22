import assert from 'node:assert/strict';
import test from 'node:test';
import { Command } from '../../src/rehearsal/command.ts';
import { treeOf } from '../../src/rehearsal/process-tree.ts';
import { Session } from '../../src/rehearsal/session.ts';
import { waitFor } from '../../src/rehearsal/wait.ts';

const isAlive = (pid: number) => treeOf(pid).pids.includes(pid);

test('a kill reaches what has left the group, as the process that RQ forks for a job', async () => {
  const session = new Session();
  try {
    const command = await Command.start(
      // Job control gives the background job a group of its own, below the same parent.
      'set -m; sleep 60 & echo $!; wait',
      { session, cwd: session.folder, env: { PATH: process.env['PATH'] ?? '' } },
    );
    const child = await waitFor(5, () => Number(command.lines[0]?.text) || undefined);
    assert.ok(child && isAlive(child));
    command.killGroup();
    await command.ended;
    const isGone = await waitFor(5, () => (isAlive(child) ? undefined : true));
    assert.ok(isGone, `${child} lives on`);
  } finally {
    await session.close();
  }
});
