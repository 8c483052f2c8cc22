import { commandOf, usesBroker } from '../command.ts';
import { replaceValue } from '../fixes.ts';
import { isCacheKey, type Reference, type Resource, referencesByService } from '../model.ts';
import { sources } from '../sources.ts';
import { fieldOf, itemsOf, rangeAt, stringOf } from '../tree.ts';
import type { Rule } from './rule.ts';

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
    const references = referencesByService(blueprint);
    for (const { from, kind, name, property, node, target } of blueprint.references) {
      if (kind !== 'database' || from.type !== 'worker' || property !== 'connectionPoolString') {
        continue;
      }
      // Its jobs are elsewhere; Postgres is the app's own, for which the pool is right.
      if (hasBroker(from, references.get(from) ?? [])) continue;
      report({
        range: rangeAt(node, 'property'),
        message: `The worker \`${from.name}\` reaches \`${name}\` through the transaction pooler, where LISTEN/NOTIFY and session locks do not work. Use \`property: connectionString\`.`,
        related: target ? [{ label: `\`${name}\` is here`, range: target.nameRange }] : [],
        // A worker that only queries may need the pool for its connection limit.
        fixes: [
          replaceValue(
            'Write `property: connectionString`',
            fieldOf(node, 'property'),
            'connectionString',
            false,
          ),
        ],
      });
    }
  },
};

/** Whether a variable leads to a broker, on Render or outside, or the framework has no other place. */
function hasBroker(worker: Resource, references: readonly Reference[]): boolean {
  const command = commandOf(worker.node, 'startCommand') ?? commandOf(worker.node, 'dockerCommand');
  if (command && usesBroker(command)) return true;
  if (references.some(({ type, key }) => type === 'keyvalue' && !isCacheKey(key))) return true;
  const groups = references.flatMap(({ kind, target }) => (kind === 'group' && target) || []);
  return [worker, ...groups].some(({ node }) =>
    itemsOf(node, 'envVars').some(
      (item) => !fieldOf(item, 'fromDatabase') && isBrokerKey(stringOf(item, 'key') ?? ''),
    ),
  );
}

/** A queue's name or size says nothing of where it is. */
function isBrokerKey(key: string): boolean {
  if (isCacheKey(key)) return false;
  return /broker|redis|valkey|amqp|rabbit/i.test(key) || /queue.*(?:url|uri|host|dsn)/i.test(key);
}
