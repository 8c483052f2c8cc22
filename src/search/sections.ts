import { parseDocument } from 'htmlparser2';
import type { Section } from './engine.ts';

type Node = ReturnType<typeof parseDocument>['children'][number];
type Element = Extract<Node, { attribs: unknown }>;
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
  // The sidebar has more elements than most pages, and nothing that is looked for.
  const [, beginning = '', rest = ''] = /^(.*?)(<main\b.*<\/main>)/s.exec(html) ?? [];
  const main = first(parseDocument(rest).children, ({ name }) => name === 'main');
  if (!main || attribute(main, 'data-search-ignore') !== undefined) return [];
  const head = parseDocument(beginning.slice(0, beginning.indexOf('<body'))).children;
  const metaOf = (name: string) =>
    attribute(
      first(head, (meta) => meta.name === 'meta' && attribute(meta, 'name') === name),
      'content',
    ) ?? '';
  const title = first(main.children, ({ name }) => name === 'h1');
  const page = title ? textOf(title) : '';
  const start = { ...empty(address, page), keywords: metaOf('keywords') };
  start.description = metaOf('description');
  const sections = [start];

  const visit = (node: Node, field: Field) => {
    const current = sections.at(-1) as Section;
    if (node.type === 'text') current[field] += node.data;
    if (!isElement(node)) return;
    if (attribute(node, 'data-search-ignore') !== undefined) return;
    if (unread.has(node.name) || attribute(node, 'class')?.includes('sl-anchor-link')) return;
    const anchor = anchorOf(node);
    if (anchor) {
      sections.push({ ...empty(`${address}#${anchor}`, page), heading: textOf(node) });
      return;
    }
    const own = (attribute(node, 'data-search') as Field | undefined) ?? field;
    const inside = node.name === 'pre' && own === 'text' ? 'aside' : own;
    for (const child of node.children) visit(child, inside);
    // Blocks end words; what is set within a line does not.
    if (!inline.has(node.name)) (sections.at(-1) as Section)[inside] += ' ';
  };
  for (const node of main.children) visit(node, 'text');
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
  if (!/^h[2-4]$/.test(node.name)) return undefined;
  const own = attribute(node, 'id');
  if (own !== undefined) return own;
  const { parent } = node;
  return parent && isElement(parent) && parent.name === 'section'
    ? attribute(parent, 'id')
    : undefined;
}

/** Scripts and styles are kinds of their own, and elements nevertheless. */
function isElement(node: object): node is Element {
  return 'attribs' in node;
}

function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attribs[name];
}

function first(nodes: readonly Node[], is: (element: Element) => boolean): Element | undefined {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    if (is(node)) return node;
    const inside = first(node.children, is);
    if (inside) return inside;
  }
  return undefined;
}

function textOf(element: Element): string {
  const read = (node: Node): string => {
    if (node.type === 'text') return node.data;
    return isElement(node) ? node.children.map(read).join('') : '';
  };
  return plain(read(element));
}
