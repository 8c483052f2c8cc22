import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import sharp from 'sharp';
import { drawCard } from '../../src/og/card.ts';
import { cardsOf, drawCards } from '../../src/og/cards.ts';
import { cardPath } from '../../src/og/path.ts';
import { readPages } from '../../src/twins/pages.ts';

const root = join(import.meta.dirname, '../..');
const kept = mkdtempSync(join(tmpdir(), 'cards-'));
after(() => rmSync(kept, { recursive: true, force: true }));

const celery = {
  title: 'Celery on Render',
  section: 'Frameworks',
  description: 'What a SIGKILL costs, and what it does not.',
};

test('every page has a card with its own title, and the home page says more than its name', () => {
  const cards = cardsOf(root);
  const pages = readPages(root);
  assert.deepEqual(
    [...cards.keys()],
    pages.map(({ address }) => cardPath(address)),
  );
  assert.equal(cards.get('/og/frameworks/celery.png')?.title, 'Celery on Render');
  assert.equal(cards.get('/og/frameworks/celery.png')?.section, 'Frameworks');
  assert.notEqual(cards.get('/og/index.png')?.title, 'Render Workers');
});

test('a card is a small PNG of 1200 by 630, and drawn again it has the same bytes', async () => {
  const png = await drawCard(celery);
  const { format, width, height, hasAlpha } = await sharp(png).metadata();
  assert.deepEqual(
    { format, width, height, hasAlpha },
    { format: 'png', width: 1200, height: 630, hasAlpha: false },
  );
  assert.ok(png.length < 60_000, `${png.length} bytes`);
  assert.deepEqual(await drawCard(celery), png);
});

test('the longest title and the longest description fit on one card', async () => {
  const longest = (texts: string[]) => texts.reduce((a, b) => (a.length < b.length ? b : a));
  const cards = [...cardsOf(root).values()];
  const card = {
    title: longest(cards.map(({ title }) => title)),
    section: 'Look up',
    description: longest(cards.map(({ description }) => description)),
  };
  const { data, info } = await sharp(await drawCard(card))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const background = data.subarray(0, 3);
  for (let at = 0; at < data.length; at += info.channels) {
    const x = (at / info.channels) % info.width;
    const isMargin = x < 60 || x >= info.width - 60;
    if (isMargin) assert.deepEqual(data.subarray(at, at + 3), background, `column ${x} is empty`);
  }
});

test('a card on which a title does not fit, or that the face cannot write, is not drawn', async () => {
  const long = { ...celery, title: 'A title that goes on and on '.repeat(8) };
  await assert.rejects(drawCard(long), /is \d+ px too high\. Make the page's title/);
  const arrow = { ...celery, title: 'Queue → worker' };
  await assert.rejects(drawCard(arrow), /has “→”, which the face of the cards lacks/);
});

test('a card is drawn once, again when it says something else, and deleted when nothing needs it', async () => {
  const drawn = async (title: string) => {
    const pngs = new Map<string, Buffer>();
    const cards = new Map([['/og/a.png', { ...celery, title }]]);
    const count = await drawCards(root, cards, kept, (path, png) => pngs.set(path, png));
    return { count, png: pngs.get('/og/a.png') };
  };
  const first = await drawn('One');
  const second = await drawn('One');
  assert.deepEqual([first.count, second.count], [1, 0]);
  assert.deepEqual(second.png, first.png);
  const other = await drawn('Two');
  assert.equal(other.count, 1);
  assert.notDeepEqual(other.png, first.png);
  writeFileSync(join(kept, 'stray.png'), '');
  await drawn('Two');
  assert.equal(readdirSync(kept).length, 1);
});
