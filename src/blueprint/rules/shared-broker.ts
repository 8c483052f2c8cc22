import { brokers, isCacheKey, type Reference, type Resource, useOfBroker } from '../model.ts';
import { sources } from '../sources.ts';
import { rangeAt } from '../tree.ts';
import type { Rule } from './rule.ts';

export const sharedBroker: Rule = {
  id: 'shared-broker',
  severity: 'warning',
  summary: 'One Key Value instance is a broker and a cache.',
  why: 'An instance has one memory and one `maxmemoryPolicy`. One that evicts makes room for the cache by deleting jobs; with `noeviction` the cache fills the memory and new jobs are refused. Logical databases do not help: the policy is the instance’s. Give the cache an instance of its own with `allkeys-lru`.',
  sources: [sources.keyValue],
  check({ blueprint, report }) {
    const caches = new Map<Resource, Reference>();
    for (const reference of blueprint.references) {
      const { target, key } = reference;
      if (target && isCacheKey(key) && !caches.has(target)) caches.set(target, reference);
    }
    for (const [broker, jobs] of brokers(blueprint)) {
      const cache = caches.get(broker);
      if (!cache) continue;
      report({
        range: rangeAt(cache.node, 'name'),
        message: `\`${cache.from.name}\` reads \`${broker.name}\` as \`${cache.key}\`, and ${useOfBroker(jobs)}: no memory policy suits both. Give the cache an instance of its own.`,
        related: [{ label: useOfBroker(jobs), range: jobs.node.range }],
      });
    }
  },
};
