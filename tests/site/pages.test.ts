import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import { brokenLinks } from '../../scripts/built/links.ts';
import { readBuilt } from '../../scripts/built/pages.ts';
import { checkPolicy } from '../../scripts/built/policy.ts';
import { publishedHeaders } from '../../src/headers.ts';
import { attribute, classesOf, type Element, elementsOf, textOf } from '../unit/elements.ts';
import { dist, elementsOfPage, pages, root } from './dist.ts';

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

/** Scripts that not every page needs, and the element that needs them. */
const islands: { script: string; isFor(element: Element): boolean }[] = [
  { script: 'Builder', isFor: (element) => attribute(element, 'data-part') === 'answers' },
  { script: 'Chooser', isFor: (element) => attribute(element, 'data-chooser') !== undefined },
  { script: 'Playground', isFor: ({ tagName }) => tagName === 'blueprint-playground' },
  { script: 'Tabs', isFor: ({ tagName }) => tagName === 'starlight-tabs' },
  { script: 'ec', isFor: (element) => classesOf(element).includes('expressive-code') },
];

test('a page loads one script for what all pages have, and else those of what it shows', () => {
  const shownOn = new Map(islands.map(({ script }) => [script, 0]));
  for (const address of pages.values()) {
    const all = elementsOfPage(address);
    // A module that is asked for twice is loaded once.
    const loaded = new Set(
      all
        .filter(({ tagName }) => tagName === 'script')
        .flatMap((script) => attribute(script, 'src')?.split('/').at(-1) ?? []),
    );
    const shown = islands.filter(({ isFor }) => all.some(isFor)).map(({ script }) => script);
    assert.deepEqual(
      [...loaded].map((name) => name.slice(0, name.indexOf('.'))).sort(),
      ['page', ...shown].sort(),
      address,
    );
    for (const script of shown) shownOn.set(script, (shownOn.get(script) ?? 0) + 1);
  }
  // Code blocks bring their own, from a package.
  const often = [...shownOn].filter(([name, count]) => name !== 'ec' && count > pages.size / 10);
  assert.deepEqual(often, [], 'or name its component in src/plugins/one-script.ts');
});

suite('each page', () => {
  for (const [path, address] of pages) {
    test(address, () => {
      const all = elementsOfPage(address);
      const footer = all.map(textOf).at(0) ?? '';
      assert.match(footer, /independent/i, `${path} says that the project is independent`);
      const next = all.find((element) => attribute(element, 'id') === 'next');
      assert.ok(next || address === '/', `${path} ends with what to read next`);
      const sources = all.find((element) => attribute(element, 'class')?.startsWith('sources'));
      assert.ok(sources, `${path} lists its sources`);
      const items = elementsOf(sources).filter(({ tagName }) => tagName === 'li');
      assert.ok(items.length > 0, `${path} has at least one source`);
      for (const item of items) {
        const date = elementsOf(item).find(({ tagName }) => tagName === 'time');
        assert.match(attribute(date, 'datetime') ?? '', /^2\d{3}-\d\d-\d\d$/, textOf(item));
      }
    });
  }
});
