import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { brokenLinks } from '../../scripts/check-links.ts';
import { dist, pages } from './dist.ts';

type Element = DefaultTreeAdapterTypes.Element;

/** Every topic that the handbook promises. A page that goes must leave this list, and be missed. */
const promised = [
  '/',
  '/learn/quickstart/',
  '/understand/when-to-use-a-worker/',
  '/understand/worker-cron-or-workflow/',
  '/understand/how-workers-work/',
  '/understand/key-value/',
  '/understand/postgres/',
  '/guides/graceful-shutdown/',
  '/guides/deploying/',
  '/guides/environment-variables/',
  '/guides/networking/',
  '/guides/scaling/',
  '/guides/monitoring/',
  '/guides/debugging/',
  '/guides/workflows/',
  '/guides/cron-jobs/',
  '/guides/moving-from-heroku/',
  '/frameworks/',
  '/frameworks/celery/',
  '/frameworks/sidekiq/',
  '/frameworks/bullmq/',
  '/frameworks/asynq/',
  '/frameworks/oban/',
  '/reference/blueprint/',
  '/reference/environment-wiring/',
  '/reference/rules/',
  '/reference/scenarios/',
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

test('every link and anchor of the built site leads somewhere', () => {
  const { pages: count, links, broken } = brokenLinks(dist);
  assert.deepEqual(broken, []);
  assert.ok(count >= promised.length && links > 500, `${count} pages, ${links} links`);
});

test('every page is in the sitemap, and the page for lost visitors is not', () => {
  const sitemap = readFileSync(join(dist, 'sitemap-0.xml'), 'utf8');
  const listed = [...sitemap.matchAll(/<loc>https:\/\/[^/]+(\/[^<]*)<\/loc>/g)].map(([, at]) => at);
  assert.deepEqual(listed.sort(), [...pages.values()].sort());
});

suite('each page', () => {
  for (const [path, address] of pages) {
    test(address, () => {
      const all = read(address);
      const is = (name: string) => all.filter(({ tagName }) => tagName === name);
      const description = attribute(
        is('meta').find((meta) => attribute(meta, 'name') === 'description'),
        'content',
      );
      assert.equal(is('h1').length, 1, `${path} has one h1`);
      assert.ok(description, `${path} has a description`);
      assert.ok(
        description.length <= 160,
        `${path}: description of ${description.length} characters`,
      );
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

test('titles and descriptions are each used once', () => {
  for (const name of ['title', 'meta'] as const) {
    const values = [...pages.values()].map((address) => {
      const all = read(address).filter(({ tagName }) => tagName === name);
      return name === 'title'
        ? text(all[0] as Element)
        : attribute(
            all.find((meta) => attribute(meta, 'name') === 'description'),
            'content',
          );
    });
    assert.deepEqual(
      values.filter((value, index) => values.indexOf(value) !== index),
      [],
    );
  }
});

function elementsBelow(parent: Element, name: string): Element[] {
  return parent.childNodes.flatMap((node) =>
    'tagName' in node
      ? [...(node.tagName === name ? [node] : []), ...elementsBelow(node, name)]
      : [],
  );
}
