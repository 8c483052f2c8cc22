import { definePlugin } from '@astrojs/starlight/expressive-code';
import { type Element, setProperty } from '@astrojs/starlight/expressive-code/hast';

/**
 * Makes the markup of code blocks valid HTML, and short. Expressive Code puts a `<div>` around each line of a
 * `<code>` and into the copy button, where only phrasing content may stand. Where no line wraps or is marked, lines
 * need no element at all: on a page of many files they are a third of its elements.
 */
export function phrasing() {
  return definePlugin({
    name: 'phrasing',
    // The first shows no white space between lines, the second is what is said of a line and its inside; the
    // others are what is said of `.copy button div`.
    baseStyles: `
      pre > code {
        display: grid;
      }
      pre > code.flat {
        display: block;
        direction: ltr;
        padding-inline: var(--ec-codePadInl);
      }
      pre > code.flat .ec-line {
        display: inline;
      }
      .copy button span {
        position: absolute;
        inset: 0;
        border-radius: inherit;
        background: var(--ec-frm-inlBtnBg);
        opacity: var(--ec-frm-inlBtnBgIdleOpa);
        transition-property: inherit;
        transition-duration: inherit;
        transition-timing-function: inherit;
      }
      .copy button:is(:hover, :focus-visible) span {
        opacity: var(--ec-frm-inlBtnBgHoverOrFocusOpa);
      }
      @media (forced-colors: active) {
        .copy button::after {
          forced-color-adjust: none;
          background-color: ButtonText;
        }
      }
      .copy button:active span {
        opacity: var(--ec-frm-inlBtnBgActOpa);
      }
    `,
    hooks: {
      postprocessRenderedBlock({ renderData }) {
        for (const part of childrenOf(renderData.blockAst)) {
          if (part.tagName === 'pre') {
            const wraps = classesOf(part).includes('wrap');
            for (const code of childrenOf(part)) setLines(code, wraps);
          }
          for (const button of childrenOf(part)) {
            if (button.tagName === 'button') setButton(button);
          }
        }
      },
    },
  });
}

// A search with selectors through the whole tree takes a millisecond and more for each block.
function childrenOf({ children }: { children: readonly { type: string }[] }): Element[] {
  return children.filter((child): child is Element => child.type === 'element');
}

function classesOf({ properties }: Element): string[] {
  return [properties?.['className'] ?? []].flat().map(String);
}

function setLines(code: Element, wraps: boolean): void {
  const lines = wraps ? undefined : contentOf(code);
  if (lines) {
    setProperty(code, 'className', 'flat');
    code.children = lines.flatMap((line, index) =>
      index === 0 ? line : [{ type: 'text', value: '\n' }, ...line],
    );
    return;
  }
  for (const line of childrenOf(code)) {
    for (const part of [line, ...childrenOf(line)]) {
      part.tagName = 'span';
      if (!wraps) joinIndent(part);
    }
  }
  breakLines(code);
}

/** What is in each line, if nothing is said of a whole line but that it is one. */
function contentOf(code: Element): Element['children'][] | undefined {
  const lines: Element['children'][] = [];
  for (const line of childrenOf(code)) {
    const [inside, ...others] = childrenOf(line);
    const isBare = classesOf(line).join() === 'ec-line' && inside && others.length === 0;
    if (!isBare || classesOf(inside).join() !== 'code') return undefined;
    joinIndent(inside);
    const [only] = inside.children;
    const hasMark = childrenOf(inside).some((part) => classesOf(part).length === 0);
    if (hasMark) {
      // The styles of a mark, and of the words that it recolours, are said of what is in a line.
      lines.push([{ ...line, tagName: 'span', children: inside.children }]);
    } else {
      // An empty line is a line break there, so that it has a height.
      lines.push(only?.type === 'text' && only.value === '\n' ? [] : inside.children);
    }
  }
  return lines;
}

/** Takes the element from around the indentation, which only lines that wrap are moved by. */
function joinIndent(line: Element): void {
  line.children = line.children.flatMap((child) =>
    child.type === 'element' && classesOf(child).join() === 'indent' ? child.children : [child],
  );
}

/** Ends each line with a line break, by which what draws no page tells lines of `<span>` apart. */
function breakLines(code: Element): void {
  code.children = code.children.flatMap((line, index) =>
    index === 0 ? [line] : [{ type: 'text', value: '\n' }, line],
  );
}

/** Gives the copy button a name that every reader of screens takes, and keeps it out of forms. */
function setButton(button: Element): void {
  for (const part of childrenOf(button)) part.tagName = 'span';
  setProperty(button, 'type', 'button');
  setProperty(button, 'ariaLabel', String(button.properties?.['title'] ?? 'Copy'));
}
