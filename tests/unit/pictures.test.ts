import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { parseFragment } from 'parse5';
import { parse } from 'yaml';
import { parseBlueprint } from '../../src/blueprint/index.ts';
import { classify } from '../../src/fences/classify.ts';
import { readMarkdown } from '../../src/fences/coverage.ts';
import { findBlueprints } from '../../src/fences/files.ts';
import { checkTimelines } from '../../src/fences/timelines.ts';
import { topologySvg } from '../../src/topology/svg.ts';
import { readTopology } from '../../src/topology/topology.ts';
import { root, shared, skipWithoutCorpus } from '../corpus/public.ts';
import { elementsOf, textOf } from './elements.ts';

/** What a picture has to show: names, and who takes what from whom. */
interface Wiring {
  names: string[];
  wires: string[];
}

type Data = Record<string, unknown>;
const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (owner: unknown, key: string): unknown[] => {
  const value = isData(owner) ? owner[key] : undefined;
  return Array.isArray(value) ? value : [];
};
const nameOf = (value: unknown): string =>
  isData(value) && typeof value['name'] === 'string' ? value['name'] : '';

/** The wiring of a Blueprint, read from plain YAML data: no part of the engine has a hand in it. */
function wiringOf(text: string): Wiring {
  const data: unknown = parse(text, { merge: true, logLevel: 'silent' });
  const scopes = [
    data,
    isData(data) ? data['ungrouped'] : undefined,
    ...listOf(data, 'projects').flatMap((project) => listOf(project, 'environments')),
  ];
  const all = (key: string) => scopes.flatMap((scope) => listOf(scope, key)).filter(isData);
  const services = all('services');
  const groups = all('envVarGroups');
  const defined = {
    fromService: services.map(nameOf),
    fromDatabase: all('databases').map(nameOf),
    fromGroup: groups.map(nameOf),
  };
  const missing = new Set<string>();
  const wires = new Map<string, string[]>();
  services.forEach((service, at) => {
    for (const variable of listOf(service, 'envVars').filter(isData)) {
      const kind = (['fromGroup', 'fromService', 'fromDatabase'] as const).find(
        (key) => variable[key] !== undefined,
      );
      if (!kind) continue;
      const source = variable[kind];
      const name = kind === 'fromGroup' ? source : isData(source) && source['name'];
      if (typeof name !== 'string') continue;
      if (!defined[kind].includes(name)) missing.add(`${kind} ${name}`);
      const from = isData(source) ? (source['property'] ?? source['envVarKey']) : undefined;
      const key = typeof variable['key'] === 'string' ? variable['key'] : '?';
      const copied = typeof from === 'string' ? `${key} ← ${from}` : key;
      const label = kind === 'fromGroup' ? kind : copied;
      const pair = JSON.stringify([at, kind, name]);
      wires.set(pair, [...(wires.get(pair) ?? []), label]);
    }
  });
  return {
    names: [
      ...Object.values(defined).flat(),
      ...[...missing].map((key) => key.slice(key.indexOf(' ') + 1)),
    ].sort(),
    wires: [...wires]
      .map(([pair, labels]) => {
        const [at, , name] = JSON.parse(pair) as [number, string, string];
        return `${nameOf(services[at])} takes from ${name}: ${labels.join(', ')}`;
      })
      .sort(),
  };
}

/** The wiring that a drawn picture shows: by its titles, which its visible text has to begin. */
function drawnIn(svg: string): Wiring {
  const groups = elementsOf(parseFragment(svg)).filter(({ tagName }) => tagName === 'g');
  const titles = (name: string, visible: (lines: string[], title: string) => string) =>
    groups
      .filter(({ attrs }) => attrs.some(({ value }) => value.split(' ')[0] === name))
      .map((group) => {
        const inner = elementsOf(group);
        const [title = ''] = inner.filter(({ tagName }) => tagName === 'title').map(textOf);
        const lines = inner.filter(({ tagName }) => tagName === 'text').map(textOf);
        return visible(lines, title);
      })
      .sort();
  return {
    names: titles('card', ([, shown = ''], title) => {
      const name = title.slice(0, title.indexOf(': '));
      return shown === name || (shown.endsWith('…') && name.startsWith(shown.slice(0, -1)))
        ? name
        : shown;
    }),
    wires: titles('wire', (lines, title) => {
      const labels = title.slice(title.indexOf(': ') + 2).replaceAll(', ', ' ');
      const shown = lines.join(' ').split(/…| and \d+ more$/)[0] ?? '';
      return labels === shown || (shown !== lines.join(' ') && labels.startsWith(shown))
        ? title
        : shown;
    }),
  };
}

/** Fails unless the picture of a text shows what its YAML says, no more and no less. */
function assertDrawn(text: string): Wiring {
  const svg = topologySvg(readTopology(parseBlueprint(text).tree), { id: 'x' });
  const wiring = wiringOf(text);
  if (wiring.names.length > 0) assert.deepEqual(drawnIn(svg), wiring);
  else assert.ok(svg.startsWith('<p>'));
  return wiring;
}

describe('a picture shows the nodes and edges that its YAML has', () => {
  const fences = readMarkdown(root)
    .filter(({ path }) => path.startsWith('src/content/docs/'))
    .flatMap((file) => file.fences)
    .filter((fence) => {
      if (fence.language !== 'yaml') return false;
      const found = classify(fence);
      if (found.class === 'example') return !found.target.includes('#');
      return found.class === 'blueprint' || (found.class === 'invalid' && !found.place);
    });

  test('in every whole Blueprint of the pages', () => {
    const wirings = fences.map(({ code }) => assertDrawn(code));
    assert.ok(wirings.length >= 25, `${wirings.length} fences`);
    assert.ok(wirings.filter(({ wires }) => wires.length > 0).length >= 20);
  });

  test('in the Blueprint of every example, the default ones too', () => {
    const paths = findBlueprints(root).filter((path) => path.startsWith('examples/'));
    assert.ok(paths.length >= 22, `${paths.length} files`);
    for (const path of paths) {
      const { names, wires } = assertDrawn(readFileSync(join(root, path), 'utf8'));
      assert.ok(names.length >= 3 && wires.length >= 2, path);
    }
  });

  test('in every public Blueprint that is YAML', { skip: skipWithoutCorpus }, (context) => {
    const folder = join(shared, 'corpus');
    const texts = readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .filter((text) => parseBlueprint(text).diagnostics.length === 0);
    const wirings = texts.map(assertDrawn);
    const wires = wirings.reduce((sum, own) => sum + own.wires.length, 0);
    context.diagnostic(`${texts.length} Blueprints, ${wires} connections`);
    assert.ok(texts.length > 100 && wires > 100);
  });

  test('and the comparison sees a name, a variable or a wire too few', () => {
    const text = fences.find(({ meta }) => meta.includes('example="celery/'))?.code ?? '';
    const { names, wires } = wiringOf(text);
    assert.deepEqual(names, ['celery-api', 'celery-broker', 'celery-worker']);
    assert.deepEqual(wires, [
      'celery-api takes from celery-broker: REDIS_URL ← connectionString',
      'celery-worker takes from celery-broker: REDIS_URL ← connectionString',
    ]);
    const svg = topologySvg(readTopology(parseBlueprint(text).tree), { id: 'x' });
    assert.deepEqual(drawnIn(svg), wiringOf(text));
    for (const lost of [
      svg.replace(/<g class="wire">.*?<\/g>/s, ''),
      svg.replace(/<g class="card .*?<\/g>/s, ''),
      svg.replaceAll('REDIS_URL ← connectionString', 'REDIS_URL ← host'),
      svg.replace('>REDIS_URL</text>', '>REDIS</text>'),
      svg.replace('>celery-worker</text>', '>celery-api</text>'),
    ]) {
      assert.notEqual(lost, svg);
      assert.notDeepEqual(drawnIn(lost), wiringOf(text));
    }
  });
});

describe('the deploy timeline of a framework ends when the worker of its example does', () => {
  const files = readMarkdown(root);
  const readExample = (path: string) => {
    const file = join(root, 'examples', path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };

  test('on every page of a framework that has an example', () => {
    const { timelines, findings } = checkTimelines(files, readExample);
    assert.deepEqual(findings, []);
    const own = readdirSync(join(root, 'examples')).filter((name) =>
      existsSync(join(root, `src/content/docs/frameworks/${name}.mdx`)),
    );
    assert.ok(own.length >= 20);
    assert.equal(timelines, own.length);
  });

  test('or the check says where it does not', () => {
    const { findings } = checkTimelines(files, (path) =>
      readExample(path)?.replace(
        /maxShutdownDelaySeconds: \d+/,
        path.startsWith('celery/') ? 'maxShutdownDelaySeconds: 90' : '$&',
      ),
    );
    assert.deepEqual(
      findings.map(({ path, message }) => `${path} ${message}`),
      [
        'src/content/docs/frameworks/celery.mdx The timeline ends 60 s after SIGTERM; `maxShutdownDelaySeconds` in `examples/celery/render.yaml` is 90.',
      ],
    );
  });
});
