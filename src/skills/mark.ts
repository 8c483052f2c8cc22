import { parseMarkdown } from '../fences/read.ts';
import { headingsOf } from './template.ts';

const comment = /\n*^(?:<!--|\{\/\*) feeds [^\n]* (?:-->|\*\/\})$/gm;

/**
 * Writes into a page, below each heading, which skill files the section feeds.
 *
 * @param fed skill files by anchor; an empty anchor is the page's beginning
 * @returns the page, the same text if nothing has changed
 */
export function marked(
  path: string,
  source: string,
  fed: ReadonlyMap<string, readonly string[]>,
): string {
  const bare = source.replaceAll(comment, '');
  const nodes = parseMarkdown(path, bare).children ?? [];
  const start = nodes.filter(({ type }) => type === 'yaml' || type === 'mdxjsEsm').at(-1)?.position
    ?.end.offset;
  const places = new Map([['', start ?? 0]]);
  for (const { slug, to } of headingsOf(path, bare)) places.set(slug, to);
  let result = bare;
  for (const [anchor, at] of [...places].sort((a, b) => b[1] - a[1])) {
    const files = [...(fed.get(anchor) ?? [])].sort().join(' ');
    if (files === '') continue;
    const own = path.endsWith('.mdx') ? `{/* feeds ${files} */}` : `<!-- feeds ${files} -->`;
    result = `${result.slice(0, at)}\n\n${own}${result.slice(at)}`;
  }
  return result;
}
