import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { headline, sectionOf } from '../site.ts';
import { readPages } from '../twins/pages.ts';
import { type Card, drawCard, makeCanvas } from './card.ts';
import { cardPath } from './path.ts';

/** The card of every page, by the path at which it is published. */
export function cardsOf(root: string): Map<string, Card> {
  return new Map(
    readPages(root).map(({ address, title, description }) => {
      const section = sectionOf(address)?.label;
      const card = { title: address === '/' ? headline : title, description };
      return [cardPath(address), section === undefined ? card : { ...card, section }];
    }),
  );
}

/** What a card is drawn with: as long as that is the same, a card drawn once need not be drawn again. */
function recipeOf(root: string): string {
  const recipe = createHash('sha256');
  for (const file of [
    'src/og/card.ts',
    'src/og/face.ts',
    'src/palette.ts',
    'src/og/path.ts',
    'src/assets/logo.svg',
    'package-lock.json',
  ]) {
    recipe.update(readFileSync(join(root, file)));
  }
  return recipe.digest('hex');
}

/**
 * Draws cards, or takes them from where the last build left them.
 *
 * @param kept the folder of the drawn ones; those that nothing needs any more are deleted from it
 * @param keep gets each card as a PNG
 * @returns how many were drawn
 */
export async function drawCards(
  root: string,
  cards: ReadonlyMap<string, Card>,
  kept: string,
  keep: (path: string, png: Buffer) => void,
): Promise<number> {
  mkdirSync(kept, { recursive: true });
  const recipe = recipeOf(root);
  const before = new Set(readdirSync(kept));
  const needed = new Set<string>();
  const canvas = makeCanvas();
  let drawn = 0;
  for (const [path, card] of cards) {
    const hash = createHash('sha256').update(recipe).update(JSON.stringify(card)).digest('hex');
    const name = `${hash}.png`;
    needed.add(name);
    if (before.has(name)) keep(path, readFileSync(join(kept, name)));
    else {
      const png = await drawCard(card, canvas);
      writeFileSync(join(kept, name), png);
      drawn += 1;
      keep(path, png);
    }
  }
  for (const name of before) if (!needed.has(name)) rmSync(join(kept, name));
  return drawn;
}
