import assert from 'node:assert/strict';
import { once } from 'node:events';
import test, { describe } from 'node:test';
import { waitFor } from '../../src/rehearsal/wait.ts';
import { begin, copyOf, groupOf, leftovers, membersOf, rehearse } from './run.ts';

const skip =
  process.platform === 'linux' ? false : 'processes are found by /proc, which only Linux has';

/** A child that makes a session of its own, as a daemon does, beside one that stays. */
const daemon = (text: string) =>
  text.replace(
    'exec node worker.mjs',
    '(setsid sleep 600 >/dev/null 2>&1 &); sleep 600 & exec node worker.mjs',
  );

/** One that cannot be found by its environment, in the worker's own group. */
const unmarked = (text: string) =>
  text.replace('exec node worker.mjs', 'env -i sleep 600 & exec node worker.mjs');

describe('nothing is left', { skip, concurrency: true }, () => {
  test('while it runs, there is something to be left', async () => {
    const project = copyOf('plain', daemon);
    const child = await begin(project, ['--overlap', '30'], /is up/);
    assert.ok(leftovers(project).length > 3, leftovers(project).join('\n'));
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 130);
    assert.deepEqual(leftovers(project), []);
  });

  test('after success', async () => {
    const project = copyOf('orders');
    assert.equal((await rehearse(project, ['--orders', '8'])).status, 0);
    assert.deepEqual(leftovers(project), []);
  });

  test('after a failure', async () => {
    const project = copyOf('plain', (text) =>
      daemon(text).replace('exec node worker.mjs', 'exit 1'),
    );
    assert.equal((await rehearse(project)).status, 1);
    assert.deepEqual(leftovers(project), []);
  });

  test('of a child that has no environment, either', async () => {
    const project = copyOf('plain', unmarked);
    const child = await begin(project, ['--overlap', '30'], /is up/);
    const group = groupOf(project);
    assert.equal(membersOf(group).length, 2);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const isClean = await waitFor(10, () => (membersOf(group).length === 0 ? true : undefined));
    assert.ok(isClean, `left: ${membersOf(group)}`);
  });

  test('after SIGKILL of the rehearsal itself', async () => {
    const project = copyOf('plain', daemon);
    const child = await begin(project, ['--overlap', '30'], /is up/);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const isClean = await waitFor(10, () => (leftovers(project).length === 0 ? true : undefined));
    assert.ok(isClean, leftovers(project).join('\n'));
  });
});
