import type { TextFile } from '../example.ts';
import { readExample } from './read.ts';

/**
 * The files of an example as the builder takes them.
 *
 * @param root the checkout
 */
export function exampleTexts(root: string, name: string): TextFile[] {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return readExample(root, name).files.map(({ path, content, isExecutable }) => ({
    path,
    text: decoder.decode(content),
    isExecutable,
  }));
}
