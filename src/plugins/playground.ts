import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { definePlugin } from '@astrojs/starlight/expressive-code';
import { h } from '@astrojs/starlight/expressive-code/hast';
import { classify } from '../fences/classify.ts';
import { wholeBlueprint } from '../fences/whole.ts';
import { linkTo } from '../playground/link.ts';

/**
 * Puts into the frame of each fence that is a Blueprint a link that opens it in the playground: the
 * fence itself, or the whole file around a fragment.
 *
 * @param root the project's root, below which `examples/` lies
 */
export function playground(root: string) {
  const readExample = (path: string) => readFileSync(join(root, 'examples', path), 'utf8');
  return definePlugin({
    name: 'playground',
    baseStyles: `
      .open-in-playground {
        position: relative;
        margin-inline-start: auto;
        padding: 0.2rem 0.75rem;
        align-self: center;
        font-size: var(--sl-text-xs);
        white-space: nowrap;
        color: var(--sl-color-text-accent);
      }
      /* With large text on a phone, the words do not fit beside each other. */
      @media (max-width: 19rem) {
        .open-in-playground { white-space: normal; }
      }
    `,
    hooks: {
      async postprocessRenderedBlock({ codeBlock, renderData }) {
        const { meta, code, language, props } = codeBlock;
        if (language !== 'yaml') return;
        const text = wholeBlueprint({ meta, code }, readExample);
        if (text === undefined) return;
        const link = h(
          'a.open-in-playground',
          {
            href: await linkTo(text),
            'aria-label': `Open in the playground: ${nameOf(meta, props.title)}`,
            'data-search-ignore': '',
          },
          'Open in the playground',
        );
        const frame = renderData.blockAst;
        const header = frame.children.find(
          (child) => child.type === 'element' && child.tagName === 'figcaption',
        );
        (header?.type === 'element' ? header : frame).children.push(link);
      },
    },
  });
}

/** What tells one link of a page from the others. */
function nameOf(meta: string, title = 'this file'): string {
  const found = classify({ meta });
  switch (found.class) {
    case 'example':
      return `examples/${found.target}`;
    case 'fragment':
      return `${title} with ${found.place}`;
    case 'invalid':
      return `${title}, which breaks ${found.rule}`;
    default:
      return title;
  }
}
