import { defineHastPlugin } from 'satteri';

/** The corner of a table is no heading of anything, so it is an ordinary cell. */
export const emptyCorner = defineHastPlugin({
  name: 'empty-corner',
  element: {
    filter: ['th'],
    visit(node, context) {
      if (context.textContent(node).trim() !== '') return;
      context.replaceNode(node, { ...node, tagName: 'td', children: [] });
    },
  },
});

/** A box to tick is named by the text beside it. */
export const namedBoxes = defineHastPlugin({
  name: 'named-boxes',
  element: {
    filter: ['li'],
    visit(node, context) {
      if (![node.properties['className']].flat().includes('task-list-item')) return;
      const label = { type: 'element', tagName: 'label', properties: {}, children: node.children };
      context.setProperty(node, 'children', [label]);
    },
  },
});
