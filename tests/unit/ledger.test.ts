import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import { type Count, Ledger } from '../../src/rehearsal/ledger.ts';
import { type InstanceResult, isClean } from '../../src/rehearsal/result.ts';

/** Lines as `seconds instance text`; `end` and `signal` are what happens to instances. */
function readAll(ledger: Ledger, lines: string[]): void {
  for (const line of lines) {
    const [, at = '', instance = '', text = ''] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
    if (text === 'end') ledger.end(instance, Number(at));
    else if (text === 'signal') ledger.signal(instance, Number(at));
    else ledger.read(instance, Number(at), text);
  }
}

/** What is counted of lines as in {@link readAll}. Each order takes 2 s. */
function count(accepted: string[], receipts: string[], lines: string[]): Count {
  const ledger = new Ledger();
  for (const id of accepted) ledger.accept(id, 2);
  readAll(ledger, lines);
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
    retried: 0,
    retryDelay: undefined,
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

test('an attempt that failed is tried again by a worker that lives on, and that is no redelivery', () => {
  const { once, redelivered, retried, retryDelay, late } = count(
    ['a', 'b'],
    ['a', 'b'],
    [
      '1 w1 order a started',
      '1 w1 order b started',
      '5 w1 order a started',
      '7 w1 order a receipt written',
      '40 w2 order b started',
      '42 w2 order b receipt written',
      '50 w1 signal',
      '51 w1 end',
    ],
  );
  assert.deepEqual([once, redelivered, retried, late], [2, 0, 2, 1]);
  assert.deepEqual(retryDelay, { least: 2, most: 37 });
});

test('what is given back after the signal is a redelivery, even before the exit', () => {
  const { redelivered, redeliveryDelay, retried } = count(
    ['a'],
    ['a'],
    [
      '1 w1 order a started',
      '2 w1 signal',
      '3 w2 order a started',
      '4 w1 end',
      '5 w2 order a receipt written',
    ],
  );
  assert.deepEqual([redelivered, retried], [1, 0]);
  assert.deepEqual(redeliveryDelay, { least: 0, most: 0 });
});

test('what failed and is tried again by the same worker is in hand once', () => {
  const ledger = new Ledger();
  ledger.read('w1', 1, 'order a started');
  ledger.read('w1', 2, 'order a started');
  assert.equal(ledger.inFlight(), 1);
  ledger.read('w1', 3, 'order a receipt written');
  assert.equal(ledger.inFlight(), 0);
});

/** A ledger of one order `a` of so many seconds, with lines as in {@link readAll}. */
function ledgerOf(seconds: number, lines: string[]): Ledger {
  const ledger = new Ledger();
  ledger.accept('a', seconds);
  readAll(ledger, lines);
  return ledger;
}

suite('the work of a long order', () => {
  test('that is handed over and gone on with: nothing is done again, and waiting is no work', () => {
    const ledger = ledgerOf(4, [
      '10 w1 order a started',
      '11 w1 order a step 1',
      '11.5 w1 signal',
      '12 w1 order a step 2',
      '12 w1 2026-11-29 INFO order a handed over after step 2',
      '12.5 w1 end',
      '40 w2 order a started',
      '41 w2 order a step 3',
      '42 w2 order a step 4',
      '42 w2 order a receipt written',
    ]);
    assert.deepEqual(ledger.workOf('a', 100), { runs: 2, redone: 0, steps: { done: 4, again: 0 } });
    const { redelivered, redeliveryDelay } = ledger.count(() => true);
    assert.deepEqual([redelivered, redeliveryDelay], [1, { least: 27.5, most: 27.5 }]);
  });

  test('that begins again: what died is work, too, and no steps need be printed', () => {
    const ledger = ledgerOf(4, [
      '10 w1 order a started',
      '13 w1 end',
      '20 w2 order a started',
      '23 w2 end',
      '30 w3 order a started',
      '34 w3 order a receipt written',
    ]);
    assert.deepEqual(ledger.workOf('a', 100), { runs: 3, redone: 1.5 });
  });

  test('of which one step is done again', () => {
    const ledger = ledgerOf(4, [
      '10 w1 order a started',
      '11 w1 order a step 1',
      '12 w1 order a step 2',
      '12 w1 end',
      '20 w2 order a started',
      '21 w2 order a step 2',
      '22 w2 order a step 3',
      '23 w2 order a step 4',
      '23 w2 order a receipt written',
    ]);
    assert.deepEqual(ledger.workOf('a', 100), {
      ...{ runs: 2, redone: 0.25 },
      steps: { done: 5, again: 1 },
    });
  });

  test('of which a step was broken off, and whose worker takes its time', () => {
    const ledger = ledgerOf(4, [
      '10 w1 order a started',
      '11.5 w1 order a step 1',
      '13 w1 order a step 2',
      '13.5 w1 end',
      '20 w2 order a started',
      '21.5 w2 order a step 3',
      '23 w2 order a step 4',
      '23.5 w2 order a receipt written',
    ]);
    assert.deepEqual(ledger.workOf('a', 100), {
      ...{ runs: 2, redone: 0.125 },
      steps: { done: 4, again: 0 },
    });
  });

  test('that fails in a worker which lives on counts until it begins again, and no longer than it takes', () => {
    const soon = [
      '10 w1 order a started',
      '12 w1 order a started',
      '16 w1 order a receipt written',
    ];
    assert.equal(ledgerOf(4, soon).workOf('a', 100).redone, 0.5);
    const late = [
      '10 w1 order a started',
      '90 w2 order a started',
      '94 w2 order a receipt written',
    ];
    assert.equal(ledgerOf(4, late).workOf('a', 100).redone, 1);
  });

  test('that is put back by a worker which lives on is in nobody’s hands, and was not interrupted', () => {
    const ledger = ledgerOf(4, ['10 w1 order a started', '12 w1 order a handed over after step 2']);
    assert.equal(ledger.inFlight(), 0);
    ledger.read('w1', 13, 'order a started');
    ledger.read('w1', 15, 'order a receipt written');
    ledger.signal('w1', 50);
    ledger.end('w1', 51);
    const { once, redelivered, retried } = ledger.count(() => true);
    assert.deepEqual([once, redelivered, retried], [1, 0, 0]);
    assert.deepEqual(ledger.workOf('a', 100), { runs: 2, redone: 0 });
  });
});

test('a line that only looks like one of an order says nothing', () => {
  const ledger = new Ledger();
  const lines = ['order a step', 'order a stepped 3', 'order a handed back', 'an order started'];
  assert.deepEqual(
    lines.map((line) => ledger.read('w1', 1, line)),
    lines.map(() => undefined),
  );
  assert.deepEqual(ledger.read('w1', 1, '[info] order a handed over after step 12'), {
    ...{ order: 'a', what: 'handed over', step: 12 },
  });
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
  const none = {
    ...{ orders: 1, refused: 0, once: 1, twice: 0, lost: 0 },
    ...{ redelivered: 0, retried: 0, late: 0 },
  };
  const counted = (part: Partial<Count>): Count => ({
    ...none,
    redeliveryDelay: undefined,
    retryDelay: undefined,
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
