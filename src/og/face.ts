import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, type Font } from 'fontkitten';

/** A typeface in one weight: what a text measures in it, and how it is drawn. */
export class Face {
  readonly #font: Font;
  readonly #outlines = new Map<number, string>();

  /** @param weight of IBM Plex Sans, which the package of the typeface has a file for */
  constructor(weight: 400 | 600) {
    const file = import.meta.resolve(
      `@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-${weight}-normal.woff2`,
    );
    const font = create(readFileSync(fileURLToPath(file)));
    if (font.isCollection) throw new Error(`${file} holds more than one font.`);
    this.#font = font;
  }

  /** The characters of a text that the face does not have. */
  missing(text: string): string[] {
    return [...new Set(text)].filter(
      (character) => !this.#font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
    );
  }

  /** Pixels from the top of a line to the line that its letters stand on. */
  baseline(size: number, lineHeight: number): number {
    const { ascent, descent, unitsPerEm } = this.#font;
    return (
      (lineHeight - ((ascent - descent) * size) / unitsPerEm) / 2 + (ascent * size) / unitsPerEm
    );
  }

  /**
   * The width of a text in pixels.
   *
   * @param spacing what is added to each letter, as a part of the size
   */
  width(text: string, size: number, spacing = 0): number {
    const advance = this.#font
      .glyphsForString(text)
      .reduce((sum, glyph) => sum + glyph.advanceWidth, 0);
    return (advance / this.#font.unitsPerEm + spacing * [...text].length) * size;
  }

  /**
   * A text in lines that are about as long as each other: no more of them than it takes, and none longer than
   * it has to be.
   *
   * @param limit the room for a line, in pixels
   */
  lines(text: string, limit: number, size: number, spacing = 0): string[] {
    const words = text.split(' ').map((word) => ({ word, width: this.width(word, size, spacing) }));
    const space = this.width(' ', size, spacing);
    const within = (room: number): string[] => {
      const lines: string[] = [];
      let left = 0;
      for (const { word, width } of words) {
        if (lines.length > 0 && space + width <= left) {
          lines[lines.length - 1] += ` ${word}`;
          left -= space + width;
        } else {
          lines.push(word);
          left = room - width;
        }
      }
      return lines;
    };
    const { length } = within(limit);
    let least = Math.max(...words.map(({ width }) => width));
    let most = Math.max(least, limit);
    while (most - least > 1) {
      const middle = (least + most) / 2;
      if (within(middle).length > length) least = middle;
      else most = middle;
    }
    return within(most);
  }

  /**
   * A line of text as SVG.
   *
   * @param x where it begins, in pixels
   * @param y the line that its letters stand on
   */
  draw(text: string, x: number, y: number, size: number, color: string, spacing = 0): string {
    const scale = size / this.#font.unitsPerEm;
    let at = 0;
    const letters = this.#font.glyphsForString(text).map((glyph) => {
      const outline = this.#outlines.get(glyph.id) ?? glyph.path.toSVG();
      this.#outlines.set(glyph.id, outline);
      const letter = `<path transform="translate(${at})" d="${outline}"/>`;
      at += glyph.advanceWidth + spacing * this.#font.unitsPerEm;
      return letter;
    });
    return `<g fill="${color}" transform="translate(${x} ${y}) scale(${scale} ${-scale})">${letters.join('')}</g>`;
  }
}
