import { markdownToMdast, mdxToJs, mdxToMdast } from 'satteri';
import { type MarkdownNode, UnreadableMarkdown } from './fence.ts';

/**
 * The tree of one of the handbook's own files, by the parser that Astro draws them with. It is native and
 * takes a twentieth of the time of the one that the command brings along.
 *
 * @param isBuilt whether Astro compiles the file beside, which alone reads what imports and exports say
 * @throws {UnreadableMarkdown} if MDX does not parse
 */
export function parseMarkdown(
  path: string,
  source: string,
  { isBuilt = false } = {},
): MarkdownNode {
  try {
    if (!path.endsWith('.mdx')) return markdownToMdast(source) as MarkdownNode;
    if (!isBuilt) mdxToJs(source);
    return mdxToMdast(source) as MarkdownNode;
  } catch (error) {
    const [, line, column, reason] =
      /^(\d+):(\d+): (.*?)(?: \([\w-]+:[\w-]+\))?$/s.exec((error as Error).message) ?? [];
    if (reason === undefined) throw error;
    throw new UnreadableMarkdown(reason, Number(line), Number(column));
  }
}
