import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourcesAt } from '../errors/index.ts';
import type { MarkdownNode } from '../fences/fence.ts';
import { parseMarkdown } from '../fences/markdown.ts';
import { withoutMarks } from '../fences/marks.ts';
import { parseMeta } from '../fences/meta.ts';
import { site } from '../site.ts';
import { twinAnchor } from './anchors.ts';
import { components, findingsOf, type Properties, wrappers } from './components.ts';
import { type Page, type Source, twinAddress } from './pages.ts';

/** A stretch of a text, by offsets, and what takes its place. */
interface Edit {
  from: number;
  to: number;
  text: string;
}

const independence =
  'Render Workers is an independent project. It is not made, endorsed or supported by Render.';

/**
 * A page as plain Markdown, for agents and for copying: components become tables, lists and headings,
 * links are absolute and lead to other twins, code stays as it is.
 *
 * @param pages every page, so that links between them are known
 * @param root the project's root
 * @throws {Error} naming file and line, for a component or expression that has no plain form
 */
export function twinOf(page: Page, pages: readonly Page[], root: string): string {
  const { title, description, address } = page;
  const sources: Source[] = [...page.sources, ...sourcesAt(address)];
  const parts = [
    `# ${title}`,
    `> ${description}`,
    `Web page: ${site}${address}`,
    bodyOf(page, pages, root),
  ];
  if (sources.length > 0) {
    const list = sources.map(({ title, url, read, note }) => {
      const what = url ? `[${title}](${url})` : title;
      return `- ${what}${note ? `: ${note}` : ''} (${read})`;
    });
    parts.push(
      `## Sources\n\nThe date is the day of the copy that was read, or of the experiment.\n\n${list.join('\n')}`,
    );
  }
  return `${parts.join('\n\n')}\n\n---\n\n${independence}\n`;
}

/**
 * The text of a page without its frontmatter, its title and its sources.
 *
 * @param keepsMeta whether fences keep what tells the checker how to check them
 */
export function bodyOf(
  page: Page,
  pages: readonly Page[],
  root: string,
  { keepsMeta = false } = {},
): string {
  const known = new Set(pages.map(({ address }) => address));
  const edits: Edit[] = [];
  let depth = 1;
  const fail = (node: MarkdownNode, what: string): never => {
    throw new Error(`${page.path}:${node.position?.start.line ?? 1}: ${what}`);
  };
  const replace = (node: MarkdownNode, text: string) => edits.push({ ...span(node), text });

  const visit = (node: MarkdownNode): void => {
    switch (node.type) {
      case 'yaml':
      case 'mdxjsEsm':
        return void replace(node, '');
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        if (!/^\s*\/\*[\s\S]*\*\/\s*$/.test(node.value ?? '')) {
          fail(node, 'an expression has no plain form in Markdown');
        }
        return void replace(node, '');
      case 'html':
        if (node.value?.startsWith('<!--')) replace(node, '');
        return;
      case 'heading':
        depth = node.depth ?? depth;
        break;
      case 'code':
        edits.push(
          ...editsOfFence(node, page.source, root, keepsMeta, (markdown) =>
            withLinks(markdown, page, known),
          ),
        );
        return;
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement': {
        const name = node.name ?? '';
        const render = components[name];
        if (render) {
          const { from, to } = span(node);
          const text = withLinks(render(propertiesOf(node), root), page, known);
          edits.push({ from: from - indentBefore(page.source, from), to, text });
          return;
        }
        if (!wrappers.has(name)) fail(node, `<${name}> has no plain form in Markdown`);
        edits.push(...editsOfWrapper(node, depth));
        break;
      }
      default:
    }
    const link = editOfLink(node, page.source, page, known);
    if (link) edits.push(link);
    for (const child of node.children ?? []) visit(child);
  };
  visit(parseMarkdown(page.path, page.source, { isBuilt: true }));
  return tidy(spliced(page.source, edits));
}

/** What is between two tags stays; of the tags only a tab's label does, as a heading. */
function editsOfWrapper(node: MarkdownNode, depth: number): Edit[] {
  const { from, to } = span(node);
  const children = node.children ?? [];
  const [first] = children;
  const last = children.at(-1);
  if (!first || !last) return [{ from, to, text: '' }];
  const { label } = propertiesOf(node);
  const heading = label === undefined ? '' : `${'#'.repeat(Math.min(6, depth + 1))} ${label}\n\n`;
  return [
    { from, to: span(first).from, text: heading },
    { from: span(last).to, to, text: '\n' },
  ];
}

/** Of a fence's meta only the title is for readers; marks are for the eye, the rest for the checker. */
function editsOfFence(
  node: MarkdownNode,
  source: string,
  root: string,
  keepsMeta: boolean,
  linked: (markdown: string) => string,
): Edit[] {
  const { from, to } = span(node);
  const [head = '', marks, language] = /^(`{3,}|~{3,})(\S*).*/.exec(source.slice(from, to)) ?? [];
  if (marks === undefined) return [];
  const meta = parseMeta(node.meta ?? '');
  const title = meta.get('title');
  const edits: Edit[] = [];
  const kept = title === undefined ? '' : ` title="${title}"`;
  const opening = `${marks}${language}`;
  const rest = keepsMeta ? withoutMarks(head.slice(opening.length)) : kept;
  edits.push({ from, to: from + head.length, text: `${opening}${rest}` });
  if (node.lang === 'yaml' && meta.has('invalid')) {
    const host = meta.get('in');
    const text = host && readFileSync(join(root, 'examples', host), 'utf8');
    const indent = ' '.repeat((node.position?.start.column ?? 1) - 1);
    const list = linked(findingsOf(node.value ?? '', meta.get('fragment'), text));
    edits.push({
      from: to,
      to,
      text: `\n\n${`The checker says:\n\n${list}`.replaceAll(/^(?=.)/gm, indent)}`,
    });
  }
  return edits;
}

function editOfLink(
  node: MarkdownNode,
  source: string,
  page: Page,
  known: ReadonlySet<string>,
): Edit | undefined {
  const { url } = node;
  if (url === undefined || !/^[/#]/.test(url)) return undefined;
  const { from, to } = span(node);
  const at = source.slice(from, to).lastIndexOf(url);
  if (at < 0) {
    throw new Error(`${page.path}:${node.position?.start.line}: cannot find ${url} in the link`);
  }
  const text = absolute(url, page, known);
  return { from: from + at, to: from + at + url.length, text };
}

/** A link of the site as the address of a twin, or of what else the site serves. */
function absolute(url: string, page: Page, known: ReadonlySet<string>): string {
  const [path = '', anchor] = url.split('#');
  const target = path === '' ? page.address : path;
  const hash = (own: string | undefined) => (own === undefined ? '' : `#${own}`);
  if (!known.has(target)) return `${site}${target}${hash(anchor)}`;
  return `${twinAddress(target)}${hash(anchor && twinAnchor(target, anchor))}`;
}

/** The same for Markdown that a component became. */
function withLinks(markdown: string, page: Page, known: ReadonlySet<string>): string {
  const edits: Edit[] = [];
  const visit = (node: MarkdownNode): void => {
    const edit = editOfLink(node, markdown, page, known);
    if (edit) edits.push(edit);
    for (const child of node.children ?? []) visit(child);
  };
  visit(parseMarkdown(`${page.path}.md`, markdown));
  return spliced(markdown, edits);
}

/** How many spaces stand before a place, if nothing else does on its line. */
function indentBefore(text: string, at: number): number {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return line.trim() === '' ? line.length : 0;
}

function propertiesOf(node: MarkdownNode): Properties {
  return Object.fromEntries(
    (node.attributes ?? []).flatMap(({ name, value }) => {
      if (name === undefined) return [];
      if (typeof value === 'string') return [[name, value]];
      if (value === null || value === undefined) return [[name, true]];
      const written = (value as { value: string }).value;
      return [[name, JSON.parse(written) as string | number | boolean]];
    }),
  );
}

function span({ position }: MarkdownNode): { from: number; to: number } {
  const from = position?.start.offset;
  const to = position?.end.offset;
  if (from === undefined || to === undefined) throw new Error('a node has no position');
  return { from, to };
}

function spliced(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { from, to, text: own } of [...edits].sort((a, b) => a.from - b.from || a.to - b.to)) {
    result += text.slice(at, from) + own;
    at = to;
  }
  return result + text.slice(at);
}

/** Asides become quotes, and no more than one line stays empty; both outside of code. */
function tidy(markdown: string): string {
  const lines: string[] = [];
  let fence: string | undefined;
  let isAside = false;
  for (const line of markdown.split('\n')) {
    const [, marks] = /^\s*(`{3,}|~{3,})/.exec(line) ?? [];
    const isCode = fence !== undefined;
    if (marks !== undefined && (fence === undefined || line.trim() === fence)) {
      fence = fence === undefined ? marks : undefined;
    }
    const quoted = (text: string) => (isAside ? `> ${text}`.trimEnd() : text);
    if (isCode || marks !== undefined) {
      lines.push(quoted(line));
      continue;
    }
    const [, kind, title] = /^:::(\w+)(?:\[(.*)\])?\s*$/.exec(line) ?? [];
    if (kind !== undefined) {
      isAside = true;
      const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
      lines.push(`> **${title === undefined ? name : `${name}: ${title}`}**`, '>');
    } else if (isAside && /^\s*:::\s*$/.test(line)) isAside = false;
    else if (line.trim() !== '' || lines.at(-1)?.replace(/^>/, '').trim()) lines.push(quoted(line));
  }
  return lines.join('\n').trim();
}
