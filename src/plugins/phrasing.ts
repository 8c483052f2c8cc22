import { definePlugin } from '@astrojs/starlight/expressive-code';
import { type Element, selectAll, setProperty } from '@astrojs/starlight/expressive-code/hast';

/**
 * Makes the markup of code blocks valid HTML. Expressive Code puts a `<div>` around each line of a
 * `<code>` and into the copy button, where only phrasing content may stand.
 */
export function phrasing() {
  return definePlugin({
    name: 'phrasing',
    // What Expressive Code says of `.copy button div`.
    baseStyles: `
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
        for (const button of selectAll('.copy button', root)) nameButton(button);
      },
    },
  });
}

/** Gives the copy button a name that every reader of screens takes, and keeps it out of forms. */
function nameButton(button: Element): void {
  setProperty(button, 'type', 'button');
  setProperty(button, 'ariaLabel', String(button.properties?.['title'] ?? 'Copy'));
}
