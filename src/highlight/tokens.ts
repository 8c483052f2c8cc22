import { createHighlighterCore } from 'shiki/core';
import { createOnigurumaEngine } from 'shiki/engine/oniguruma';
import { bundledLanguages } from 'shiki/langs';
import { type Look, paletteOf, type Theme } from './palette.ts';

/** Code as a highlighter sees it. */
export interface Tokens {
  /** How pieces look, in each theme. */
  looks: Look[][];
  /** For each line its pieces from left to right: the column where one ends, and the index of its look. */
  lines: { end: number; look: number }[][];
}

type Language = keyof typeof bundledLanguages;

const shells = new Set(['shellscript', 'shell', 'bash', 'sh', 'zsh']);

/** Their grammar reads both, and takes a quarter of a second to be made. */
const asTypeScript = new Set(['javascript', 'js']);

/**
 * Makes a highlighter for several themes at once. The grammar of a language is loaded when the first code of
 * it comes.
 *
 * @returns a function that gives nothing for a language that Shiki does not know
 */
export async function makeTokenizer(
  themes: readonly Theme[],
): Promise<(language: string, code: string) => Promise<Tokens | undefined>> {
  const names = themes.map(({ type }) => type);
  const highlighter = await createHighlighterCore({
    engine: createOnigurumaEngine(import('shiki/wasm')),
    langs: [],
    themes: themes.map((theme) => ({ ...theme, name: theme.type })),
  });
  const palettes = themes.map((theme) => new Map(paletteOf(theme).map((color, at) => [color, at])));
  const themesByName = Object.fromEntries(names.map((name) => [name, name]));

  return async (language, code) => {
    if (!Object.hasOwn(bundledLanguages, language)) return undefined;
    const lang = asTypeScript.has(language) ? 'typescript' : (language as Language);
    await highlighter.loadLanguage(bundledLanguages[lang]);
    // `<name>` stands for what a reader fills in, and is no redirection.
    const text = shells.has(language) ? code.replace(/<([^>]*[^>\s])>/g, 'X$1X') : code;
    const looks: Look[][] = [];
    const known = new Map<string, number>();
    const indexOf = (look: Look[]): number => {
      const key = look.map(({ color, fontStyle }) => `${color}.${fontStyle}`).join();
      const index = known.get(key) ?? looks.push(look) - 1;
      known.set(key, index);
      return index;
    };
    const tokens = highlighter.codeToTokensWithThemes(text, { lang, themes: themesByName });
    const lines = tokens.map((line) => {
      const pieces: Tokens['lines'][number] = [];
      let end = 0;
      for (const { content, variants } of line) {
        end += content.length;
        const look = indexOf(
          names.map((name, theme) => ({
            color: palettes[theme]?.get(variants[name]?.color?.toUpperCase() ?? '') ?? 0,
            fontStyle: Math.max(variants[name]?.fontStyle ?? 0, 0),
          })),
        );
        const last = pieces.at(-1);
        if (last?.look === look) last.end = end;
        else pieces.push({ end, look });
      }
      return pieces;
    });
    return { looks, lines };
  };
}
