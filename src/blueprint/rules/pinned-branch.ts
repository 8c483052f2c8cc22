import { removeField } from '../fixes.ts';
import { sources } from '../sources.ts';
import { entryOf, fieldOf, stringOf, type Tree } from '../tree.ts';
import type { Rule } from './rule.ts';

export const pinnedBranch: Rule = {
  id: 'pinned-branch',
  severity: 'warning',
  summary: 'A branch is pinned in a file that makes preview environments.',
  why: 'Every preview environment deploys a pinned `branch` instead of the branch of its pull request, so it costs money and shows nothing of the change. A service with a `repo` of its own is not judged: its branches may be no pull request’s.',
  sources: [sources.spec, sources.previews],
  check({ blueprint, tree, source, report }) {
    const previews = previewsOf(tree);
    if (!previews) return;
    for (const { node, type, name } of blueprint.services) {
      const branch = entryOf(node, 'branch');
      // Previews leave workflows out.
      if (!branch || type === 'workflow' || entryOf(node, 'repo') || entryOf(node, 'image'))
        continue;
      const pinned = stringOf(node, 'branch');
      // The schema says what to write in place of what is no text.
      if (pinned === undefined) continue;
      report({
        range: branch.value.range,
        message: `\`${name}\` is pinned to \`${pinned}\`: every preview environment deploys that branch instead of its pull request’s. Remove \`branch\`.`,
        related: [{ label: 'preview environments are made', range: previews.range }],
        fixes: [removeField('Remove `branch`', source, node, 'branch', false)],
      });
    }
  },
};

/** The setting that makes preview environments, if there is one. */
function previewsOf(tree: Tree): Tree | undefined {
  const generation = fieldOf(fieldOf(tree, 'previews'), 'generation');
  if (generation) {
    const value = generation.kind === 'scalar' ? generation.value : undefined;
    return value === 'automatic' || value === 'manual' ? generation : undefined;
  }
  const enabled = fieldOf(tree, 'previewsEnabled');
  return enabled?.kind === 'scalar' && enabled.value === true ? enabled : undefined;
}
