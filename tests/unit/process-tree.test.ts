import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import test from 'node:test';
import { treeOf } from '../../src/rehearsal/process-tree.ts';

/** Starts a shell in a group of its own and waits until it has said something. */
async function start(command: string) {
  const child = spawn('sh', ['-c', command], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  return { pid: child.pid as number, stop: () => process.kill(-(child.pid as number), 'SIGKILL') };
}

test('a tree is the group and what descends from its leader', async () => {
  const { pid, stop } = await start('sleep 60 & setsid sleep 60 & echo up; wait');
  try {
    const { pids } = treeOf(pid);
    assert.ok(pids.includes(pid));
    assert.equal(pids.length, 3);
  } finally {
    for (const one of treeOf(pid).pids) if (one !== pid) process.kill(one, 'SIGKILL');
    stop();
  }
});

test('memory is what the processes hold, and what they share counts once', async () => {
  const program = `const a = Buffer.alloc(100e6, 1); console.log(a.length); setInterval(() => {}, 1000)`;
  const one = await start(`exec '${process.execPath}' -e '${program}'`);
  try {
    const { megabytes } = treeOf(one.pid);
    assert.ok(megabytes > 95 + 30 && megabytes < 95 + 150, `${megabytes} MB`);
  } finally {
    one.stop();
  }
});
