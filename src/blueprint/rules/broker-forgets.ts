import { replaceValue } from '../fixes.ts';
import { brokers, useOfBroker } from '../model.ts';
import { sources } from '../sources.ts';
import { fieldOf, rangeAt, stringOf } from '../tree.ts';
import type { Rule } from './rule.ts';

export const brokerForgets: Rule = {
  id: 'broker-forgets',
  severity: 'warning',
  summary: 'A Key Value instance that holds jobs keeps nothing on disk.',
  why: 'The free plan and `persistenceMode: "off"` keep data in memory only: a restart, which maintenance also causes, empties the queue. Use a paid plan with `persistenceMode: journal-snapshot`.',
  sources: [sources.keyValue, sources.free, sources.spec],
  check({ blueprint, report }) {
    for (const [broker, reference] of brokers(blueprint)) {
      const plan = fieldOf(broker.node, 'plan');
      const mode = fieldOf(broker.node, 'persistenceMode');
      const related = [{ label: useOfBroker(reference), range: reference.node.range }];
      if (stringOf(broker.node, 'plan') === 'free') {
        report({
          range: rangeAt(broker.node, 'plan'),
          message: `The broker \`${broker.name}\` is on the \`free\` plan, which keeps nothing on disk and may restart at any time. Use \`plan: 256mb\` or larger.`,
          related,
          // It costs money, and an upgrade from free starts empty.
          fixes: [
            replaceValue('Set `plan: 256mb`, which is paid and starts empty', plan, '256mb', false),
          ],
        });
      } else if (stringOf(broker.node, 'persistenceMode') === 'off') {
        report({
          range: rangeAt(broker.node, 'persistenceMode'),
          message: `The broker \`${broker.name}\` has persistence off: a restart loses every job in it. Set \`persistenceMode: journal-snapshot\`.`,
          related,
          fixes: [
            replaceValue(
              'Set `persistenceMode: journal-snapshot`, which deletes what is in it now',
              mode,
              'journal-snapshot',
              false,
            ),
          ],
        });
      }
    }
  },
};
