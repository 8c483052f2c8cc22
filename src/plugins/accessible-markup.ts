import { defineHastPlugin } from 'satteri';

/** Each heading of a table says what it heads. An empty corner heads nothing, so it is an ordinary cell. */
export const tableHeadings = defineHastPlugin({
  name: 'table-headings',
  element: {
    filter: ['th'],
    visit(node, context) {
      if (context.textContent(node).trim() !== '') context.setProperty(node, 'scope', 'col');
      else context.replaceNode(node, { ...node, tagName: 'td', children: [] });
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
