import { type IGrammar, Theme as Rules } from '@shikijs/vscode-textmate';
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

/** Milliseconds that a line may take, as Shiki has it. */
const lineLimit = 500;

/**
 * Makes a highlighter for several themes at once. The grammar of a language is loaded when the first code of
 * it comes, and reads the code once, where Shiki has it read once for each theme.
 *
 * @returns a function that gives nothing for a language that Shiki does not know
 */
export async function makeTokenizer(
  themes: readonly Theme[],
): Promise<(language: string, code: string) => Promise<Tokens | undefined>> {
  const highlighter = await createHighlighterCore({
    engine: createOnigurumaEngine(import('shiki/wasm')),
    langs: [],
    themes: themes.map((theme) => ({ ...theme, name: theme.type })),
  });
  const lookIn = themes.map((theme) =>
    lookOf(Rules.createFromRawTheme(highlighter.getTheme(theme.type)), paletteOf(theme)),
  );
  const known = new Map<string, { look: Look[]; key: string }>();
  /** How text looks in these scopes, and a key that is the same for all that looks so. */
  const lookWith = (scopes: readonly string[]) => {
    const path = scopes.join(' ');
    const found = known.get(path);
    if (found) return found;
    const look = lookIn.map((inTheme) => inTheme(scopes));
    const made = { look, key: look.map(({ color, fontStyle }) => `${color}.${fontStyle}`).join() };
    known.set(path, made);
    return made;
  };

  return async (language, code) => {
    if (!Object.hasOwn(bundledLanguages, language)) return undefined;
    const lang = asTypeScript.has(language) ? 'typescript' : (language as Language);
    await highlighter.loadLanguage(bundledLanguages[lang]);
    const grammar = highlighter.getLanguage(lang);
    // `<name>` stands for what a reader fills in, and is no redirection.
    const text = shells.has(language) ? code.replace(/<([^>]*[^>\s])>/g, 'X$1X') : code;
    const looks: Look[][] = [];
    const indexes = new Map<string, number>();
    let state: Parameters<IGrammar['tokenizeLine']>[1] = null;
    const lines = text.split(/\r?\n/).map((line) => {
      const pieces: Tokens['lines'][number] = [];
      if (line === '') return pieces;
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state, lineLimit);
      state = ruleStack;
      for (const { endIndex, scopes } of tokens) {
        const { look: own, key } = lookWith(scopes);
        const look = indexes.get(key) ?? looks.push(own) - 1;
        indexes.set(key, look);
        // The grammar reads the line break as well.
        const end = Math.min(endIndex, line.length);
        const last = pieces.at(-1);
        if (last?.look === look) last.end = end;
        else pieces.push({ end, look });
      }
      return pieces;
    });
    return { looks, lines };
  };
}

/** A scope and those around it. */
type Path = Parameters<Rules['match']>[0];

/** How text looks in a theme that is in these scopes, the widest first: each may change what those around it say. */
function lookOf(rules: Rules, palette: readonly string[]): (scopes: readonly string[]) => Look {
  const colors = rules.getColorMap();
  const at = new Map(palette.map((color, index) => [color, index]));
  const plain = rules.getDefaults();
  return (scopes) => {
    let { foregroundId, fontStyle } = plain;
    let path: Path = null;
    for (const scope of scopes) {
      // Nothing else is asked of a path.
      path = { parent: path, scopeName: scope } as Path;
      const found = rules.match(path);
      if (!found) continue;
      if (found.foregroundId !== 0) foregroundId = found.foregroundId;
      if (found.fontStyle >= 0) fontStyle = found.fontStyle;
    }
    return {
      color: at.get(colors[foregroundId]?.toUpperCase() ?? '') ?? 0,
      fontStyle: Math.max(fontStyle, 0),
    };
  };
}
