import { parseMarkdown } from '../fences/markdown.ts';
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
  const last = nodes.filter(({ type }) => type === 'yaml' || type === 'mdxjsEsm').at(-1);
  const { start, end } = last?.position ?? {};
  // The line break after an import is none of its value, but of its node.
  const top =
    last?.type === 'yaml' ? end?.offset : (start?.offset ?? 0) + (last?.value ?? '').length;
  const places = new Map([['', top ?? 0]]);
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
