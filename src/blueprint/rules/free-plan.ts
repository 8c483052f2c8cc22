import { replaceValue } from '../fixes.ts';
import { fieldOf } from '../tree.ts';
import type { Rule } from './rule.ts';
import { sources } from './sources.ts';

export const freePlan: Rule = {
  id: 'free-plan',
  severity: 'error',
  summary: 'A service that has no free plan asks for it.',
  why: 'Only web services, Postgres and Key Value have a free plan. The schema lets `plan: free` through on a worker and a private service, and for their previews. The smallest plan there is `0.5c-512mb`.',
  sources: [sources.free, sources.spec, sources.schema],
  check({ blueprint, report }) {
    for (const { node, type } of blueprint.services) {
      if (type !== 'worker' && type !== 'pserv') continue;
      const written = fieldOf(node, 'type');
      const plans = [
        fieldOf(node, 'plan'),
        fieldOf(fieldOf(node, 'previews'), 'plan'),
        fieldOf(node, 'previewPlan'),
      ];
      for (const plan of plans) {
        if (plan?.kind !== 'scalar' || plan.value !== 'free') continue;
        report({
          range: plan.range,
          message: `There is no free plan for ${type === 'worker' ? 'workers' : 'private services'}. The smallest is \`0.5c-512mb\`.`,
          related: written ? [{ label: `\`type: ${type}\` is here`, range: written.range }] : [],
          fixes: [replaceValue('Write `0.5c-512mb`, which is paid', plan, '0.5c-512mb', false)],
        });
      }
    }
  },
};
