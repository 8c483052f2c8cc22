import { brokers } from '../model.ts';
import { fieldOf, stringOf } from '../tree.ts';
import type { Rule } from './rule.ts';

export const brokerForgets: Rule = {
  id: 'broker-forgets',
  severity: 'warning',
  summary: 'A Key Value instance that holds jobs keeps nothing on disk.',
  why: 'The free plan and `persistenceMode: "off"` keep data in memory only: a restart, which maintenance also causes, empties the queue. Use a paid plan with `persistenceMode: journal-snapshot`.',
  check({ blueprint, report }) {
    for (const broker of brokers(blueprint).keys()) {
      const plan = fieldOf(broker.node, 'plan');
      const mode = fieldOf(broker.node, 'persistenceMode');
      if (stringOf(broker.node, 'plan') === 'free') {
        report({
          range: plan?.range ?? broker.nameRange,
          message: `The broker \`${broker.name}\` is on the \`free\` plan, which keeps nothing on disk and may restart at any time. Use \`plan: 256mb\` or larger.`,
        });
      } else if (stringOf(broker.node, 'persistenceMode') === 'off') {
        report({
          range: mode?.range ?? broker.nameRange,
          message: `The broker \`${broker.name}\` has persistence off: a restart loses every job in it. Set \`persistenceMode: journal-snapshot\`.`,
        });
      }
    }
  },
};
