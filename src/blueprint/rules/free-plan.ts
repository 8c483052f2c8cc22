import { fieldOf, stringOf } from '../tree.ts';
import type { Rule } from './rule.ts';

export const freePlan: Rule = {
  id: 'free-plan',
  severity: 'error',
  summary: 'A service that has no free plan asks for it.',
  why: 'Only web services, Postgres and Key Value have a free plan. The schema lets `plan: free` through on a worker and a private service. The smallest plan there is `0.5c-512mb`.',
  check({ blueprint, report }) {
    for (const { node, type, nameRange } of blueprint.services) {
      if ((type !== 'worker' && type !== 'pserv') || stringOf(node, 'plan') !== 'free') continue;
      report({
        range: fieldOf(node, 'plan')?.range ?? nameRange,
        message: `There is no free plan for ${type === 'worker' ? 'workers' : 'private services'}. The smallest is \`0.5c-512mb\`.`,
      });
    }
  },
};
