import { removeField } from '../fixes.ts';
import { sources } from '../sources.ts';
import { entryOf, itemsOf } from '../tree.ts';
import type { Rule } from './rule.ts';

export const groupReference: Rule = {
  id: 'group-reference',
  severity: 'error',
  summary: 'An environment group asks for a value that groups cannot have.',
  why: 'Groups hold literal and generated values only: no `fromService`, `fromDatabase` or `fromGroup`. `sync: false` does not work in a group: put the variable on the services, or set it in the Dashboard.',
  sources: [sources.spec],
  check({ blueprint, source, report }) {
    for (const { node, name } of blueprint.groups) {
      for (const item of itemsOf(node, 'envVars')) {
        const entry = entryOf(item, 'sync');
        if (!entry) continue;
        // Without `sync` there must be something left to say.
        const hasValue = entryOf(item, 'value') ?? entryOf(item, 'generateValue');
        report({
          range: entry.keyRange,
          message: `\`sync\` does not work in the environment group \`${name}\`. Put the variable on each service that needs it.`,
          fixes: [hasValue && removeField('Remove `sync`', source, item, 'sync', false)],
        });
      }
    }
  },
};
