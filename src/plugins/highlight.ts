import {
  type AnnotationRenderOptions,
  definePlugin,
  ExpressiveCodeAnnotation,
  InlineStyleAnnotation,
} from '@astrojs/starlight/expressive-code';
import type { ElementContent, Parents } from '@astrojs/starlight/expressive-code/hast';
import type { AstroIntegration } from 'astro';
import { Highlighter } from '../highlight/highlighter.ts';
import {
  classesOf,
  cssOf,
  fontStyles,
  type Look,
  paletteOf,
  type Theme,
} from '../highlight/palette.ts';
import type { Tokens } from '../highlight/tokens.ts';

/** What the copies of this module share: Astro's configuration, that of the code blocks and the pages load one each. */
const shared = globalThis as {
  handbookHighlighter?: { themes: string; highlighter: Highlighter };
  handbookAhead?: string;
};

/** The one thread that colours code in these themes. */
function highlighterOf(themes: readonly Theme[]): Highlighter {
  const key = JSON.stringify(themes);
  if (shared.handbookHighlighter?.themes !== key) {
    const highlighter = new Highlighter(themes, shared.handbookAhead);
    shared.handbookHighlighter = { themes: key, highlighter };
  }
  return shared.handbookHighlighter.highlighter;
}

/** A piece of a line: where it ends, and its classes. */
interface Piece {
  end: number;
  classes: readonly string[];
}

/** The colours of a whole line. One annotation for each word would take Expressive Code twice the time. */
class ColoredLine extends ExpressiveCodeAnnotation {
  readonly #pieces: readonly Piece[];

  constructor(length: number, pieces: readonly Piece[]) {
    super({ inlineRange: { columnStart: 0, columnEnd: length }, renderPhase: 'earliest' });
    this.#pieces = pieces;
  }

  /** The line comes in one node, or in several where its indentation is set apart. */
  override render({ nodesToTransform }: AnnotationRenderOptions): Parents[] {
    const pieces = this.#pieces.values();
    let piece = pieces.next().value;
    let column = 0;
    return nodesToTransform.map((node) => {
      const text = textOf(node);
      const children: ElementContent[] = [];
      for (let at = 0; at < text.length; ) {
        while (piece && piece.end <= column) piece = pieces.next().value;
        const end = piece ? Math.min(text.length, at + piece.end - column) : text.length;
        children.push(span(text.slice(at, end), piece?.classes ?? []));
        column += end - at;
        at = end;
      }
      return { type: 'root', children };
    });
  }
}

function textOf(node: Parents | ElementContent): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? (node.children as ElementContent[]).map(textOf).join('') : '';
}

function span(value: string, classes: readonly string[]): ElementContent {
  const text: ElementContent = { type: 'text', value };
  if (classes.length === 0) return text;
  return {
    type: 'element',
    tagName: 'span',
    properties: { className: [...classes] },
    children: [text],
  };
}

/**
 * Colours code. In the place of the plugin that comes with Expressive Code, which does the same work, once for
 * each theme, in the thread that builds the site.
 */
export function highlight() {
  let themes: Theme[] = [];
  let palettes: string[][] = [];
  let highlighter: Highlighter | undefined;
  return definePlugin({
    name: 'highlight',
    // The first moment at which the themes are known.
    baseStyles({ styleVariants }) {
      themes = styleVariants.map(({ theme: { name, type, fg, bg, settings } }) => ({
        name,
        type,
        fg,
        bg,
        settings: settings.map(({ scope, settings: { foreground, fontStyle } }) => ({
          ...(scope === undefined ? {} : { scope }),
          settings: {
            ...(foreground === undefined ? {} : { foreground }),
            ...(fontStyle === undefined ? {} : { fontStyle }),
          },
        })),
      }));
      palettes = themes.map(paletteOf);
      highlighter = highlighterOf(themes);
      return cssOf(themes);
    },
    hooks: {
      async performSyntaxAnalysis({ codeBlock }) {
        const { language, code, metaOptions } = codeBlock;
        const found = await highlighter?.tokens(language, code);
        if (!found) return;
        const { looks, lines } = found;
        const classes = looks.map((look) => (isPlain(look) ? [] : classesOf(look, themes)));
        const marks = metaOptions.list(['mark', 'ins', 'del']).map(({ value }) => value);
        codeBlock.getLines().forEach((line, index) => {
          const pieces = lines[index] ?? [];
          const isMarked = marks.some(
            (mark) => typeof mark !== 'string' || line.text.includes(mark),
          );
          if (isMarked) {
            for (const style of inlineStyles(pieces, looks, palettes)) line.addAnnotation(style);
          } else if (pieces.some(({ look }) => classes[look]?.length)) {
            line.addAnnotation(
              new ColoredLine(
                line.text.length,
                pieces.map(({ end, look }) => ({ end, classes: classes[look] ?? [] })),
              ),
            );
          }
        });
      },
    },
  });
}

/** Whether text looks as it does without any rule. */
function isPlain(looks: readonly Look[]): boolean {
  return looks.every(({ color, fontStyle }) => color === 0 && fontStyle === 0);
}

/** The colours themselves, which a mark makes readable on its own background. */
function inlineStyles(
  pieces: Tokens['lines'][number],
  looks: Tokens['looks'],
  palettes: readonly string[][],
): InlineStyleAnnotation[] {
  let columnStart = 0;
  return pieces.flatMap(({ end, look }) => {
    const inlineRange = { columnStart, columnEnd: end };
    columnStart = end;
    return (looks[look] ?? []).map(({ color, fontStyle }, styleVariantIndex) => {
      const [italic, bold, underline] = fontStyles.map(({ bit }) => (fontStyle & bit) !== 0);
      return new InlineStyleAnnotation({
        styleVariantIndex,
        color: palettes[styleVariantIndex]?.[color],
        italic,
        bold,
        underline,
        inlineRange,
        renderPhase: 'earliest',
      });
    });
  });
}

/**
 * Has the pages' code coloured while Astro starts, before anyone asks for it.
 *
 * @param root the project's root
 */
export function highlightAhead(root: string): AstroIntegration {
  return {
    name: 'highlight-ahead',
    hooks: {
      'astro:config:setup'({ command }) {
        if (command === 'build') shared.handbookAhead = root;
      },
    },
  };
}
