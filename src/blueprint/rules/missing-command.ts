import { nativeRuntimes } from '../schema/values.ts';
import { sources } from '../sources.ts';
import { rangeAt, stringOf } from '../tree.ts';
import { isMeant } from '../wording.ts';
import type { Rule } from './rule.ts';

const native: readonly string[] = nativeRuntimes;
const types = ['web', 'worker', 'pserv', 'cron'];

export const missingCommand: Rule = {
  id: 'missing-command',
  severity: 'error',
  summary: 'A native runtime lacks its build or start command.',
  why: 'The schema requires neither, the documentation requires both for every runtime but `docker`, `image` and `static`. Without a start command there is nothing to run.',
  sources: [sources.spec],
  check({ blueprint, report }) {
    for (const { node, type, name } of blueprint.services) {
      const runtime = stringOf(node, 'runtime');
      if (!types.includes(type) || !runtime || !native.includes(runtime)) continue;
      for (const command of ['buildCommand', 'startCommand']) {
        if (isMeant(node, command)) continue;
        report({
          range: rangeAt(node, 'runtime'),
          message: `\`${name}\` has \`runtime: ${runtime}\` and no \`${command}\`. A native runtime needs it.`,
        });
      }
    }
  },
};
