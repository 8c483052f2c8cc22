import { replaceAll } from '../fixes.ts';
import { sources } from '../sources.ts';
import { entryOf, itemsOf, rangeAt, stringOf } from '../tree.ts';
import type { Rule } from './rule.ts';

const everybody: readonly (string | undefined)[] = ['0.0.0.0/0', '::/0'];

export const openBroker: Rule = {
  id: 'open-broker',
  severity: 'warning',
  summary: 'A Key Value instance lets the whole internet try its password.',
  why: '`ipAllowList` is about connections from outside Render only: your services reach the instance without it. `[]` closes the external address.',
  sources: [sources.keyValue, sources.spec],
  check({ blueprint, source, report }) {
    for (const { node, type, name } of blueprint.services) {
      if (type !== 'keyvalue') continue;
      for (const item of itemsOf(node, 'ipAllowList')) {
        if (!everybody.includes(stringOf(item, 'source'))) continue;
        const list = entryOf(node, 'ipAllowList');
        report({
          range: rangeAt(item, 'source'),
          message: `\`${name}\` is open to every address. Services on Render do not need an entry here: write \`ipAllowList: []\`.`,
          fixes: [
            replaceAll(
              'Write `ipAllowList: []`, which closes the external address',
              source,
              list,
              '[]',
              false,
            ),
          ],
        });
      }
    }
  },
};
