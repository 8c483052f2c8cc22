import { sources } from '../sources.ts';
import { entryOf, rangeAt, stringOf } from '../tree.ts';
import type { Rule } from './rule.ts';

export const diskUnsupported: Rule = {
  id: 'disk-unsupported',
  severity: 'error',
  summary: 'A disk on a service that cannot have one.',
  why: 'Disks are for paid web services, private services and workers. The schema lets one through on a free web service, and on a static site, because it has one shape for all of them.',
  sources: [sources.disks],
  check({ blueprint, report }) {
    for (const { node, type, name } of blueprint.services) {
      const disk = entryOf(node, 'disk');
      if (!disk || type !== 'web') continue;
      const isStatic = stringOf(node, 'runtime') === 'static';
      if (!isStatic && stringOf(node, 'plan') !== 'free') continue;
      const decides = isStatic ? 'runtime' : 'plan';
      report({
        range: disk.keyRange,
        message: isStatic
          ? `\`${name}\` is a static site, which cannot have a disk. Remove \`disk\`.`
          : `\`${name}\` is on the \`free\` plan, which cannot have a disk. Choose \`plan: 0.5c-512mb\` or larger, or remove \`disk\`.`,
        related: [{ label: `the ${decides}`, range: rangeAt(node, decides) }],
      });
    }
  },
};
