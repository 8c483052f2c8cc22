import type { Resource } from '../model.ts';
import { sources } from '../sources.ts';
import type { Rule } from './rule.ts';

const called = { service: 'service', database: 'database', group: 'environment group' } as const;

export const duplicateName: Rule = {
  id: 'duplicate-name',
  severity: 'error',
  summary: 'Two resources have one name.',
  why: 'Render tells resources apart by name: two entries with one name are two descriptions of the same thing.',
  sources: [sources.spec],
  check({ blueprint, report }) {
    for (const resources of [blueprint.services, blueprint.databases, blueprint.groups]) {
      const first = new Map<string, Resource>();
      for (const resource of resources) {
        const earlier = first.get(resource.name);
        if (resource.name && earlier) {
          report({
            range: resource.nameRange,
            message: `A ${called[resource.kind]} called \`${resource.name}\` is already defined on line ${earlier.nameRange.start.line}.`,
            related: [{ label: 'the first one', range: earlier.nameRange }],
          });
        }
        first.set(resource.name, earlier ?? resource);
      }
    }
  },
};
