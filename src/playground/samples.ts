import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog } from '../blueprint/index.ts';
import { builtExamples } from '../examples/checkout/built.ts';
import { withoutRegions } from '../fences/example.ts';

/** A file that the playground offers to open. */
export interface Sample {
  group: 'Examples' | 'Mistakes';
  /** Used once: an example's name, with `/default` for its default form, or a rule's id. */
  id: string;
  title: string;
  text: string;
}

/**
 * Every example in both forms, and for each rule a file that breaks it.
 *
 * @param root the project's root
 */
export function readSamples(root: string): Sample[] {
  return [...examples(root), ...mistakes(root)];
}

function examples(root: string): Sample[] {
  return builtExamples(root).flatMap(({ name, framework, store }) => {
    const form = (id: string, title: string): Sample[] => {
      const file = join(root, 'examples', id, 'render.yaml');
      if (!existsSync(file)) return [];
      const text = withoutRegions(readFileSync(file, 'utf8'));
      return [{ group: 'Examples', id, title, text }];
    };
    return [
      ...form(name, `${framework}, ${store}`),
      ...form(`${name}/default`, `${framework}, as its quickstart has it`),
    ];
  });
}

function mistakes(root: string): Sample[] {
  return catalog.flatMap(({ id, summary }): Sample[] => {
    const file = join(root, 'tests/fixtures/rules', `${id}.bad.yaml`);
    if (!existsSync(file)) return [];
    const text = readFileSync(file, 'utf8');
    return [{ group: 'Mistakes', id, title: `${id}: ${summary}`, text }];
  });
}
