import { createHash } from 'node:crypto';
import { definePlugin } from '@astrojs/starlight/expressive-code';
import { h } from '@astrojs/starlight/expressive-code/hast';
import { parseBlueprint } from '../blueprint/index.ts';
import { classify } from '../fences/classify.ts';
import { topologySvg, whyNotDrawn } from '../topology/svg.ts';
import { topologyText } from '../topology/text.ts';
import { readTopology, type Topology } from '../topology/topology.ts';

/**
 * Draws, below each whole Blueprint, what it wires: a picture of the fence's very text, made during the
 * build, and the same in words. An example's own file shows it at once, any other on demand.
 */
export function topology() {
  return definePlugin({
    name: 'topology',
    baseStyles: `
      .topology {
        border: var(--ec-brdWd) solid var(--ec-brdCol);
        border-top: 0;
        border-radius: 0 0 var(--ec-brdRad) var(--ec-brdRad);
        padding: 0.6rem 1rem;
        background: var(--sl-color-bg);
        font-size: var(--sl-text-sm);
        line-height: 1.5;
        color: var(--sl-color-text);
      }
      .topology summary { cursor: pointer; }
      .topology .picture { overflow-x: auto; margin: 0.75rem 0; }
      .topology .words {
        margin: 0.5rem 0 0;
        padding: 0;
        list-style: none;
        font-family: var(--ec-codeFontFml);
        font-size: var(--sl-text-xs);
        overflow-wrap: anywhere;
      }
      .topology .words li { text-indent: -2ch; }
    `,
    hooks: {
      postprocessRenderedBlock({ codeBlock, renderData }) {
        const { code, language, meta } = codeBlock;
        if (language !== 'yaml' || !isWhole(meta)) return;
        const found = readTopology(parseBlueprint(code).tree);
        if (!isWorthAPicture(found)) return;
        const id = `wires-${createHash('sha256').update(code).digest('hex').slice(0, 8)}`;
        const isOpen = classify({ meta }).class === 'example';
        renderData.blockAst.children.push(
          h('details.topology', { open: isOpen, 'data-search-ignore': '' }, [
            h('summary', 'What it wires'),
            h(
              'div.picture',
              { tabindex: 0, role: 'group', 'aria-label': 'Picture of what it wires' },
              { type: 'raw', value: topologySvg(found, { id }) },
            ),
            h('details', [
              h('summary', 'In words'),
              h('ul.words', topologyText(found).split('\n').map(lineOf)),
            ]),
          ]),
        );
      },
    },
  });
}

/** Whether a fence says that it shows a whole Blueprint. */
function isWhole(meta: string): boolean {
  const found = classify({ meta });
  switch (found.class) {
    case 'blueprint':
      return true;
    case 'example':
      return /(?:^|\/)render\.yaml$/.test(found.target);
    case 'invalid':
      return found.place === undefined && /\btitle="render\.yaml"/.test(meta);
    default:
      return false;
  }
}

/** Two boxes without a line between them say no more than the code. */
function isWorthAPicture(found: Topology): boolean {
  const isEnough = found.edges.length > 0 || found.nodes.length >= 3;
  return isEnough && whyNotDrawn(found) === undefined;
}

/** A line of the words, whose indentation holds where it wraps, too. */
function lineOf(line: string) {
  const words = line.trimStart();
  const indentation = line.length - words.length;
  return h('li', { style: `padding-inline-start:${indentation + 2}ch` }, words);
}
