import { isCacheKey } from '../model.ts';
import { fieldOf } from '../tree.ts';
import type { Rule } from './rule.ts';

export const pooledListener: Rule = {
  id: 'pooled-listener',
  severity: 'warning',
  summary: 'A worker connects to Postgres through the transaction pooler.',
  why: 'The pooler is PgBouncer in transaction mode: LISTEN/NOTIFY and session advisory locks do not work through it, and Oban, GoodJob, Graphile Worker, Procrastinate and River use one or both. Give the worker `connectionString`; web producers may use the pool.',
  check({ blueprint, report }) {
    const hasBroker = new Set(
      blueprint.references
        .filter(({ type, key }) => type === 'keyvalue' && !isCacheKey(key))
        .map(({ from }) => from),
    );
    for (const { from, kind, name, property, node } of blueprint.references) {
      if (kind !== 'database' || from.type !== 'worker' || property !== 'connectionPoolString') {
        continue;
      }
      // Its jobs are in Key Value; Postgres is the app's own, for which the pool is right.
      if (hasBroker.has(from)) continue;
      report({
        range: (fieldOf(node, 'property') ?? node).range,
        message: `The worker \`${from.name}\` reaches \`${name}\` through the transaction pooler, where LISTEN/NOTIFY and session locks do not work. Use \`property: connectionString\`.`,
      });
    }
  },
};
