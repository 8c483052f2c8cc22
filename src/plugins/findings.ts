import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { definePlugin } from '@astrojs/starlight/expressive-code';
import { h } from '@astrojs/starlight/expressive-code/hast';
import { docsPath } from '../blueprint/index.ts';
import { codeParts } from '../components/code-parts.ts';
import { diagnose } from '../fences/diagnose.ts';

/**
 * Draws, below each fence that is wrong on purpose, what the checker says of it: the very message,
 * made during the build, so that it cannot be out of date.
 *
 * @param root the project's root, below which `examples/` lies
 */
export function findings(root: string) {
  return definePlugin({
    name: 'findings',
    baseStyles: `
      .findings {
        border: var(--ec-brdWd) solid var(--ec-brdCol);
        border-top: 0;
        border-radius: 0 0 var(--ec-brdRad) var(--ec-brdRad);
        margin: 0;
        padding: 0.6rem 1rem;
        list-style: none;
        font-size: var(--sl-text-sm);
        line-height: 1.5;
        color: var(--sl-color-text);
        overflow-wrap: anywhere;
      }
      .findings li + li { margin-top: 0.4rem; }
      .findings a { color: var(--sl-color-text-accent); }
      .findings .at { color: var(--sl-color-gray-3); font-variant-numeric: tabular-nums; }
      .findings .error { color: var(--rw-kill); }
      .findings .warning { color: var(--rw-warning); }
    `,
    hooks: {
      postprocessRenderedBlock({ codeBlock, renderData }) {
        const { metaOptions, code, language } = codeBlock;
        if (language !== 'yaml' || metaOptions.getString('invalid') === undefined) return;
        const host = metaOptions.getString('in');
        const found = diagnose(
          code,
          metaOptions.getString('fragment'),
          host === undefined ? undefined : readFileSync(join(root, 'examples', host), 'utf8'),
        );
        renderData.blockAst.children.push(
          h(
            'ul.findings',
            { 'data-search-ignore': '' },
            found.map(({ rule, severity, message, range }) =>
              h('li', [
                ...(range ? [h('span.at', `${range.start.line}:${range.start.column}`), ' '] : []),
                h('strong', { class: severity }, severity),
                ' ',
                ...codeParts(message).map(({ part, code }) => (code ? h('code', part) : part)),
                ' ',
                h('a', { href: docsPath(rule) }, `[${rule}]`),
              ]),
            ),
          ),
        );
      },
    },
  });
}
