import { fieldOf } from '../tree.ts';
import type { Rule } from './rule.ts';

export const regionMismatch: Rule = {
  id: 'region-mismatch',
  severity: 'error',
  summary: 'A service refers to something in another region.',
  why: 'Private traffic stays in one region, and the addresses that references give are private ones. A region that is left out is `oregon`, and none can be changed after creation.',
  check({ blueprint, report }) {
    for (const { from, kind, name, property, target, node } of blueprint.references) {
      // Values copied with `envVarKey`, groups and workflow slugs carry no private address.
      if (!target || kind === 'group' || property === undefined || property === 'slug') continue;
      if (from.region === target.region) continue;
      report({
        range: (fieldOf(node, 'name') ?? node).range,
        message: `\`${from.name}\` runs in \`${from.region}\` and \`${name}\` in \`${target.region}\`: the private address does not work across regions.`,
        related: [
          {
            label: `\`${name}\` is in ${target.region}`,
            range: (fieldOf(target.node, 'region') ?? { range: target.nameRange }).range,
          },
        ],
      });
    }
  },
};
