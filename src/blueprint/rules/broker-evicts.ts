import { addField, replaceValue } from '../fixes.ts';
import { brokers, isCacheKey, namesQueue, useOfBroker } from '../model.ts';
import { defaultMaxmemoryPolicy } from '../schema/values.ts';
import { sources } from '../sources.ts';
import { fieldOf, stringOf } from '../tree.ts';
import type { Rule } from './rule.ts';

export const brokerEvicts: Rule = {
  id: 'broker-evicts',
  severity: 'warning',
  summary: 'A Key Value instance that holds jobs may evict them.',
  why: 'Every policy but `noeviction` deletes keys when memory is full, and keys are jobs. The default is `allkeys-lru`, so leaving the field out counts. Set `maxmemoryPolicy: noeviction`: a full broker then refuses new jobs with an error that the producer sees. Alert before it is full: workers may stop, too.',
  sources: [
    sources.keyValue,
    sources.spec,
    {
      title: 'Experiment: the eight policies, a full broker, and bytes per job on Valkey 8.0.1',
      read: '2026-11-23',
    },
  ],
  check({ blueprint, source, report }) {
    for (const [broker, reference] of brokers(blueprint)) {
      const policy = stringOf(broker.node, 'maxmemoryPolicy');
      if (policy === 'noeviction') continue;
      const written = fieldOf(broker.node, 'maxmemoryPolicy');
      // What no name calls a queue, or one calls a cache, may have to evict: it would refuse writes.
      const isSafe = namesQueue(reference) && !isCacheKey(broker.name);
      const title = 'Set `maxmemoryPolicy: noeviction`';
      report({
        range: written?.range ?? broker.nameRange,
        message: `The broker \`${broker.name}\` ${
          policy === undefined
            ? `has no \`maxmemoryPolicy\`, so it gets \`${defaultMaxmemoryPolicy}\``
            : `has \`maxmemoryPolicy: ${policy}\``
        } and deletes jobs when memory is full. Set \`maxmemoryPolicy: noeviction\`.`,
        related: [
          {
            label: useOfBroker(reference),
            range: reference.node.range,
          },
        ],
        fixes: [
          written
            ? replaceValue(title, written, 'noeviction', isSafe)
            : addField(
                title,
                source,
                broker.node,
                ['maxmemoryPolicy', 'noeviction'],
                'ipAllowList',
                isSafe,
              ),
        ],
      });
    }
  },
};
