import { sources } from '../sources.ts';
import { fieldOf, rangeAt, stringOf } from '../tree.ts';
import type { Rule } from './rule.ts';

/** These paths themselves; a directory below one of them is allowed. */
const forbidden = [
  '/',
  '/opt',
  '/opt/render',
  '/opt/render/project',
  '/opt/render/project/src',
  '/home',
  '/home/render',
  '/etc',
  '/etc/secrets',
];

export const forbiddenMountPath: Rule = {
  id: 'forbidden-mount-path',
  severity: 'error',
  summary: 'A disk is mounted where Render does not allow it.',
  why: 'A mount path is absolute, and a few paths are taken: the root, your code, `/home` and `/etc` with what Render keeps there. A directory below them is fine, such as `/opt/render/project/src/storage`.',
  sources: [sources.disks],
  check({ blueprint, report }) {
    for (const { node, name } of blueprint.services) {
      const disk = fieldOf(node, 'disk');
      const written = stringOf(disk, 'mountPath');
      if (!disk || written === undefined) continue;
      const range = rangeAt(disk, 'mountPath');
      if (!written.startsWith('/')) {
        report({
          range,
          message: `The disk of \`${name}\` is mounted at \`${written}\`, which is not an absolute path. Expected one such as \`/var/data\`.`,
        });
        continue;
      }
      const path = written.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
      if (!forbidden.includes(path)) continue;
      report({
        range,
        message: `The disk of \`${name}\` cannot be mounted at \`${written}\`. Choose a directory of its own, such as \`${path === '/' ? '/var/data' : `${path}/data`}\`.`,
      });
    }
  },
};
