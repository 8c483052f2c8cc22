import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import satori from 'satori';
import sharp from 'sharp';
import { palette } from '../palette.ts';
import { cardSize } from './path.ts';

/** What a card says. */
export interface Card {
  title: string;
  /** The label of the page's section; absent on pages that are in none. */
  section?: string;
  description: string;
}

const fonts = ([400, 600] as const).map((weight) => ({
  name: 'IBM Plex Sans',
  weight,
  style: 'normal' as const,
  // satori reads no woff2.
  data: readFileSync(
    fileURLToPath(
      import.meta.resolve(
        `@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-${weight}-normal.woff`,
      ),
    ),
  ),
}));

const logo = `data:image/svg+xml;base64,${readFileSync(
  join(import.meta.dirname, '../assets/logo.svg'),
).toString('base64')}`;

/** Pixels between what is drawn and the edges of the card. */
const padding = { block: 56, inline: 64 } as const;

type Style = Readonly<Record<string, string | number>>;

/** An element as satori takes it. */
interface Box {
  type: string;
  key?: string;
  props: Record<string, unknown>;
}

function box(style: Style, ...children: (Box | string)[]): Box {
  return {
    type: 'div',
    props: { style: { display: 'flex', boxSizing: 'border-box', ...style }, children },
  };
}

/** The largest size in pixels at which a title of so many characters takes no more than two lines. */
function titleSize({ length }: { length: number }): number {
  if (length <= 26) return 92;
  if (length <= 40) return 80;
  return 68;
}

/** A worker's last minute: it takes jobs until SIGTERM, drains, and exits before it would be killed. */
function timeline(): Box {
  const bar = (color: string, width: number) =>
    box({ width, height: 10, borderRadius: 5, background: color });
  const dot = (color: string) =>
    box({
      width: 26,
      height: 26,
      margin: '0 8px',
      borderRadius: 13,
      border: `6px solid ${color}`,
    });
  const label = (text: string, left: number) =>
    box({ position: 'absolute', left, top: 38, color: palette.quiet }, text);
  return box(
    { position: 'relative', height: 76, alignItems: 'flex-start', fontSize: 26 },
    box(
      { alignItems: 'center', height: 26 },
      bar(palette.live, 520),
      dot(palette.drain),
      bar(palette.drain, 320),
      dot(palette.kill),
      ...Array.from({ length: 7 }, () =>
        box({ width: 10, height: 10, marginRight: 10, borderRadius: 5, background: palette.gone }),
      ),
    ),
    label('live', 0),
    label('SIGTERM', 528),
    label('drain', 724),
    label('exit', 890),
  );
}

const timelineKey = 'timeline';

function layout({ title, section, description }: Card): Box {
  return box(
    {
      ...cardSize,
      flexDirection: 'column',
      justifyContent: 'space-between',
      padding: `${padding.block}px ${padding.inline}px`,
      background: palette.background,
      color: palette.text,
      fontFamily: 'IBM Plex Sans',
    },
    box(
      { justifyContent: 'space-between', alignItems: 'center', fontSize: 32 },
      box(
        { alignItems: 'center', fontWeight: 600 },
        { type: 'img', props: { src: logo, width: 48, height: 48, style: { marginRight: 18 } } },
        'Render Workers',
      ),
      box({ color: palette.accent }, section ?? ''),
    ),
    box(
      { flexDirection: 'column', flexShrink: 0 },
      box(
        {
          fontSize: titleSize(title),
          fontWeight: 600,
          lineHeight: 1.1,
          letterSpacing: '-0.015em',
          textWrap: 'balance',
        },
        title,
      ),
      box(
        {
          display: 'block',
          marginTop: 24,
          fontSize: 32,
          lineHeight: 1.35,
          textWrap: 'balance',
          color: palette.quiet,
        },
        description,
      ),
    ),
    { ...timeline(), key: timelineKey },
  );
}

/**
 * Draws a card as a PNG with a palette: the same bytes for the same card.
 *
 * @throws if a text does not fit, or has a character that the face lacks, which would be drawn as a box
 */
export async function drawCard(card: Card): Promise<Buffer> {
  const svg = await satori(layout(card), {
    ...cardSize,
    fonts,
    onNodeDetected({ key, top, height }) {
      if (key === timelineKey && top + height > cardSize.height - padding.block) {
        throw new Error(
          `The card “${card.title}” is ${Math.ceil(top + height - cardSize.height + padding.block)} px too high. Make the page's title or description shorter.`,
        );
      }
    },
    loadAdditionalAsset: async (kind, characters) => {
      throw new Error(
        `The card “${card.title}” has “${characters}” (${kind}), which the face of the cards lacks. Write the page's title and description without it.`,
      );
    },
  });
  return sharp(Buffer.from(svg))
    .png({ palette: true, colours: 32, dither: 0, effort: 1, compressionLevel: 6 })
    .toBuffer();
}
