import { definePlugin } from '@astrojs/starlight/expressive-code';
import { type Element, selectAll, setProperty } from '@astrojs/starlight/expressive-code/hast';

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
      .copy button:active span {
        opacity: var(--ec-frm-inlBtnBgActOpa);
      }
    `,
    hooks: {
      postprocessRenderedBlock({ renderData }) {
        const root = renderData.blockAst;
        for (const element of selectAll('code div, button div', root)) element.tagName = 'span';
        for (const code of selectAll('pre > code', root)) breakLines(code);
        for (const button of selectAll('.copy button', root)) nameButton(button);
      },
    },
  });
}

/** Ends each line with a line break, by which what draws no page tells lines of `<span>` apart. */
function breakLines(code: Element): void {
  code.children = code.children.flatMap((line, index) =>
    index === 0 ? [line] : [{ type: 'text', value: '\n' }, line],
  );
}

/** Gives the copy button a name that every reader of screens takes, and keeps it out of forms. */
function nameButton(button: Element): void {
  setProperty(button, 'type', 'button');
  setProperty(button, 'ariaLabel', String(button.properties?.['title'] ?? 'Copy'));
}
