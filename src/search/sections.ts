import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import type { Section } from './engine.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;
type Field = 'message' | 'text' | 'aside';

/** How much of a section a result shows, in characters. */
const EXCERPT = 150;

/**
 * The sections of a built page: its beginning, and what stands below each heading that has an address.
 * What is marked `data-search-ignore` is left out; `data-search="message"` or `"aside"` says that a
 * part counts as one.
 *
 * @param address the page's path from the site's root, with a slash at its end
 * @returns none for a page that nobody shall find: one without `<main>`, or with `data-search-ignore` on it
 */
export function sectionsOf(html: string, address: string): Section[] {
  const document = parse(html);
  const main = first(document.childNodes, ({ tagName }) => tagName === 'main');
  if (!main || attribute(main, 'data-search-ignore') !== undefined) return [];
  const metaOf = (name: string) =>
    attribute(
      first(
        document.childNodes,
        (meta) => meta.tagName === 'meta' && attribute(meta, 'name') === name,
      ),
      'content',
    ) ?? '';
  const title = first(main.childNodes, ({ tagName }) => tagName === 'h1');
  const page = title ? textOf(title) : '';
  const start = { ...empty(address, page), keywords: metaOf('keywords') };
  start.description = metaOf('description');
  const sections = [start];

  const visit = (node: Node, field: Field) => {
    const current = sections.at(-1) as Section;
    if ('value' in node) current[field] += node.value;
    if (!('tagName' in node)) return;
    if (attribute(node, 'data-search-ignore') !== undefined) return;
    if (unread.has(node.tagName) || attribute(node, 'class')?.includes('sl-anchor-link')) return;
    const anchor = anchorOf(node);
    if (anchor) {
      sections.push({ ...empty(`${address}#${anchor}`, page), heading: textOf(node) });
      return;
    }
    const own = (attribute(node, 'data-search') as Field | undefined) ?? field;
    const inside = node.tagName === 'pre' && own === 'text' ? 'aside' : own;
    for (const child of node.childNodes) visit(child, inside);
    // Blocks end words; what is set within a line does not.
    if (!inline.has(node.tagName)) (sections.at(-1) as Section)[inside] += ' ';
  };
  for (const node of main.childNodes) visit(node, 'text');
  // What stands below "Next" is about other pages.
  return sections.filter(({ heading }) => heading !== 'Next').map(tidy);
}

const unread = new Set(['button', 'footer', 'h1', 'script', 'style', 'svg', 'template']);
const inline = new Set([
  'a',
  'b',
  'code',
  'em',
  'i',
  'kbd',
  'span',
  'strong',
  'sub',
  'sup',
  'mark',
]);

function empty(id: string, page: string): Section {
  return {
    id,
    page,
    heading: '',
    keywords: '',
    description: '',
    message: '',
    text: '',
    aside: '',
    excerpt: '',
  };
}

function tidy(section: Section): Section {
  const text = plain(section.text);
  const message = plain(section.message);
  const whole = message || section.description || text || plain(section.aside);
  const excerpt =
    whole.length > EXCERPT ? `${whole.slice(0, whole.lastIndexOf(' ', EXCERPT))} …` : whole;
  return { ...section, text, message, aside: plain(section.aside), excerpt };
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The anchor that a heading begins: its own, or that of the part that it heads. */
function anchorOf(node: Element): string | undefined {
  if (!/^h[2-4]$/.test(node.tagName)) return undefined;
  const own = attribute(node, 'id');
  if (own !== undefined) return own;
  const parent = node.parentNode;
  if (!parent || !('attrs' in parent) || parent.tagName !== 'section') return undefined;
  return attribute(parent, 'id');
}

function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find((own) => own.name === name)?.value;
}

function first(nodes: readonly Node[], is: (element: Element) => boolean): Element | undefined {
  for (const node of nodes) {
    if (!('tagName' in node)) continue;
    if (is(node)) return node;
    const inside = first(node.childNodes, is);
    if (inside) return inside;
  }
  return undefined;
}

function textOf(element: Element): string {
  const read = (node: Node): string => {
    if ('value' in node) return node.value;
    return 'childNodes' in node ? node.childNodes.map(read).join('') : '';
  };
  return plain(read(element));
}
