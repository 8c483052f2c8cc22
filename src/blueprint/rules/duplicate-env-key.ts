import { variables } from '../model.ts';
import { sources } from '../sources.ts';
import type { Tree } from '../tree.ts';
import type { Rule } from './rule.ts';

export const duplicateEnvKey: Rule = {
  id: 'duplicate-env-key',
  severity: 'warning',
  summary: 'One list of variables has a key twice.',
  why: 'A variable has one value. Which of the two entries counts is not documented, and the other is lost without a word.',
  sources: [sources.spec],
  check({ blueprint, report }) {
    const first = new Map<Tree, Map<string, Tree>>();
    for (const { owner, key, keyNode } of variables(blueprint)) {
      if (key === undefined || !keyNode) continue;
      const seen = first.get(owner.node) ?? new Map<string, Tree>();
      first.set(owner.node, seen);
      const earlier = seen.get(key);
      if (!earlier) {
        seen.set(key, keyNode);
        continue;
      }
      report({
        range: keyNode.range,
        message: `\`${owner.name}\` already has \`${key}\` on line ${earlier.range.start.line}. Keep one of the two.`,
        related: [{ label: 'the first one', range: earlier.range }],
      });
    }
  },
};
