import { sources } from '../sources.ts';
import { entryOf } from '../tree.ts';
import type { Rule } from './rule.ts';

const needed: { field: string; answer: string }[] = [
  { field: 'buildCommand', answer: 'buildCommand is required for non-docker workflows' },
  { field: 'repo', answer: 'repo is required for git-based services' },
];

export const workflowField: Rule = {
  id: 'workflow-field',
  severity: 'error',
  summary: 'A workflow lacks a field that Render’s validator asks for.',
  why: 'The schema lets `buildCommand` and `repo` be left out of a workflow, the validator does not: for `repo` not even where the Blueprint lies in that repository, which is enough for every other type.',
  sources: [
    sources.schema,
    {
      title: 'Render’s plugin for Claude Code: render-workflows, on the validator’s answers',
      url: 'https://github.com/render-oss/render-plugin-claude-code',
      read: '2026-10-08',
    },
  ],
  check({ blueprint, report }) {
    for (const { node, type, name, nameRange } of blueprint.services) {
      if (type !== 'workflow') continue;
      for (const { field, answer } of needed) {
        if (entryOf(node, field)) continue;
        report({
          range: nameRange,
          message: `The workflow \`${name}\` has no \`${field}\`. The schema does not ask for it, Render does: “${answer}”.`,
        });
      }
    }
  },
};
