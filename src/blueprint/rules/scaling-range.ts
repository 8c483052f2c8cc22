import { scaling as limits } from '../platform/limits.ts';
import { sources } from '../sources.ts';
import { entryOf, fieldOf, numberOf } from '../tree.ts';
import type { Rule } from './rule.ts';

const targets = ['targetCPUPercent', 'targetMemoryPercent'];
const { mostInstances: MOST, leastTarget, mostTarget } = limits;

export const scalingRange: Rule = {
  id: 'scaling-range',
  severity: 'error',
  summary: 'Autoscaling without limits or a target that it could work by.',
  why: `\`minInstances\` and \`maxInstances\` are required, the first no greater than the second, and at least one of \`targetCPUPercent\` and \`targetMemoryPercent\`: with neither, autoscaling is off. The schema requires none of them. ${MOST} instances are the most.`,
  sources: [sources.spec, sources.scaling],
  check({ blueprint, report }) {
    for (const { node, name } of blueprint.services) {
      const scaling = entryOf(node, 'scaling');
      if (scaling?.value.kind !== 'mapping') continue;
      for (const field of ['minInstances', 'maxInstances']) {
        if (entryOf(scaling.value, field)) continue;
        report({
          range: scaling.keyRange,
          message: `\`scaling\` of \`${name}\` has no \`${field}\`, which it needs.`,
        });
      }
      if (!targets.some((field) => entryOf(scaling.value, field))) {
        report({
          range: scaling.keyRange,
          message: `\`scaling\` of \`${name}\` has no target, so it is off. Set \`targetCPUPercent\` or \`targetMemoryPercent\`, ${leastTarget} to ${mostTarget}.`,
        });
      }
      // What is no number is neither more nor less than another one.
      const least = numberOf(scaling.value, 'minInstances') ?? Number.NaN;
      const most = numberOf(scaling.value, 'maxInstances') ?? Number.NaN;
      const { range } = fieldOf(scaling.value, 'maxInstances') ?? scaling.value;
      if (least > most) {
        report({
          range,
          message: `\`scaling\` of \`${name}\` asks for at least ${least} and at most ${most} instances. \`minInstances\` must not be the greater one.`,
        });
      } else if (most > MOST) {
        report({
          range,
          message: `\`scaling\` of \`${name}\` goes up to ${most} instances. A service has ${MOST} at most.`,
        });
      }
    }
  },
};
