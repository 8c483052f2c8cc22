import { replaceValue } from '../fixes.ts';
import { defaultPlans, serverPlan } from '../platform/plans.ts';
import { sources } from '../sources.ts';
import { fieldOf, rangeAt } from '../tree.ts';
import type { Rule } from './rule.ts';

/** Whether `plan: free` passes the schema for a type of service and does not exist. */
export function lacksFreePlan(type: string): boolean {
  return type === 'worker' || type === 'pserv';
}

const smallest = defaultPlans.server;
const costs = `\`${smallest}\`, $${serverPlan(smallest)?.price?.dollars} a month`;

export const freePlan: Rule = {
  id: 'free-plan',
  severity: 'error',
  summary: 'A service that has no free plan asks for it.',
  why: `Only web services, Postgres and Key Value have a free plan. The schema lets \`plan: free\` through on a worker and a private service, and for their previews. The smallest plan there is ${costs}.`,
  sources: [sources.free, sources.spec, sources.schema],
  check({ blueprint, report }) {
    for (const { node, type } of blueprint.services) {
      if (!lacksFreePlan(type)) continue;
      const plans = [
        fieldOf(node, 'plan'),
        fieldOf(fieldOf(node, 'previews'), 'plan'),
        fieldOf(node, 'previewPlan'),
      ];
      for (const plan of plans) {
        if (plan?.kind !== 'scalar' || plan.value !== 'free') continue;
        report({
          range: plan.range,
          message: `There is no free plan for ${type === 'worker' ? 'workers' : 'private services'}. The smallest is ${costs}.`,
          related: [{ label: `\`type: ${type}\` is here`, range: rangeAt(node, 'type') }],
          fixes: [replaceValue(`Write \`${smallest}\`, which is paid`, plan, smallest, false)],
        });
      }
    }
  },
};
