import { entryOf, itemsOf } from '../tree.ts';
import type { Rule } from './rule.ts';

export const groupReference: Rule = {
  id: 'group-reference',
  severity: 'error',
  summary: 'An environment group asks for a value that groups cannot have.',
  why: 'Groups hold literal and generated values only. `sync: false` does not work in a group: put the variable on the services, or set it in the Dashboard.',
  check({ blueprint, report }) {
    for (const { node, name } of blueprint.groups) {
      for (const item of itemsOf(node, 'envVars')) {
        const entry = entryOf(item, 'sync');
        if (!entry) continue;
        report({
          range: entry.keyRange,
          message: `\`sync\` does not work in the environment group \`${name}\`. Put the variable on each service that needs it.`,
        });
      }
    }
  },
};
