import assert from 'node:assert/strict';
import test, { describe, suite } from 'node:test';
import { parseFragment } from 'parse5';
import { type Chart, drawChart } from '../../src/rehearsal/chart.ts';
import type { ScenarioResult } from '../../src/rehearsal/result.ts';
import { stepsOf, timelineOf, timelineSvg, timelineText } from '../../src/rehearsal/timeline.ts';
import { attribute, elementsOf, textOf } from './elements.ts';
import { crash, deploy, full, killed, long, restarted } from './rehearsal-results.ts';

const row = (chart: Chart, name: string) => {
  const found = chart.rows.find((own) => own.name === name);
  assert.ok(found, `${name} has a row`);
  return found;
};

suite('timeline', () => {
  test('a deploy: starting, up, SIGTERM to end, and the overlap over all of it', () => {
    const chart = timelineOf(deploy, 60);
    const old = row(chart, 'mail-1');
    assert.deepEqual(
      old.bars.map(({ kind, from, to }) => [kind, from, to]),
      [
        ['starting', 0.5, 3.5],
        ['live', 3.5, 12],
        ['drain', 12, 15],
      ],
    );
    assert.deepEqual(
      old.notes.map(({ at, text }) => [at, text]),
      [
        [12, 'SIGTERM, 5 in hand'],
        [15, 'exit 0 after 3.0 of 60 s'],
      ],
    );
    assert.deepEqual(chart.bands, [{ from: 7, to: 12, text: 'overlap' }]);
    assert.equal(row(chart, 'mail-2').bars.at(-1)?.to, 40, 'the new one lives to the end');
    assert.equal(row(chart, 'orders').notes.at(-1)?.text, 'all have a receipt');
  });

  test('one that does not end in time is killed, and what came late is damage', () => {
    const chart = timelineOf(killed, 30);
    const { bars, notes } = row(chart, 'mail-1');
    assert.deepEqual(bars.at(-1), { from: 12, to: 42, kind: 'drain' });
    assert.deepEqual(notes.at(-1), { at: 42, text: 'SIGKILL after 30.0 s', isBad: true });
    assert.equal(row(chart, 'orders').notes.at(-1)?.text, '2 not back after 60 s');
  });

  test('what outlives its parent belongs to the instance until SIGKILL', () => {
    const [first] = killed.instances;
    assert.ok(first?.stop);
    const orphans: ScenarioResult = {
      ...killed,
      instances: [
        {
          ...first,
          stop: { ...first.stop, took: 0.1, orphans: 2 },
          exit: { at: 12.1, code: 143, signal: null, byItself: false },
        },
      ],
    };
    const { bars, notes } = row(timelineOf(orphans), 'mail-1');
    assert.equal(bars.at(-1)?.to, 42);
    assert.equal(notes.at(-1)?.text, 'SIGKILL after 30.0 s to 2 left behind');
  });

  test('a broker has a row only where something happened to it', () => {
    assert.equal(
      timelineOf(deploy).rows.some(({ name }) => name === 'mail-broker'),
      false,
    );
    assert.deepEqual(
      row(timelineOf(restarted), 'mail-broker').bars.map(({ kind, from, to }) => [kind, from, to]),
      [
        ['live', 0, 20],
        ['down', 6, 9],
      ],
    );
    assert.equal(row(timelineOf(full), 'mail-broker').bars[1]?.kind, 'full');
  });

  test('a long stretch without events is shortened, a grace period is not', () => {
    const [cut, ...others] = timelineOf(crash).cuts;
    assert.deepEqual(others, []);
    assert.ok(cut && cut.from > 12 && cut.to < 3614, JSON.stringify(cut));
    assert.deepEqual(timelineOf(killed).cuts, []);
    assert.deepEqual(timelineOf(deploy).cuts, []);
  });

  test('a long job: which instance had it, and when nobody had', () => {
    const chart = timelineOf(long, 60);
    const work = (name: string) =>
      row(chart, name).bars.flatMap(({ kind, from, to }) => (kind === 'work' ? [[from, to]] : []));
    assert.deepEqual(work('mail-1'), [[3.7, 12.7]]);
    assert.deepEqual(work('mail-2'), [[13.5, 24.5]]);
    assert.match(timelineText(long), /^\d+\. 12\.7 s: mail-1 hands the order over after step 9$/m);
  });

  test('the words say the same as the drawing', () => {
    assert.deepEqual(
      stepsOf(deploy).map(({ text }) => text),
      [
        'mail-1 is up',
        '200 of 200 orders accepted',
        'mail-2 is up',
        'old and new run together for 5 s (60 s on Render)',
        'SIGTERM to mail-1, with 5 orders in hand',
        'mail-1 exited with 0, 3.0 s after SIGTERM',
        'every order has its receipt',
      ],
    );
    assert.match(timelineText(crash), /^2\. 6\.0 s: SIGKILL to mail-1, with 1 order in hand$/m);
    assert.match(timelineText(crash), /^\d\. 3614 s: .*: 1 of 40 orders lost$/m);
    assert.ok(timelineText(crash).endsWith(`\n\n${crash.summary}`));
  });

  test('a worker without a ledger has no row of orders', () => {
    const { count: _, ...own } = deploy;
    assert.deepEqual(
      timelineOf(own).rows.map(({ name }) => name),
      ['mail-1', 'mail-2'],
    );
  });
});

describe('the drawing', () => {
  for (const result of [deploy, killed, crash, restarted, full, long]) {
    for (const width of [310, 690]) {
      test(`${result.summary} at ${width} px: no text is cut off or covers another`, () => {
        const texts = textsOf(timelineSvg(result, width, 60));
        assert.ok(texts.length > 6, `${texts.length} texts`);
        for (const { left, right, content } of texts) {
          assert.ok(left >= -1 && right <= width + 1, `${content}: ${left} to ${right}`);
        }
        for (const [index, one] of texts.entries()) {
          for (const other of texts.slice(index + 1)) {
            const isApart = one.y !== other.y || one.right <= other.left || other.right <= one.left;
            assert.ok(isApart, `${one.content} and ${other.content}`);
          }
        }
      });
    }
  }

  test('is well-formed, says what it shows, and has no colour of its own', () => {
    const label = 'a <b> & "c"';
    const svg = drawChart({ ...timelineOf(deploy), label }, 690);
    const elements = elementsOf(parseFragment(svg));
    const [body] = elements.filter(({ tagName }) => tagName === 'svg');
    assert.equal(attribute(body, 'aria-label'), label);
    assert.equal(attribute(body, 'role'), 'img');
    const fills = elements.flatMap((element) =>
      ['fill', 'stroke'].flatMap((name) => attribute(element, name) ?? []),
    );
    assert.ok(fills.length > 0);
    for (const fill of fills) assert.match(fill, /^(currentColor|var\(--)/);
  });

  test('ends even where notes leave each other no room', () => {
    const notes = Array.from({ length: 30 }, (_, index) => ({
      at: index / 30,
      text: 'a rather long text that fits nowhere beside the others of this row',
    }));
    const chart = { label: 'x', rows: [{ name: 'a', bars: [], notes }], bands: [], cuts: [] };
    const texts = textsOf(drawChart({ ...chart, from: 0, to: 1 }, 310));
    assert.equal(new Set(texts.map(({ y }) => y)).size, 30 + 2);
  });
});

interface Drawn {
  content: string;
  left: number;
  right: number;
  y: number;
}

/** Texts with the room that they take: 6 px a character is what a phone's font needs on average. */
function textsOf(svg: string): Drawn[] {
  return elementsOf(parseFragment(svg))
    .filter(({ tagName }) => tagName === 'text')
    .map((element) => {
      const content = textOf(element);
      const width = content.length * 6;
      const x = Number(attribute(element, 'x'));
      const anchor = attribute(element, 'text-anchor') ?? '';
      const left = { start: x, middle: x - width / 2, end: x - width }[anchor];
      assert.ok(left !== undefined);
      return { content, left, right: left + width, y: Number(attribute(element, 'y')) };
    });
}
