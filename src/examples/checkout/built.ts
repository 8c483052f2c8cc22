import type { Example } from '../example.ts';
import { readExamples } from './read.ts';

const known = new Map<string, Example[]>();

/**
 * All examples of the checkout that the site is made of. A build, in which none of them changes, reads them
 * once for all that it makes of them.
 *
 * @param root the checkout
 */
export function builtExamples(root: string): Example[] {
  if (process.env['NODE_ENV'] !== 'production') return readExamples(root);
  const examples = known.get(root) ?? readExamples(root);
  known.set(root, examples);
  return examples;
}
