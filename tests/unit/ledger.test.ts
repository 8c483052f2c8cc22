import assert from 'node:assert/strict';
import test from 'node:test';
import { type Count, Ledger } from '../../src/rehearsal/ledger.ts';
import { type InstanceResult, isClean } from '../../src/rehearsal/result.ts';

/** Lines as `seconds instance text`, and the ends of instances as `seconds instance end`. */
function count(accepted: string[], receipts: string[], lines: string[]): Count {
  const ledger = new Ledger();
  for (const id of accepted) ledger.accept(id);
  for (const line of lines) {
    const [, at = '', instance = '', text = ''] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
    if (text === 'end') ledger.end(instance, Number(at));
    else ledger.read(instance, Number(at), text);
  }
  return ledger.count((id) => receipts.includes(id));
}

test('orders that are done once', () => {
  const found = count(
    ['a', 'b'],
    ['a', 'b'],
    [
      '1 w1 12:00:00 INFO order a started',
      '1 w1 order b started',
      '2 w1 class=OrderJob: order a receipt written',
      '3 w1 order b receipt written',
    ],
  );
  assert.deepEqual(found, {
    orders: 2,
    refused: 0,
    once: 2,
    twice: 0,
    lost: 0,
    redelivered: 0,
    redeliveryDelay: undefined,
    late: 0,
  });
});

test('an order that a killed worker had in hand comes back', () => {
  const { once, redelivered, redeliveryDelay, late } = count(
    ['a', 'b'],
    ['a', 'b'],
    [
      '1 w1 order a started',
      '1 w1 order b started',
      '2 w1 order b receipt written',
      '5 w1 end',
      '65 w2 order a started',
      '66 w2 order a receipt written',
    ],
  );
  assert.deepEqual([once, redelivered, late], [2, 1, 1]);
  assert.deepEqual(redeliveryDelay, { least: 60, most: 60 });
});

test('work that is done again although it was done', () => {
  const { once, twice, redelivered } = count(
    ['a'],
    ['a'],
    [
      '1 w1 order a started',
      '2 w1 order a receipt written',
      '3 w1 end',
      '4 w2 order a started',
      '5 w2 order a receipt was already there',
    ],
  );
  assert.deepEqual([once, twice, redelivered], [0, 1, 0]);
});

test('an order without a receipt is lost, however often it was started', () => {
  const { once, lost, redelivered, late } = count(
    ['a', 'b'],
    [],
    ['1 w1 order a started', '2 w1 end', '3 w2 order a started'],
  );
  assert.deepEqual([once, lost, redelivered, late], [0, 2, 1, 0]);
});

test('an order that its own worker starts again is no redelivery', () => {
  const { once, redelivered } = count(
    ['a'],
    ['a'],
    ['1 w1 order a started', '2 w1 order a started', '3 w1 order a receipt written'],
  );
  assert.deepEqual([once, redelivered], [1, 0]);
});

test('what is in hand, by instance', () => {
  const ledger = new Ledger();
  ledger.read('w1', 1, 'order a started');
  ledger.read('w2', 1, 'order b started');
  ledger.read('w2', 2, 'order c started');
  ledger.read('w2', 3, 'order b receipt written');
  assert.deepEqual([ledger.inFlight('w1'), ledger.inFlight('w2'), ledger.inFlight()], [1, 1, 2]);
  ledger.end('w1', 4);
  assert.deepEqual([ledger.inFlight('w1'), ledger.inFlight()], [0, 1]);
});

test('what counts as clean', () => {
  const none = { orders: 1, refused: 0, once: 1, twice: 0, lost: 0, redelivered: 0, late: 0 };
  const counted = (part: Partial<Count>): Count => ({
    ...none,
    redeliveryDelay: undefined,
    ...part,
  });
  const told = (killed: boolean): InstanceResult => ({
    name: 'w1',
    startedAt: 0,
    upAt: 3,
    peakMemory: 1,
    stop: { signal: 'SIGTERM', at: 5, took: killed ? null : 1, killed, orphans: 0 },
  });
  const crashed: InstanceResult = {
    ...told(true),
    stop: { signal: 'SIGKILL', at: 5, took: null, killed: true, orphans: 0 },
  };
  assert.ok(isClean({ instances: [told(false)] }));
  assert.ok(isClean({ instances: [told(false)], count: counted({ refused: 3, redelivered: 1 }) }));
  assert.ok(isClean({ instances: [crashed], count: counted({ redelivered: 1, late: 1 }) }));
  assert.ok(!isClean({ instances: [told(true)] }));
  const failed = { at: 4, code: 1, signal: null, byItself: true };
  assert.ok(
    !isClean({ instances: [{ name: 'w1', startedAt: 0, upAt: 3, peakMemory: 1, exit: failed }] }),
  );
  assert.ok(!isClean({ instances: [told(false)], count: counted({ late: 1 }) }));
  assert.ok(!isClean({ instances: [crashed], count: counted({ lost: 1 }) }));
  assert.ok(!isClean({ instances: [crashed], count: counted({ twice: 1 }) }));
});
