import { replaceValue } from '../fixes.ts';
import { sources } from '../sources.ts';
import { entryOf, fieldOf, numberOf } from '../tree.ts';
import type { Rule } from './rule.ts';

export const diskSingleInstance: Rule = {
  id: 'disk-single-instance',
  severity: 'error',
  summary: 'A service with a disk asks for more than one instance.',
  why: 'A disk belongs to one instance: a service that has one cannot be scaled out. Keep job state in the broker or the database, and drop the disk.',
  sources: [sources.disks, sources.scaling],
  check({ blueprint, report }) {
    for (const { node, name } of blueprint.services) {
      const disk = entryOf(node, 'disk');
      if (!disk) continue;
      const scaling = fieldOf(node, 'scaling');
      const wanted: [number | undefined, ReturnType<typeof entryOf>][] = [
        [numberOf(node, 'numInstances'), entryOf(node, 'numInstances')],
        [numberOf(scaling, 'maxInstances'), entryOf(scaling, 'maxInstances')],
      ];
      for (const [count, entry] of wanted) {
        if (!entry || count === undefined || count <= 1) continue;
        report({
          range: entry.value.range,
          message: `\`${name}\` has a disk and asks for ${count} instances. A disk allows one.`,
          related: [{ label: 'the disk', range: disk.keyRange }],
          fixes: [replaceValue(`Set \`${entry.key}: 1\``, entry.value, '1', false)],
        });
      }
    }
  },
};
