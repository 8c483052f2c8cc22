import { closest, distance } from 'fastest-levenshtein';
import { fieldOf } from '../tree.ts';
import type { Rule } from './rule.ts';

const called = { service: 'service', database: 'database', group: 'environment group' } as const;

/** Names compared per file: beyond thousands of unknown names nobody reads suggestions. */
const MAX_COMPARISONS = 1_000_000;

export const unknownReference: Rule = {
  id: 'unknown-reference',
  severity: 'warning',
  summary: 'A reference names nothing in this file.',
  why: 'A reference may name a resource of the same workspace that another file or the Dashboard made. If it exists nowhere, the sync fails. Most of the time it is a misspelt name.',
  check({ blueprint, report }) {
    const names = {
      service: blueprint.services.map(({ name }) => name),
      database: blueprint.databases.map(({ name }) => name),
      group: blueprint.groups.map(({ name }) => name),
    };
    let comparisons = 0;
    for (const { kind, name, node, target } of blueprint.references) {
      if (target) continue;
      // A file without groups takes them from the Dashboard, where secrets can be kept in them.
      if (kind === 'group' && names.group.length === 0) continue;
      const known = names[kind];
      comparisons += known.length;
      const isCheap = known.length > 0 && comparisons <= MAX_COMPARISONS;
      const near = isCheap ? closest(name, known) : undefined;
      const hint =
        near !== undefined && distance(name, near) <= Math.max(1, name.length / 3)
          ? ` Did you mean \`${near}\`?`
          : '';
      report({
        range: (fieldOf(node, 'name') ?? node).range,
        message: `No ${called[kind]} in this file is called \`${name}\`.${hint} It must exist in the workspace, or the sync fails.`,
      });
    }
  },
};
