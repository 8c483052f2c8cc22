import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';

import { type Fence, fencesIn, type MarkdownNode, UnreadableMarkdown } from './fence.ts';

const markdown = remark().use(remarkGfm).use(remarkFrontmatter);
const mdx = remark().use(remarkGfm).use(remarkFrontmatter).use(remarkMdx);

/**
 * Every code block of a Markdown file, in order, those in lists, quotes and MDX components included.
 *
 * @throws {UnreadableMarkdown} if MDX does not parse
 */
export function readFences(path: string, source: string): Fence[] {
  return fencesIn(parse(path, source), path, source);
}

/** A parser that is JavaScript alone, as the command is bundled and runs anywhere. */
function parse(path: string, source: string): MarkdownNode {
  try {
    return (path.endsWith('.mdx') ? mdx : markdown).parse(source) as MarkdownNode;
  } catch (error) {
    const { reason, line, column } = error as { reason?: string; line?: number; column?: number };
    if (reason === undefined) throw error;
    throw new UnreadableMarkdown(reason, line ?? 1, column ?? 1);
  }
}
