import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { faintInPictures } from './picture-contrast.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 at the levels A and AA, and what axe-core recommends besides. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The contrast of level AAA. Whatever fails at level AA fails here, so the other rule is not run, too. */
const contrast = 'color-contrast-enhanced';

/** As axe-core has them, but down to no contrast at all, and a cell of one digit is text as well. */
const contrastOptions = {
  ignoreUnicode: true,
  ignoreLength: true,
  ignorePseudo: false,
  boldValue: 700,
  boldTextPt: 14,
  largeTextPt: 18,
  contrastRatio: { normal: { expected: 7 }, large: { expected: 4.5 } },
  pseudoSizeThreshold: 0.25,
  shadowOutlineEmMax: 0.1,
  textStrokeEmMin: 0.03,
};

/** What can differ between two themes of a page. */
const ofColours = [contrast, 'link-in-text-block'];

/**
 * Wraps what scrolls sideways, and lets nothing stick over what scrolls: of what is out of sight axe-core does
 * not tell the background. Nor does it of what is on a gradient: the bar of a code block is one colour and
 * a line below it, the stripe over the header is above its text, and the shadows of a table that scrolls are at
 * its edges. A line of code with a mark becomes a box, so that what of it wraps lies over nothing else.
 */
const laidOpen: string = `
  .sl-markdown-content :is(table, table *) { display: block !important; }
  .sl-markdown-content table { background: none !important; }
  .sl-markdown-content table *, pre, pre * { white-space: pre-wrap !important; word-break: break-all !important; }
  .builder .comment { display: inline-block !important; }
  starlight-tabs [role="tablist"] { flex-wrap: wrap !important; }
  .builder .file { display: block !important; max-height: none !important; }
  .page > header::before { content: none !important; }
  pre > code.flat .ec-line { display: block !important; }
  .expressive-code .copy, .builder .bar, .chooser .verdict, .right-sidebar, mobile-starlight-toc nav, handbook-search .field { position: static !important; }
  .expressive-code .frame.has-title:not(.is-terminal) .header { background: var(--ec-frm-edTabBarBg) !important; }
`;

/** A text with less contrast than a level asks for, in its colours as axe-core computes them. */
export interface FaintText {
  text: string;
  background: string;
  ratio: number;
  /** 7, or 4.5 where it is large. */
  needed: number;
  selector: string;
}

/** The same for the editor of the playground, whose textarea lies over the text in colours. */
const laidOpenEditor = `
  .prism-code-editor textarea { z-index: -1 !important; }
  .active-line::after, .active-line::before { background: none !important; }
`;

/** What axe-core cannot decide, and how it was decided. */
const decided: { line: RegExp; because: string }[] = [
  {
    line: /^color-contrast-enhanced: \.editor >> textarea:/,
    because: 'its text is transparent, and the coloured text over it is measured',
  },
  {
    line: /^color-contrast-enhanced: .*(?:> code|\.ec-line).* partially obscured /,
    because:
      'a space where code was wrapped is beside its box; code of the same colours is measured on each page',
  },
];

/** What axe-core says of a page as it stands. */
interface Inspection {
  /** A line for each element that breaks a rule: the rule, the element, and what is wrong. */
  violations: string[];
  /** The same for what axe-core cannot decide. */
  undecided: string[];
  /** What is readable at level AA and not at AAA: below 7:1, or below 4.5:1 where it is large. */
  faint: FaintText[];
}

interface InspectOptions {
  within: string;
  /** Looks at colours alone: for a second theme of a page that has been inspected. */
  coloursOnly: boolean;
}

/**
 * Runs axe-core on a page in the state that it is in, in the light theme and in the dark one.
 *
 * @param within a selector of what is looked at, if that is less than the page
 * @returns a line for each element with which something is wrong or undecided, or whose text has less
 *   than the contrast of level AAA
 */
export async function problemsOf(page: Page, within = 'html'): Promise<string[]> {
  const problems: string[] = [];
  for (const theme of ['light', 'dark']) {
    await page.evaluate((value) => {
      document.documentElement.dataset['theme'] = value;
    }, theme);
    // Names and roles are the same in both.
    const { violations, undecided, faint } = await inspect(page, {
      within,
      coloursOnly: theme === 'dark',
    });
    const lines = [
      ...violations,
      ...undecided
        .filter((line) => !decided.some((known) => known.line.test(line)))
        .map((line) => `undecided: ${line}`),
      ...faint.map(describe),
    ];
    problems.push(...lines.map((line) => `${theme}: ${line}`));
  }
  return problems;
}

async function inspect(page: Page, { within, coloursOnly }: InspectOptions): Promise<Inspection> {
  // What the browser's protocol evaluates is not subject to the page's policy.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const { violations, incomplete } = await page.evaluate(
    async ([within, css, editorCss, only, enhanced, options]) => {
      const editor = document.querySelector('blueprint-playground .editor')?.shadowRoot;
      const laidOpen = [{ root: document as DocumentOrShadowRoot, css }];
      if (editor) laidOpen.push({ root: editor, css: editorCss });
      for (const { root, css } of laidOpen) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      }
      window.axe.configure({ checks: [{ id: enhanced, options }] });
      const found = await window.axe.run(within, {
        runOnly: only as axe.RunOnly,
        rules: { [enhanced]: { enabled: true }, 'color-contrast': { enabled: false } },
        resultTypes: ['violations', 'incomplete'],
      });
      for (const { root } of laidOpen)
        root.adoptedStyleSheets = root.adoptedStyleSheets.slice(0, -1);
      return { violations: found.violations, incomplete: found.incomplete };
    },
    [
      within,
      laidOpen,
      laidOpenEditor,
      coloursOnly ? { type: 'rule', values: ofColours } : { type: 'tag', values: tags },
      contrast,
      contrastOptions,
    ] as const,
  );
  const pale = violations.filter(({ id }) => id === contrast).flatMap(({ nodes }) => nodes);
  const measured = [...pale.map(faintOf), ...(await faintInPictures(page))];
  return {
    violations: [
      ...violations.filter(({ id }) => id !== contrast).flatMap(linesOf),
      ...measured.filter(isBelowAA).map((text) => `color-contrast: ${describe(text)}`),
    ],
    undecided: incomplete.flatMap((result) =>
      linesOf({ ...result, nodes: result.nodes.filter(({ html }) => !html.startsWith('<text')) }),
    ),
    faint: measured.filter((text) => !isBelowAA(text)),
  };
}

/** A text with its colours: `.at: #888c96 on #17181c is 5.26:1, and 7:1 is asked for`. */
function describe({ selector, text, background, ratio, needed }: FaintText): string {
  return `${selector}: ${text} on ${background} is ${ratio}:1, and ${needed}:1 is asked for`;
}

/** Level AA asks for 4.5:1, or 3:1 where a text is large. */
function isBelowAA({ ratio, needed }: FaintText): boolean {
  return ratio < (needed === 7 ? 4.5 : 3);
}

function faintOf(node: axe.NodeResult): FaintText {
  const { fgColor, bgColor, contrastRatio, expectedContrastRatio } = node.any[0]?.data ?? {};
  return {
    text: fgColor,
    background: bgColor,
    ratio: contrastRatio,
    needed: Number.parseFloat(expectedContrastRatio),
    selector: selectorOf(node),
  };
}

function selectorOf({ target }: axe.NodeResult): string {
  // That of an element below a shadow root is an array.
  return target.flat().join(' >> ');
}

function linesOf({ id, nodes }: axe.Result): string[] {
  return nodes.map((node) => lineOf(id, node));
}

function lineOf(rule: string, node: axe.NodeResult): string {
  const checks = [...node.any, ...node.all, ...node.none];
  return `${rule}: ${selectorOf(node)}: ${checks.map(({ message }) => message).join('; ')}`;
}
