import { sources } from '../sources.ts';
import { rangeAt } from '../tree.ts';
import type { Rule } from './rule.ts';

const called: Record<string, string> = { worker: 'worker', cron: 'cron job' };

export const workerHasNoAddress: Rule = {
  id: 'worker-has-no-address',
  severity: 'error',
  summary: 'A reference asks a worker or cron job for an address.',
  why: 'Workers and cron jobs take no inbound traffic, so they have no host and no port. Send them work through the broker, or make the service `type: pserv`. Only `envVarKey` makes sense on such a reference.',
  sources: [sources.privateNetwork, sources.spec],
  check({ blueprint, report }) {
    for (const { kind, name, type, property, node, target } of blueprint.references) {
      const noun = called[type ?? ''];
      if (kind !== 'service' || property === undefined || !noun) continue;
      report({
        range: rangeAt(node, 'property'),
        message: `\`${name}\` is a ${noun} and has no \`${property}\`: nothing can connect to it. Send it work through the broker.`,
        related: target ? [{ label: `\`${name}\` is here`, range: target.nameRange }] : [],
      });
    }
  },
};
