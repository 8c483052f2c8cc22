import { databaseDiskStep as STEP } from '../platform/limits.ts';
import { sources } from '../sources.ts';
import { numberOf, rangeAt } from '../tree.ts';
import type { Rule } from './rule.ts';

export const diskSize: Rule = {
  id: 'disk-size',
  severity: 'error',
  summary: 'A Postgres disk of a size that there is not.',
  why: `The storage of a database is 1 GB or a multiple of ${STEP} GB. The schema takes every whole number. It only grows, so the next size up is a decision.`,
  sources: [sources.spec],
  check({ blueprint, report }) {
    for (const { node, name } of blueprint.databases) {
      for (const field of ['diskSizeGB', 'previewDiskSizeGB']) {
        const size = numberOf(node, field) ?? Number.NaN;
        if (!Number.isInteger(size) || size <= 1 || size % STEP === 0) continue;
        const next = Math.ceil(size / STEP) * STEP;
        report({
          range: rangeAt(node, field),
          message: `\`${field}: ${size}\` of \`${name}\` is not a size that Postgres disks have. Expected 1 or a multiple of ${STEP}, such as ${next}.`,
        });
      }
    }
  },
};
