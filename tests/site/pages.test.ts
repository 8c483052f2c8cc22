import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { brokenLinks } from '../../scripts/built/links.ts';
import { readBuilt } from '../../scripts/built/pages.ts';
import { checkPolicy } from '../../scripts/built/policy.ts';
import { publishedHeaders } from '../../src/headers.ts';
import { dist, pages, root } from './dist.ts';

type Element = DefaultTreeAdapterTypes.Element;

/** Every topic that the handbook promises. A page that goes must leave this list, and be missed. */
const promised = [
  '/',
  '/learn/quickstart/',
  '/build/',
  '/understand/when-to-use-a-worker/',
  '/understand/worker-cron-or-workflow/',
  '/understand/how-workers-work/',
  '/understand/key-value/',
  '/understand/postgres/',
  '/guides/graceful-shutdown/',
  '/guides/deploying/',
  '/guides/environment-variables/',
  '/guides/networking/',
  '/operate/scaling/',
  '/operate/monitoring/',
  '/operate/debugging/',
  '/operate/sizing/',
  '/operate/dashboards/',
  '/operate/retries/',
  '/operate/idempotency/',
  '/operate/schedulers/',
  '/operate/payload-versions/',
  '/operate/draining/',
  '/operate/moving-a-queue/',
  '/operate/cache-and-broker/',
  '/operate/retention/',
  '/operate/cost/',
  '/operate/preview-environments/',
  '/operate/production-checklist/',
  '/operate/beyond-one-machine/',
  '/operate/autoscaling-on-latency/',
  '/operate/runbooks/',
  '/operate/runbooks/broker-full/',
  '/operate/runbooks/jobs-stuck/',
  '/operate/runbooks/ran-twice/',
  '/operate/runbooks/lost-after-deploy/',
  '/operate/runbooks/out-of-memory/',
  '/operate/runbooks/too-many-connections/',
  '/operate/runbooks/scheduler-fired-twice/',
  '/guides/workflows/',
  '/guides/cron-jobs/',
  '/guides/moving-from-heroku/',
  '/guides/checking/',
  '/guides/rehearsing/',
  '/guides/long-jobs/',
  '/guides/agents/',
  '/guides/examples/',
  '/frameworks/',
  '/frameworks/celery/',
  '/frameworks/sidekiq/',
  '/frameworks/bullmq/',
  '/frameworks/asynq/',
  '/frameworks/oban/',
  '/frameworks/pg-boss/',
  '/frameworks/huey/',
  '/frameworks/graphile-worker/',
  '/frameworks/rq/',
  '/frameworks/solid-queue/',
  '/frameworks/good-job/',
  '/frameworks/dramatiq/',
  '/frameworks/river/',
  '/frameworks/nextjs-bullmq/',
  '/frameworks/nestjs-bullmq/',
  '/frameworks/resque/',
  '/frameworks/laravel/',
  '/frameworks/poll-loop/',
  '/frameworks/apalis/',
  '/frameworks/django-celery/',
  '/frameworks/phoenix-oban/',
  '/frameworks/arq/',
  '/frameworks/procrastinate/',
  '/reference/blueprint/',
  '/reference/environment-wiring/',
  '/reference/rules/',
  '/reference/scenarios/',
  '/reference/plans/',
  '/reference/variables/',
  '/reference/signals/',
  '/reference/what-changed/',
  '/reference/gotchas/',
  '/reference/errors/',
  '/reference/errors/render/',
  '/reference/errors/build/',
  '/reference/errors/blueprint/',
  '/reference/errors/key-value/',
  '/reference/errors/postgres/',
  '/reference/errors/celery/',
  '/reference/errors/rq/',
  '/reference/errors/dramatiq/',
  '/reference/errors/huey/',
  '/reference/errors/bullmq/',
  '/reference/errors/pg-boss/',
  '/reference/errors/graphile-worker/',
  '/reference/errors/sidekiq/',
  '/reference/errors/asynq/',
  '/reference/errors/river/',
  '/reference/errors/oban/',
];

function elements(html: string): Element[] {
  const found: Element[] = [];
  const visit = (node: DefaultTreeAdapterTypes.ChildNode) => {
    if ('tagName' in node) found.push(node);
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  parse(html).childNodes.forEach(visit);
  return found;
}

function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find((attr) => attr.name === name)?.value;
}

function text(node: DefaultTreeAdapterTypes.ChildNode): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(text).join('') : '';
}

function read(address: string): Element[] {
  return elements(readFileSync(join(dist, address, 'index.html'), 'utf8'));
}

test('every promised page is there', () => {
  const addresses = [...pages.values()];
  assert.deepEqual(
    promised.filter((address) => !addresses.includes(address)),
    [],
  );
});

const built = readBuilt(dist);

test('every link and anchor of the built site leads somewhere', () => {
  const { links, broken } = brokenLinks(dist, built);
  assert.deepEqual(broken, []);
  assert.ok(built.size >= promised.length, `${built.size} pages`);
  assert.ok(links > 500, `${links} links`);
});

test('every page keeps to the policy that Render sends, and each hash in it is of a script', () => {
  const { problems, hashes } = checkPolicy(
    built,
    publishedHeaders(root)['Content-Security-Policy'],
  );
  assert.deepEqual(problems, []);
  assert.ok(hashes.length > 0);
});

/** Scripts that not every page needs: what their names begin with, and the element that needs them. */
const islands: { script: string; isFor(element: Element): boolean }[] = [
  { script: 'Builder.', isFor: (element) => attribute(element, 'data-part') === 'answers' },
  { script: 'Chooser.', isFor: (element) => attribute(element, 'data-chooser') !== undefined },
  { script: 'Playground.', isFor: ({ tagName }) => tagName === 'blueprint-playground' },
  { script: 'Tabs.', isFor: ({ tagName }) => tagName === 'starlight-tabs' },
  {
    script: 'ec.',
    isFor: (element) =>
      attribute(element, 'class')?.split(' ').includes('expressive-code') ?? false,
  },
];

test('a page loads no script of what it does not show', () => {
  const scripts = new Map(
    [...pages.values()].map((address) => {
      const all = read(address);
      const sources = all
        .filter(({ tagName }) => tagName === 'script')
        .flatMap((script) => attribute(script, 'src')?.split('/').at(-1) ?? []);
      return [address, { all, sources }] as const;
    }),
  );
  const isEverywhere = (name: string) =>
    [...scripts.values()].every(({ sources }) => sources.includes(name));
  for (const [address, { all, sources }] of scripts) {
    const shown = islands.filter(({ isFor }) => all.some(isFor)).map(({ script }) => script);
    for (const script of shown) {
      const isLoaded = sources.some((name) => name.startsWith(script));
      assert.ok(isLoaded, `${address} loads ${script}`);
    }
    const strays = sources.filter(
      (name) => !isEverywhere(name) && !shown.some((script) => name.startsWith(script)),
    );
    assert.deepEqual(strays, [], address);
  }
});

test('a block of code has its line breaks in its text, where no style sheet draws them', () => {
  let blocks = 0;
  for (const address of pages.values()) {
    for (const figure of read(address).filter(({ tagName }) => tagName === 'figure')) {
      const [pre] = elementsBelow(figure, 'pre');
      const [copy] = copyButtonsBelow(figure);
      if (!pre || !copy) continue;
      blocks += 1;
      // An empty line is drawn as a line break of its own.
      const lines = text(pre).split('\n');
      const copied = attribute(copy, 'data-code')?.split('\u007f') ?? [];
      const written = (all: string[]) => all.filter((line) => line.trim() !== '');
      assert.deepEqual(written(lines), written(copied), address);
    }
  }
  assert.ok(blocks > 400, `${blocks} blocks`);
});

suite('each page', () => {
  for (const [path, address] of pages) {
    test(address, () => {
      const all = read(address);
      const footer = all.map(text).at(0) ?? '';
      assert.match(footer, /independent/i, `${path} says that the project is independent`);
      const next = all.find((element) => attribute(element, 'id') === 'next');
      assert.ok(next || address === '/', `${path} ends with what to read next`);
      const sources = all.find((element) => attribute(element, 'class')?.startsWith('sources'));
      assert.ok(sources, `${path} lists its sources`);
      const items = elementsBelow(sources, 'li');
      assert.ok(items.length > 0, `${path} has at least one source`);
      for (const item of items) {
        const [date] = elementsBelow(item, 'time');
        assert.match(attribute(date, 'datetime') ?? '', /^2\d{3}-\d\d-\d\d$/, text(item));
      }
    });
  }
});

function copyButtonsBelow(figure: Element): Element[] {
  return elementsBelow(figure, 'div').flatMap((box) =>
    attribute(box, 'class') === 'copy' ? elementsBelow(box, 'button') : [],
  );
}

function elementsBelow(parent: Element, name: string): Element[] {
  return parent.childNodes.flatMap((node) =>
    'tagName' in node
      ? [...(node.tagName === name ? [node] : []), ...elementsBelow(node, name)]
      : [],
  );
}
