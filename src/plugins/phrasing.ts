import { definePlugin } from '@astrojs/starlight/expressive-code';
import { type Element, setProperty } from '@astrojs/starlight/expressive-code/hast';

/**
 * Makes the markup of code blocks valid HTML. Expressive Code puts a `<div>` around each line of a
 * `<code>` and into the copy button, where only phrasing content may stand.
 */
export function phrasing() {
  return definePlugin({
    name: 'phrasing',
    // The first shows no white space between lines; the others are what is said of `.copy button div`.
    baseStyles: `
      pre > code {
        display: grid;
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
  for (const line of childrenOf(code)) {
    for (const part of [line, ...childrenOf(line)]) {
      part.tagName = 'span';
      if (!wraps) joinIndent(part);
    }
  }
  breakLines(code);
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
