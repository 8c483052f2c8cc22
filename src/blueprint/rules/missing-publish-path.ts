import { sources } from '../sources.ts';
import { rangeAt, stringOf } from '../tree.ts';
import { isMeant } from '../wording.ts';
import type { Rule } from './rule.ts';

export const missingPublishPath: Rule = {
  id: 'missing-publish-path',
  severity: 'error',
  summary: 'A static site does not say what it publishes.',
  why: 'The schema does not require `staticPublishPath`, the documentation does: without it there is no directory to serve.',
  sources: [sources.spec],
  check({ blueprint, report }) {
    for (const { node, type, name } of blueprint.services) {
      if (type !== 'web' || stringOf(node, 'runtime') !== 'static') continue;
      if (isMeant(node, 'staticPublishPath')) continue;
      report({
        range: rangeAt(node, 'runtime'),
        message: `The static site \`${name}\` has no \`staticPublishPath\`. Give the directory that its build writes, such as \`./dist\`.`,
      });
    }
  },
};
