import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import sharp from 'sharp';
import { palette } from '../palette.ts';
import { Face } from './face.ts';
import { cardSize } from './path.ts';

/** What a card says. */
export interface Card {
  title: string;
  /** The label of the page's section; absent on pages that are in none. */
  section?: string;
  description: string;
}

const regular = new Face(400);
const bold = new Face(600);

const logo = readFileSync(join(import.meta.dirname, '../assets/logo.svg'), 'utf8')
  // Its own size is that of its view; here it has the size of a line.
  .replace('<svg ', '<svg x="64" y="56" width="48" height="48" ');

/** Pixels between what is drawn and the edges of the card. */
const padding = { block: 56, inline: 64 } as const;
const room = cardSize.width - 2 * padding.inline;
const header = 48;
const footer = 76;

const titleSpacing = -0.015;
const description = { size: 32, lineHeight: 32 * 1.35, above: 24 } as const;

/** The largest size in pixels at which a title of so many characters takes no more than two lines. */
function titleSize({ length }: { length: number }): number {
  if (length <= 26) return 92;
  if (length <= 40) return 80;
  return 68;
}

/** A worker's last minute: it takes jobs until SIGTERM, drains, and exits before it would be killed. */
function timeline(): string {
  const top = cardSize.height - padding.block - footer;
  const middle = top + 13;
  const bar = (from: number, width: number, color: string) =>
    `<rect x="${padding.inline + from}" y="${middle - 5}" width="${width}" height="10" rx="5" fill="${color}"/>`;
  const ring = (center: number, color: string) =>
    `<circle cx="${padding.inline + center}" cy="${middle}" r="10" fill="none" stroke="${color}" stroke-width="6"/>`;
  const label = (text: string, from: number) =>
    regular.draw(text, padding.inline + from, top + 70, 26, palette.quiet);
  return [
    bar(0, 520, palette.live),
    ring(541, palette.drain),
    bar(562, 320, palette.drain),
    ring(903, palette.kill),
    ...Array.from({ length: 7 }, (_, dot) => bar(924 + dot * 20, 10, palette.gone)),
    label('live', 0),
    label('SIGTERM', 528),
    label('drain', 724),
    label('exit', 890),
  ].join('');
}

/** The rows of a card that are its own: those between header and footer. */
const body = {
  top: padding.block + header,
  height: cardSize.height - 2 * padding.block - header - footer,
} as const;

/** @throws if the text takes more room than there is */
function texts({ title, description: text }: Card): string {
  const size = titleSize(title);
  const titles = bold.lines(title, room, size, titleSpacing);
  const lines = regular.lines(text, room, description.size);
  const height =
    titles.length * size * 1.1 + description.above + lines.length * description.lineHeight;
  const left = body.height - height;
  if (left < 0) {
    throw new Error(
      `The card “${title}” is ${Math.ceil(-left)} px too high. Make the page's title or description shorter.`,
    );
  }
  const top = body.top + left / 2;
  const below = top + titles.length * size * 1.1 + description.above;
  return [
    ...titles.map((line, index) => {
      const y = top + index * size * 1.1 + bold.baseline(size, size * 1.1);
      return bold.draw(line, padding.inline, y, size, palette.text, titleSpacing);
    }),
    ...lines.map((line, index) => {
      const y =
        below +
        index * description.lineHeight +
        regular.baseline(description.size, description.lineHeight);
      return regular.draw(line, padding.inline, y, description.size, palette.quiet);
    }),
  ].join('');
}

/**
 * Draws rows of a card, as pixels of red, green, blue and opacity. Drawing takes its time for the pixels, so each
 * card has only those drawn that are its own.
 */
function rasterize(svg: string, top: number, height: number): Buffer {
  const { width } = cardSize;
  const whole = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 ${top} ${width} ${height}"><rect width="${width}" height="${cardSize.height}" fill="${palette.background}"/>${svg}</svg>`;
  return new Resvg(whole, { font: { loadSystemFonts: false } }).render().pixels;
}

const headers = new Map<string, Buffer>();

/** What stands above the text of each card of a section. */
function headerOf(section: string): Buffer {
  const known = headers.get(section);
  if (known) return known;
  const name = padding.block + regular.baseline(32, header);
  const end = cardSize.width - padding.inline - regular.width(section, 32);
  const svg = [
    logo,
    bold.draw('Render Workers', padding.inline + 66, name, 32, palette.text),
    regular.draw(section, end, name, 32, palette.accent),
  ];
  const pixels = rasterize(svg.join(''), 0, body.top);
  headers.set(section, pixels);
  return pixels;
}

const bodyEnd = body.top + body.height;
const footing = rasterize(timeline(), bodyEnd, cardSize.height - bodyEnd);

/** Four bytes for each pixel of a card. */
export function makeCanvas(): Buffer {
  return Buffer.alloc(cardSize.width * cardSize.height * 4);
}

/**
 * Draws a card as a PNG: the same bytes for the same card.
 *
 * @param canvas what it is drawn on; another card can have it once this one is done
 * @throws if a text does not fit, or has a character that the face lacks
 */
export async function drawCard(card: Card, canvas = makeCanvas()): Promise<Buffer> {
  const { title, section = '' } = card;
  const missing = regular.missing(`${title}${section}${card.description}`);
  if (missing.length > 0) {
    throw new Error(
      `The card “${title}” has “${missing.join('')}”, which the face of the cards lacks. Write the page's title and description without it.`,
    );
  }
  const { width, height } = cardSize;
  canvas.set(headerOf(section));
  canvas.set(rasterize(texts(card), body.top, body.height), body.top * width * 4);
  canvas.set(footing, bodyEnd * width * 4);
  // Little effort for its size: the build waits for it, and readers of the pages never load it.
  return sharp(canvas, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .png({ compressionLevel: 4, adaptiveFiltering: false })
    .toBuffer();
}
