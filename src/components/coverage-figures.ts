import { catalog } from '../blueprint/index.ts';
import { coverageOf, readMarkdown } from '../fences/coverage.ts';
import { oncePerBuild } from '../once-per-build.ts';

/** A number, and what it is the number of. */
interface Figure {
  count: number;
  what: string;
}

/**
 * How much of this handbook is checked, counted from its own files.
 *
 * @param root the project's root
 */
export const coverageFigures = oncePerBuild((root): Figure[] => {
  const { fences, classes } = coverageOf(readMarkdown(root, { isBuilt: true }));
  const yaml = Object.values(classes).reduce((sum, count) => sum + count, 0);
  return [
    { count: fences, what: 'code blocks, each read by a parser of its language' },
    { count: yaml, what: 'of them YAML, each with a class that says how it is checked' },
    { count: classes.invalid, what: 'wrong on purpose, each breaking exactly the rule it names' },
    { count: catalog.length, what: 'rules that a Blueprint is held against' },
  ];
});
