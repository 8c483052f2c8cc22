import { removeField } from '../fixes.ts';
import { sources } from '../sources.ts';
import { entryOf, rangeAt } from '../tree.ts';
import type { Rule } from './rule.ts';

/** What a worker, which takes no traffic, has no use for. */
export const httpFields: readonly string[] = [
  'healthCheckPath',
  'domain',
  'domains',
  'ipAllowList',
  'maintenanceMode',
  'renderSubdomainPolicy',
];

export const httpFieldOnWorker: Rule = {
  id: 'http-field-on-worker',
  severity: 'warning',
  summary: 'A worker has a field that only means something for HTTP.',
  why: 'Workers take no inbound traffic: health checks, domains and allow lists do nothing there. The schema lets them through because it has one shape for web services, private services and workers.',
  sources: [sources.spec, sources.privateNetwork, sources.schema],
  check({ blueprint, source, report }) {
    for (const { node, type } of blueprint.services) {
      if (type !== 'worker') continue;
      for (const field of httpFields) {
        const entry = entryOf(node, field);
        if (!entry) continue;
        report({
          range: entry.keyRange,
          message: `\`${field}\` does nothing on a worker, which takes no inbound traffic. Remove it, or make the service \`type: web\`.`,
          related: [{ label: '`type: worker` is here', range: rangeAt(node, 'type') }],
          fixes: [removeField(`Remove \`${field}\``, source, node, field, true)],
        });
      }
    }
  },
};
