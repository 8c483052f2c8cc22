/** A theme as Expressive Code has resolved it, in what the highlighter needs of it. */
export interface Theme {
  name: string;
  type: 'dark' | 'light';
  /** The colour of text that no rule of the theme is about. */
  fg: string;
  bg: string;
  settings: { scope?: string | string[]; settings: { foreground?: string; fontStyle?: string } }[];
}

/** The colours that a theme gives to text, each once, as `#RRGGBB`; that of plain text is the first. */
export function paletteOf({ fg, settings }: Theme): string[] {
  const colors = settings.flatMap(({ settings: { foreground } }) => foreground ?? []);
  return [...new Set([fg, ...colors].map((color) => color.toUpperCase()))];
}

/** How text is set in a theme beside its colour: bits of a number, as Shiki has them. */
export const fontStyles = [
  { bit: 1, letter: 'i', css: 'font-style:italic' },
  { bit: 2, letter: 'b', css: 'font-weight:bold' },
  { bit: 4, letter: 'u', css: 'text-decoration:underline' },
] as const;

/** How text looks in one theme: the index of its colour in the palette, and its font styles. */
export interface Look {
  color: number;
  fontStyle: number;
}

/**
 * The classes of text, e.g. `d3 l7` for its colours in a dark and a light theme. They take half of the room of
 * the colours themselves, which stand in the page for each word of its code.
 */
export function classesOf(looks: readonly Look[], themes: readonly Theme[]): string[] {
  return looks.flatMap(({ color, fontStyle }, index) => {
    const letter = letterOf(themes[index]);
    const styles = fontStyles.filter(({ bit }) => (fontStyle & bit) !== 0);
    return [`${letter}${color}`, ...styles.map((style) => `${letter}${style.letter}`)];
  });
}

/**
 * The rules of all classes, for within the rule of all code (`&`). Those of the light theme stand above the others
 * where it is chosen.
 */
export function cssOf(themes: readonly Theme[]): string {
  return themes
    .flatMap((theme) => {
      const where = theme.type === 'light' ? `:root[data-theme='light'] & pre` : 'pre';
      const letter = letterOf(theme);
      return [
        ...paletteOf(theme).map((color, index) => `${where} .${letter}${index}{color:${color}}`),
        ...fontStyles.map((style) => `${where} .${letter}${style.letter}{${style.css}}`),
      ];
    })
    .join('\n');
}

function letterOf(theme: Theme | undefined): string {
  return theme?.type === 'light' ? 'l' : 'd';
}
