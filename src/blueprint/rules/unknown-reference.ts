import { yamlText } from '../edits.ts';
import { replaceValue } from '../fixes.ts';
import { isOfServiceType } from '../model.ts';
import { sources } from '../sources.ts';
import { fieldOf, rangeAt } from '../tree.ts';
import { didYouMean, nearest } from '../wording.ts';
import type { Rule } from './rule.ts';

const called = { service: 'service', database: 'database', group: 'environment group' } as const;

/** Names compared per file: beyond thousands of unknown names nobody reads suggestions. */
const MAX_COMPARISONS = 1_000_000;

export const unknownReference: Rule = {
  id: 'unknown-reference',
  severity: 'warning',
  summary: 'A reference names nothing in this file.',
  why: 'A reference may name a resource of the same workspace that another file or the Dashboard made. If it exists nowhere, the sync fails. Most of the time it is a misspelt name.',
  sources: [sources.spec],
  check({ blueprint, report }) {
    const { services: service, databases: database, groups: group } = blueprint;
    const resources = { service, database, group };
    let comparisons = 0;
    for (const { kind, type, name, node, target } of blueprint.references) {
      if (target) continue;
      // A file without groups takes them from the Dashboard, where secrets can be kept in them.
      if (kind === 'group' && group.length === 0) continue;
      // A service of another type is not what was meant.
      comparisons += resources[kind].length;
      const isCheap = comparisons <= MAX_COMPARISONS;
      const known = (isCheap ? resources[kind] : []).filter(
        (resource) => kind !== 'service' || type === undefined || isOfServiceType(resource, type),
      );
      const near = nearest(
        name,
        known.map((resource) => resource.name),
      );
      const meant = known.find((resource) => resource.name === near);
      const written = kind === 'group' ? node : fieldOf(node, 'name');
      report({
        range: kind === 'group' ? node.range : rangeAt(node, 'name'),
        message: `No ${called[kind]} in this file is called \`${name}\`.${didYouMean(near)} It must exist in the workspace, or the sync fails.`,
        related: meant ? [{ label: `\`${meant.name}\` is here`, range: meant.nameRange }] : [],
        fixes: [
          near === undefined
            ? undefined
            : replaceValue(`Write \`${near}\``, written, yamlText(near), false),
        ],
      });
    }
  },
};
