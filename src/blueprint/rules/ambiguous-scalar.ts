import { replaceValue } from '../fixes.ts';
import { sources } from '../sources.ts';
import type { Tree } from '../tree.ts';
import { yaml11Boolean } from '../types.ts';
import type { Rule } from './rule.ts';

export const ambiguousScalar: Rule = {
  id: 'ambiguous-scalar',
  severity: 'warning',
  summary: 'A bare word that some YAML readers take for a boolean.',
  why: 'YAML 1.1 reads `off`, `on`, `yes` and `no` as booleans, YAML 1.2 as text. Editors, CI tools and scripts differ. Quote the word and all of them agree.',
  sources: [
    {
      title: 'YAML 1.1: the boolean type',
      url: 'https://yaml.org/type/bool.html',
      read: '2026-11-25',
    },
    sources.spec,
  ],
  check({ tree, isRefused, report }) {
    const visit = (node: Tree) => {
      if (node.kind === 'mapping') for (const { value } of node.entries) visit(value);
      if (node.kind === 'sequence') for (const item of node.items) visit(item);
      if (node.kind !== 'scalar' || !node.plain || node.anchor) return;
      if (typeof node.value !== 'string' || !yaml11Boolean(node.value)) return;
      // Quotes would not make it what the schema wants there.
      if (isRefused(node)) return;
      report({
        range: node.range,
        message: `\`${node.value}\` without quotes is a boolean to YAML 1.1 readers. Write \`"${node.value}"\`.`,
        fixes: [replaceValue(`Quote it: \`"${node.value}"\``, node, `"${node.value}"`, true)],
      });
    };
    visit(tree);
  },
};
