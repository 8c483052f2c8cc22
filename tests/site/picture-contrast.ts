import type { Page } from 'playwright-core';
import type { FaintText } from './axe.ts';

/**
 * The contrast of the texts in drawings, which axe-core leaves undecided: each text against the shapes
 * that are drawn before it below its middle, and those against what the page has behind the drawing.
 *
 * @returns the texts below 7:1
 */
export function faintInPictures(page: Page): Promise<FaintText[]> {
  return page.evaluate(() => {
    type Colour = [red: number, green: number, blue: number, alpha: number];

    // `rgb(0, 128, 255)` or, where it was mixed, `color(srgb 0 0.5 1 / 0.8)`.
    const read = (css: string): Colour => {
      const scale = css.startsWith('color(') ? 255 : 1;
      const [red = 0, green = 0, blue = 0, alpha = 1] =
        css.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g)?.map(Number) ?? [];
      return [red * scale, green * scale, blue * scale, css === 'none' ? 0 : alpha];
    };
    const over = (top: Colour, below: Colour, opacity = 1): Colour => {
      const alpha = top[3] * opacity;
      const mixed = [0, 1, 2].map(
        (at) => (top[at] as number) * alpha + (below[at] as number) * (1 - alpha),
      );
      return [...mixed, 1] as unknown as Colour;
    };
    const luminance = ([red, green, blue]: Colour) => {
      const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
        const part = value / 255;
        return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const hex = (colour: Colour) =>
      `#${colour
        .slice(0, 3)
        .map((part) => Math.round(part).toString(16).padStart(2, '0'))
        .join('')}`;
    const behind = (element: Element): Colour => {
      const parent = element.parentElement;
      const own = read(getComputedStyle(element).backgroundColor);
      return own[3] === 1 || !parent ? own : over(own, behind(parent));
    };

    const faint: FaintText[] = [];
    for (const picture of document.querySelectorAll('main svg:has(text)')) {
      if (!picture.checkVisibility()) continue;
      const base = behind(picture);
      const shapes: { box: DOMRect; fill: Colour; opacity: number }[] = [];
      for (const part of picture.querySelectorAll('rect, circle, path, text')) {
        const style = getComputedStyle(part);
        const box = part.getBoundingClientRect();
        const fill = read(style.fill);
        if (part.tagName !== 'text') {
          shapes.push({ box, fill, opacity: Number(style.opacity) });
          continue;
        }
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        const background = shapes
          .filter((shape) => shape.box.left <= x && x <= shape.box.right)
          .filter((shape) => shape.box.top <= y && y <= shape.box.bottom)
          .reduce((below, shape) => over(shape.fill, below, shape.opacity), base);
        const text = over(fill, background, Number(style.opacity));
        const [light = 0, dark = 0] = [luminance(text), luminance(background)].sort(
          (a, b) => b - a,
        );
        const ratio = Math.floor(((light + 0.05) / (dark + 0.05)) * 100) / 100;
        if (ratio < 7) {
          const selector = `svg text “${part.textContent}”`;
          faint.push({ text: hex(text), background: hex(background), ratio, needed: 7, selector });
        }
      }
    }
    return faint;
  });
}
