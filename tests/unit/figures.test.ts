import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import type { Evidence, ScenarioEvidence } from '../../src/rehearsal/evidence.ts';
import {
  disagreement,
  figureLines,
  measuredOf,
  overviewOf,
  verdictOf,
} from '../../src/rehearsal/figures.ts';
import type { ScenarioResult } from '../../src/rehearsal/result.ts';
import { crash, deploy, full, killed, long, restarted, worker } from './rehearsal-results.ts';

const once = [{ lost: 0, twice: 0, killed: 0 }];
const recorded = (result: ScenarioResult, runs = once): ScenarioEvidence => ({
  ...result,
  date: '2026-11-25',
  runs,
});
const evidence: Evidence = {
  version: 1,
  example: 'mail',
  framework: 'Mail',
  command: 'npm run rehearse -- mail --record',
  hash: '',
  machine: { platform: 'linux x64', cores: 2 },
  obtained: 'npm registry',
  versions: {},
  forms: {
    default: { worker, overlap: 5, scenarios: [recorded(killed), recorded(crash)] },
    recommended: {
      worker: { ...worker, shutdownDelay: 60 },
      overlap: 5,
      scenarios: [recorded(deploy, [...once, ...once, ...once]), recorded(full)],
    },
  },
};
const withCount = (result: ScenarioResult, change: Partial<ScenarioResult['count']>) =>
  ({ ...result, count: { ...result.count, ...change } }) as ScenarioResult;

suite('the numbers on a page', () => {
  const lines = new Map(
    figureLines({
      default: measuredOf(evidence, 'default', 'deploy'),
      recommended: measuredOf(evidence, 'recommended', 'deploy'),
    }).map((line) => [line.name, line]),
  );
  const both = (name: string) => {
    const line = lines.get(name);
    assert.ok(line, `there is a line ${name}`);
    return [line.default?.text, line.recommended?.text];
  };

  test('stand side by side', () => {
    assert.deepEqual(both('Orders accepted'), ['200', '200']);
    assert.deepEqual(both('Lost'), ['2, not back after 60 s', '0']);
    assert.deepEqual(both('Done twice'), ['1', '0']);
    assert.deepEqual(both('In hand at the signal'), ['2', '5']);
    assert.deepEqual(both('SIGTERM to exit'), ['not within 30 s', '3.0 s']);
    assert.deepEqual(both('Exit code'), ['none: SIGKILL', '0']);
    assert.deepEqual(both('Killed'), ['at the deadline', 'no']);
    assert.deepEqual(both('Peak memory of an instance'), ['64 of 512 MB', '64 of 512 MB']);
    assert.deepEqual(both('Connections at most'), ['5 of 250', '5 of 250']);
    assert.deepEqual(both('Runs'), ['1', '3, the same counts each time']);
  });

  test('call damage damage, and nothing else', () => {
    const bad = [...lines.values()].flatMap((line) => [
      ...(line.default?.isBad ? [`${line.name}, default`] : []),
      ...(line.recommended?.isBad ? [`${line.name}, recommended`] : []),
    ]);
    assert.deepEqual(bad, ['Lost, default', 'Done twice, default', 'Killed, default']);
  });

  test('leave out what neither form has, and a form that was not played', () => {
    const only = figureLines({
      default: measuredOf(evidence, 'default', 'crash'),
      recommended: undefined,
    });
    assert.equal(
      only.some(({ name }) => name === 'SIGTERM to exit'),
      false,
    );
    assert.ok(only.every(({ recommended }) => recommended === undefined));
    assert.equal(measuredOf(evidence, 'default', 'overrun'), undefined);
  });

  test('say it when runs disagree', () => {
    const runs = [{ lost: 0, twice: 3, killed: 0 }, ...once];
    const lines = figureLines({
      default: { scenario: recorded(deploy, runs), worker },
      recommended: undefined,
    });
    const line = lines.find(({ name }) => name === 'Runs');
    assert.equal(line?.default?.text, '2, lost 0, 0, done twice 3, 0, killed 0, 0');
    assert.deepEqual(verdictOf(recorded(deploy, runs)), {
      text: 'all 200 done once; of 2 runs, lost 0, 0, done twice 3, 0, killed 0, 0',
      isBad: true,
    });
  });

  test('say which values took the place of the worker’s own', () => {
    const scenario = { ...recorded(crash), set: { RESCUE: '60' } };
    const lines = figureLines({ default: { scenario, worker }, recommended: undefined });
    assert.equal(lines.find(({ name }) => name === 'Set for this')?.default?.text, 'RESCUE=60');
    assert.match(verdictOf(scenario).text, /; with RESCUE=60$/);
    const form = { worker, overlap: 5, scenarios: [scenario] };
    const { back } = overviewOf(
      { ...evidence, forms: { ...evidence.forms, default: form } },
      'default',
      { fate: 'kept', least: 0, most: 90, says: 'a minute' },
    );
    assert.equal(back.text, 'not within 3600 s (with RESCUE=60; documented: a minute)');
  });

  test('tell of a long job how much of it was done again', () => {
    const rows = (scenario: ScenarioEvidence) =>
      new Map(
        figureLines({ default: { scenario, worker }, recommended: undefined }).map((line) => [
          line.name,
          line.default?.text,
        ]),
      );
    const done = rows(recorded(long));
    assert.equal(done.get('The order'), '20 s of work under 1 deploy');
    assert.equal(done.get('Starts of the order'), '2');
    assert.equal(done.get('Work redone'), '0.4 %');
    assert.equal(done.get('Steps redone'), '0 of 20');
    assert.equal(
      verdictOf(long).text,
      'done once; 20 s of work under 1 deploy, 2 starts, 0.4 % of it redone',
    );
    const { redone: _, steps: __, ...job } = long.longJob as NonNullable<ScenarioResult['longJob']>;
    const lost = withCount({ ...long, longJob: job, isClean: false }, { once: 0, lost: 1 });
    assert.equal(rows(recorded(lost)).get('Work redone'), 'lost with the order');
    assert.equal(rows(recorded(lost)).has('Steps redone'), false);
    assert.match(verdictOf(lost).text, /^1 of 1 lost: not back after 120 s; 20 s of work/);
    assert.equal(rows(recorded(deploy)).has('Work redone'), false);
  });

  test('are a verdict in a few words', () => {
    assert.deepEqual(verdictOf(deploy), { text: 'all 200 done once' });
    assert.equal(verdictOf(restarted).text, 'all 80 done once; 10 attempts refused');
    assert.deepEqual(verdictOf(killed), {
      text: '2 of 200 lost: not back after 60 s; 1 done twice; killed at the deadline',
      isBad: true,
    });
    const again = withCount(
      { ...crash, isClean: true },
      {
        lost: 0,
        redelivered: 5,
        redeliveryDelay: { least: 59.7, most: 61.2 },
      },
    );
    assert.deepEqual(verdictOf(again), {
      text: 'all 40 done once; 5 started again after 60 to 61 s',
    });
    assert.equal(verdictOf({ ...again, isClean: false }).isBad, true);
    assert.equal(verdictOf(full).text, '200 of 210 lost: not back after 60 s; 1534 keys evicted');
    const { count: _, ...own } = deploy;
    assert.equal(verdictOf(own).text, 'no orders counted');
  });
});

suite('the overview', () => {
  const kept = { fate: 'kept', least: 30, most: 90, says: '30 to 90 s' } as const;

  test('never has a figure for what was not rehearsed', () => {
    for (const figure of Object.values(overviewOf(undefined, 'default', kept))) {
      assert.deepEqual(figure, { text: 'not rehearsed' });
    }
    const { sigkill, back, twice, memory } = overviewOf(evidence, 'recommended', undefined);
    assert.deepEqual(
      [sigkill, back, twice].map(({ text }) => text),
      ['not rehearsed', 'not rehearsed', 'not rehearsed'],
    );
    assert.equal(memory.text, '64 of 512 MB');
  });

  test('shows what SIGKILL costs, and what is documented where that differs', () => {
    const { sigkill, back, twice, connections } = overviewOf(evidence, 'default', kept);
    assert.deepEqual(sigkill, { text: '1 of 40 lost', isBad: true });
    assert.equal(back.text, 'not within 3600 s (documented: 30 to 90 s)');
    assert.equal(twice.text, '0');
    assert.equal(connections.text, '5 of 250');
    assert.equal(overviewOf(evidence, 'default', { fate: 'lost' }).back.text, 'not within 3600 s');
  });

  test('sees a difference in either direction, and a second as none', () => {
    const after = (least: number, most: number) =>
      withCount(crash, { lost: 0, redelivered: 5, redeliveryDelay: { least, most } });
    assert.equal(disagreement(kept, after(60, 61)), undefined);
    assert.equal(disagreement(kept, after(29.5, 90.9)), undefined);
    assert.equal(disagreement(kept, after(12, 60)), '30 to 90 s');
    assert.equal(disagreement(kept, after(60, 95)), '30 to 90 s');
    assert.equal(disagreement({ fate: 'lost' }, after(60, 61)), 'lost');
    assert.equal(disagreement({ fate: 'lost' }, crash), undefined);
    const idle = { ...crash, instances: [] };
    assert.equal(disagreement(kept, idle), undefined, 'nothing was in hand, so nothing was shown');
  });
});
