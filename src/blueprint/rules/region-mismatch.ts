import { addField, replaceValue } from '../fixes.ts';
import { sources } from '../sources.ts';
import { fieldOf, rangeAt } from '../tree.ts';
import type { Rule } from './rule.ts';

export const regionMismatch: Rule = {
  id: 'region-mismatch',
  severity: 'error',
  summary: 'A service refers to something in another region.',
  why: 'Private traffic stays in one region, and the addresses that references give are private ones. A region that is left out is `oregon`, and none can be changed after creation.',
  sources: [sources.privateNetwork, sources.spec],
  check({ blueprint, source, report }) {
    for (const { from, name, property, target, node } of blueprint.references) {
      // Values copied with `envVarKey`, groups and workflow slugs carry no private address.
      if (!target || property === undefined || property === 'slug') continue;
      if (!from.region || !target.region || from.region === target.region) continue;
      const own = fieldOf(from.node, 'region');
      const title = `Set \`region: ${target.region}\` for \`${from.name}\`, which makes a new service`;
      report({
        range: rangeAt(node, 'name'),
        message: `\`${from.name}\` runs in \`${from.region}\` and \`${name}\` in \`${target.region}\`: the private address does not work across regions.`,
        related: [
          {
            label: `\`${name}\` is in ${target.region}`,
            range: (fieldOf(target.node, 'region') ?? { range: target.nameRange }).range,
          },
          {
            label: `\`${from.name}\` is in ${from.region}`,
            range: own?.range ?? from.nameRange,
          },
        ],
        fixes: [
          own
            ? replaceValue(title, own, target.region, false)
            : addField(title, source, from.node, ['region', target.region], 'name', false),
        ],
      });
    }
  },
};
