import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { parseFragment } from 'parse5';
import { parseBlueprint } from '../../src/blueprint/index.ts';
import { layoutTopology, type Rectangle, tooLargeToDraw } from '../../src/topology/layout.ts';
import { topologySvg } from '../../src/topology/svg.ts';
import { topologyText } from '../../src/topology/text.ts';
import { readTopology } from '../../src/topology/topology.ts';
import { attribute, type Element, elementsOf, textOf } from './elements.ts';

const read = (text: string) => readTopology(parseBlueprint(text).tree);

/** A file of `count` services, each of which takes two variables from one of the first ten. */
function services(count: number, regions = ['oregon']): string {
  const all = Array.from({ length: count }, (_, index) => {
    const region = regions[index % regions.length];
    const from = `{ type: pserv, name: service-${index % 10}, property: host }`;
    const variables = `[{ key: A_${index}, fromService: ${from} }, { key: B_${index}, fromService: ${from} }]`;
    return `  - { type: pserv, name: service-${index}, region: ${region}, plan: 0.5c-512mb, envVars: ${variables} }\n`;
  });
  return `services:\n${all.join('')}`;
}

const samples: Record<string, string> = {
  'one service': 'services: [{ type: web, name: api }]\n',
  'a service that refers to itself':
    'services: [{ type: web, name: api, envVars: [{ key: HOST, fromService: { type: web, name: api, property: host } }] }]\n',
  'two that refer to each other':
    'services: [{ type: web, name: a, envVars: [{ key: B, fromService: { name: b, property: host } }] }, { type: web, name: b, envVars: [{ key: A, fromService: { name: a, property: host } }] }]\n',
  'names and keys that are long, wide or markup': `services:
  - type: worker
    name: "<b>&\\"${'long-'.repeat(40)}"
    plan: 計画計画計画計画計画計画計画計画計画
    envVars:
      - { key: ${'LONG_'.repeat(40)}, fromService: { name: "消息队列消息队列消息队列消息队列", property: host } }
`,
  'more variables than fit': `services:
  - type: worker
    name: w
    envVars: [${Array.from({ length: 40 }, (_, at) => `{ key: V${at}, fromDatabase: { name: db, property: host } }`).join(', ')}]
databases: [{ name: db }]
`,
  'thirty services in three regions': services(30, ['oregon', 'frankfurt', 'ohio']),
  'sixty services': services(60),
  'environments that refer to each other': `projects:
  - name: p
    environments:
      - name: production
        services: [{ type: worker, name: a, envVars: [{ key: X, fromService: { name: b, property: host } }] }]
      - name: staging
        services: [{ type: web, name: b, region: ohio, envVars: [{ key: X, fromService: { name: c, property: host } }] }]
ungrouped:
  services: [{ type: web, name: c }, { type: web, name: d }]
`,
};

const overlap = (a: Rectangle, b: Rectangle) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

for (const [what, text] of Object.entries(samples)) {
  describe(what, () => {
    const topology = read(text);
    const layout = layoutTopology(topology);

    test('no card covers another, and no label covers a card or a label', () => {
      const labels = layout.wires.map(({ label }) => label);
      const all: Rectangle[] = [...layout.cards, ...labels];
      assert.equal(all.length, topology.nodes.length + topology.edges.length);
      const covered = all.flatMap((one, at) =>
        all.slice(at + 1).filter((two) => overlap(one, two)),
      );
      assert.deepEqual(covered, []);
    });

    test('everything is inside the picture, and what lies in a box inside its frame', () => {
      const isIn = (inner: Rectangle, outer: Rectangle) =>
        inner.x >= outer.x &&
        inner.y >= outer.y &&
        inner.x + inner.width <= outer.x + outer.width &&
        inner.y + inner.height <= outer.y + outer.height;
      const whole = { x: 0, y: 0, width: layout.width, height: layout.height };
      const points = layout.wires.flatMap((wire) => wire.points);
      const all: Rectangle[] = [
        ...layout.cards,
        ...layout.frames,
        ...layout.wires.map(({ label }) => label),
        ...points.map((point) => ({ ...point, width: 0, height: 0 })),
      ];
      assert.deepEqual(
        all.filter((thing) => !isIn(thing, whole)),
        [],
      );
      const frames = new Map(layout.frames.map((frame) => [frame.box.id, frame]));
      for (const card of layout.cards) {
        const frame = frames.get(card.node.box ?? '');
        assert.equal(card.node.box === undefined, frame === undefined);
        if (frame) assert.ok(isIn(card, { ...frame, y: frame.y + 20 }), card.name);
      }
      for (const frame of layout.frames) {
        const outer = frames.get(frame.box.parent ?? '');
        if (outer) assert.ok(isIn(frame, { ...outer, y: outer.y + 20 }), frame.label);
      }
      for (const frame of layout.frames) {
        for (const card of layout.cards) {
          const boxes = [card.node.box, frames.get(card.node.box ?? '')?.box.parent];
          if (!boxes.includes(frame.box.id)) assert.ok(!overlap(frame, card), card.name);
        }
      }
    });

    test('every line of text fits its card, its label or its frame', () => {
      // The widest that a monospace font is; a wide character takes two of its cells.
      const width = (line: string, size: number) =>
        [...line].reduce((sum, character) => sum + (character >= '⺀' ? 2 : 1), 0) * size * 0.61;
      for (const { type, name, facts, width: room } of layout.cards) {
        assert.ok(width(name, 13) <= room - 24, name);
        for (const line of [type, ...facts]) assert.ok(width(line, 11) <= room - 24, line);
      }
      for (const { label } of layout.wires) {
        for (const line of label.lines) assert.ok(width(line, 11) <= label.width, line);
      }
      for (const frame of layout.frames)
        assert.ok(width(frame.label, 11) <= frame.width, frame.label);
    });

    test('it is drawn the same again', () => {
      assert.equal(topologySvg(read(text), { id: 'x' }), topologySvg(topology, { id: 'x' }));
    });
  });
}

test('sixty services are drawn, each as a card', () => {
  const topology = read(services(60));
  assert.equal(tooLargeToDraw(topology), undefined);
  assert.deepEqual(
    layoutTopology(topology).cards.map(({ node }) => node.name),
    topology.nodes.map(({ name }) => name),
  );
});

test('above 150 resources there is a sentence in place of a picture, and the words are whole', () => {
  const topology = read(services(151));
  const sentence = 'There are 151 resources in this file; at most 150 are drawn.';
  assert.equal(tooLargeToDraw(read(services(150))), undefined);
  assert.equal(tooLargeToDraw(topology), sentence);
  assert.equal(topologySvg(topology, { id: 'x' }), `<p>${sentence}</p>`);
  assert.equal(topologyText(topology).split('\n').length, 302);
});

test('connections that are too many are a sentence, too, before time is spent on them', () => {
  const all = Array.from({ length: 75 }, (_, at) => {
    const variables = [7 * at, 7 * at + 13]
      .map((to) => `{ key: A, fromService: { name: s${to % 75}, property: host } }`)
      .join(', ');
    return `  - { type: pserv, name: s${at}, envVars: [${variables}] }\n`;
  });
  const topology = read(`services:\n${all.join('')}`);
  const sentence = `The ${topology.edges.length} connections in this file are more than a picture can show.`;
  assert.ok(topology.edges.length > 140);
  assert.equal(topologySvg(topology, { id: 'x' }), `<p>${sentence}</p>`);
});

test('nothing to draw is a sentence', () => {
  assert.equal(topologySvg(read(''), { id: 'x' }), '<p>This file defines nothing.</p>');
});

describe('the picture', () => {
  const text = samples['names and keys that are long, wide or markup'] ?? '';
  const topology = read(text);
  const [svg] = parseFragment(topologySvg(topology, { id: 'x' })).childNodes;
  assert.ok(svg && 'tagName' in svg && svg.tagName === 'svg');

  test('has a name and a description, which is the text', () => {
    const byId = new Map(elementsOf(svg).map((element) => [attribute(element, 'id'), element]));
    const named = (name: string) => byId.get(attribute(svg, name) ?? 'none');
    assert.equal(attribute(svg, 'role'), 'img');
    assert.equal(textOf(named('aria-labelledby') as Element), 'What this Blueprint wires');
    assert.equal(textOf(named('aria-describedby') as Element), topologyText(topology));
  });

  test('holds what the file says as text alone', () => {
    const names = new Set(elementsOf(svg).map(({ tagName }) => tagName));
    assert.deepEqual([...names].sort(), ['circle', 'desc', 'g', 'path', 'rect', 'text', 'title']);
  });

  test('says in full, for whoever points at it, what is cut', () => {
    const titles = elementsOf(svg)
      .filter(({ tagName }) => tagName === 'title')
      .map(textOf);
    assert.ok(titles.some((title) => title.includes('LONG_'.repeat(40))));
    assert.ok(titles.some((title) => title.startsWith(`<b>&"${'long-'.repeat(40)}: background`)));
    const lines = elementsOf(svg)
      .filter(({ tagName }) => tagName === 'text')
      .map(textOf);
    assert.ok(lines.filter((line) => line.endsWith('…')).length >= 4, lines.join('\n'));
  });

  test('leads from each card to its name in the file', () => {
    const cards = elementsOf(svg).filter((element) => attribute(element, 'data-offset'));
    assert.deepEqual(
      cards.map((card) => attribute(card, 'id')),
      topology.nodes.map(({ id }) => `x-${id}`),
    );
    const at = text.slice(Number(attribute(cards[1] as Element, 'data-offset')));
    assert.ok(at.startsWith('"消息队列'), at);
  });

  test('takes its colours from the page', () => {
    assert.doesNotMatch(topologySvg(topology, { id: 'x' }), /#[0-9a-f]{3,8}\b|rgb|fill=|stroke=/);
  });
});
