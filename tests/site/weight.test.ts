import assert from 'node:assert/strict';
import test, { after, before, suite } from 'node:test';
import { buildIn } from '../../scripts/bench/site/build.ts';
import {
  addressesOf,
  makePlain,
  type PlainProject,
  plainPages,
} from '../../scripts/bench/site/plain.ts';
import { type Served, serve } from '../../scripts/bench/site/serve.ts';
import {
  compareWeights,
  notArticles,
  type PageWeight,
  summarize,
  weigh,
  weightLimit,
} from '../../scripts/bench/site/weight.ts';
import { browserForTests } from './browser.ts';
import { dist, root } from './dist.ts';

const { browser, skip } = await browserForTests();

const said = ({ address, ours, plain, ratio }: PageWeight) =>
  `${address}: ${ours} bytes, ${ratio.toFixed(2)} times the ${plain} of plain Starlight`;

suite('a first visit', { skip }, () => {
  let plain: PlainProject;
  let ours: Served;
  let other: Served;
  let weights: PageWeight[];
  before(async () => {
    const pages = plainPages(dist);
    plain = makePlain(root, pages);
    buildIn(plain.folder);
    ours = await serve(dist);
    other = await serve(plain.dist);
    if (browser) weights = await weigh(browser, ours, other, addressesOf(pages));
  });
  after(async () => {
    ours?.close();
    other?.close();
    plain?.remove();
    await browser?.close();
  });

  test(`of an article loads at most ${weightLimit} times what plain Starlight makes of its Markdown`, (context) => {
    const { articles, median, worst, tooHeavy } = summarize(weights);
    context.diagnostic(
      `${articles.length} articles: median ${median.toFixed(2)}, worst ${worst.toFixed(2)}`,
    );
    assert.deepEqual(tooHeavy.map(said), []);
    assert.ok(articles.length > 80, `${articles.length} articles`);
  });

  test('of every other page is told apart with its reason, and each is a page', () => {
    const addresses = weights.map(({ address }) => address);
    assert.deepEqual(
      Object.keys(notArticles).filter((address) => !addresses.includes(address)),
      [],
    );
  });
});

test('an article that is too heavy is named, a tool is not', () => {
  const load = (total: number) => ({ files: new Map(), total });
  const weights = compareWeights(
    new Map([
      ['/guides/heavy/', load(1160)],
      ['/guides/light/', load(1150)],
      ['/build/', load(9000)],
    ]),
    new Map([
      ['/guides/heavy/', load(1000)],
      ['/guides/light/', load(1000)],
      ['/build/', load(1000)],
    ]),
  );
  assert.deepEqual(summarize(weights).tooHeavy.map(said), [
    '/guides/heavy/: 1160 bytes, 1.16 times the 1000 of plain Starlight',
  ]);
});
