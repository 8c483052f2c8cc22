import { catalog } from '../blueprint/index.ts';
import { coverageOf, readMarkdown } from '../fences/coverage.ts';

/** A number, and what it is the number of. */
interface Figure {
  count: number;
  what: string;
}

/** A build, in which no file changes, counts once. */
const known = new Map<string, Figure[]>();

/**
 * How much of this handbook is checked, counted from its own files.
 *
 * @param root the project's root
 */
export function coverageFigures(root: string): Figure[] {
  if (process.env['NODE_ENV'] !== 'production') return count(root);
  const figures = known.get(root) ?? count(root);
  known.set(root, figures);
  return figures;
}

function count(root: string): Figure[] {
  const { fences, classes } = coverageOf(readMarkdown(root, { isBuilt: true }));
  const yaml = Object.values(classes).reduce((sum, count) => sum + count, 0);
  return [
    { count: fences, what: 'code blocks, each read by a parser of its language' },
    { count: yaml, what: 'of them YAML, each with a class that says how it is checked' },
    { count: classes.invalid, what: 'wrong on purpose, each breaking exactly the rule it names' },
    { count: catalog.length, what: 'rules that a Blueprint is held against' },
  ];
}
