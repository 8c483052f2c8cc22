import { removeField } from '../fixes.ts';
import { sources } from '../sources.ts';
import { entryOf, fieldOf, numberOf } from '../tree.ts';
import type { Rule } from './rule.ts';

export const scalingConflict: Rule = {
  id: 'scaling-conflict',
  severity: 'warning',
  summary: 'A fixed number of instances beside autoscaling.',
  why: '`numInstances` has no effect where `scaling` is on: the service runs between `minInstances` and `maxInstances`. Whoever counts on the fixed number gets fewer slots, or pays for more.',
  sources: [sources.spec, sources.scaling],
  check({ blueprint, source, report }) {
    for (const { node, name } of blueprint.services) {
      const fixed = entryOf(node, 'numInstances');
      const scaling = entryOf(node, 'scaling');
      if (!fixed || !scaling) continue;
      const count = numberOf(node, 'numInstances');
      const least = numberOf(fieldOf(node, 'scaling'), 'minInstances');
      report({
        range: fixed.keyRange,
        message: `\`numInstances${count === undefined ? '' : `: ${count}`}\` of \`${name}\` has no effect beside \`scaling\`. Remove it${least === undefined ? '' : `; \`minInstances\` is ${least}`}.`,
        related: [{ label: 'autoscaling decides', range: scaling.keyRange }],
        fixes: [removeField('Remove `numInstances`', source, node, 'numInstances', true)],
      });
    }
  },
};
