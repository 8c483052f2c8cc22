import { closest, distance } from 'fastest-levenshtein';
import { fieldOf } from '../tree.ts';
import type { Rule } from './rule.ts';

const called = { service: 'service', database: 'database', group: 'environment group' } as const;

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
    for (const { kind, name, node, target } of blueprint.references) {
      if (target) continue;
      const known = names[kind];
      const near = known.length > 0 ? closest(name, known) : undefined;
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
