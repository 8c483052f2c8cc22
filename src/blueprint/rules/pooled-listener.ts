import { replaceValue } from '../fixes.ts';
import { isCacheKey } from '../model.ts';
import { fieldOf } from '../tree.ts';
import type { Rule } from './rule.ts';
import { sources } from './sources.ts';

export const pooledListener: Rule = {
  id: 'pooled-listener',
  severity: 'warning',
  summary: 'A worker connects to Postgres through the transaction pooler.',
  why: 'The pooler is PgBouncer in transaction mode: LISTEN/NOTIFY and session advisory locks do not work through it, and Oban, GoodJob, Graphile Worker, Procrastinate and River use one or both. Give the worker `connectionString`; web producers may use the pool.',
  sources: [
    sources.pooling,
    {
      title:
        'Experiment: LISTEN, locks, prepared statements and three frameworks through PgBouncer 1.18.0 and 1.25.2',
      read: '2026-11-25',
    },
  ],
  check({ blueprint, report }) {
    const hasBroker = new Set(
      blueprint.references
        .filter(({ type, key }) => type === 'keyvalue' && !isCacheKey(key))
        .map(({ from }) => from),
    );
    for (const { from, kind, name, property, node, target } of blueprint.references) {
      if (kind !== 'database' || from.type !== 'worker' || property !== 'connectionPoolString') {
        continue;
      }
      // Its jobs are in Key Value; Postgres is the app's own, for which the pool is right.
      if (hasBroker.has(from)) continue;
      const written = fieldOf(node, 'property');
      report({
        range: (written ?? node).range,
        message: `The worker \`${from.name}\` reaches \`${name}\` through the transaction pooler, where LISTEN/NOTIFY and session locks do not work. Use \`property: connectionString\`.`,
        related: target ? [{ label: `\`${name}\` is here`, range: target.nameRange }] : [],
        // A worker that only queries may need the pool for its connection limit.
        fixes: [
          replaceValue('Write `property: connectionString`', written, 'connectionString', false),
        ],
      });
    }
  },
};
