import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { cardSize } from '../../src/og/path.ts';
import type { Finding } from './finding.ts';

type Element = DefaultTreeAdapterTypes.Element;

/** What a page says of itself to those who list or share it. */
export interface Head {
  path: string;
  /** Its address from the root: `/frameworks/celery/`. */
  address: string;
  /** Whether it asks to be left out of lists, as the page for lost visitors does. */
  isHidden: boolean;
  language: string;
  titles: string[];
  /** The text of each `<h1>`. */
  headings: string[];
  canonical: string[];
  /** The contents of each `<meta>` by its name or property. */
  meta: Map<string, string[]>;
}

const shortestDescription = 50;
const longestDescription = 160;
const longestTitle = 70;

/** Reads what a page says of itself. */
export function readHead(path: string, html: string): Head {
  const head: Head = {
    path,
    address: `/${path.replace(/(?:^|(?<=\/))index\.html$/, '')}`,
    isHidden: false,
    language: '',
    titles: [],
    headings: [],
    canonical: [],
    meta: new Map(),
  };
  const visit = (node: DefaultTreeAdapterTypes.ChildNode) => {
    if ('tagName' in node) readElement(node, head);
    // The title of a drawing is none of the page's.
    if ('childNodes' in node && node.nodeName !== 'svg') node.childNodes.forEach(visit);
  };
  parse(html).childNodes.forEach(visit);
  head.isHidden = head.meta.get('robots')?.some((value) => value.includes('noindex')) ?? false;
  return head;
}

function readElement(element: Element, head: Head): void {
  const of = (name: string) => element.attrs.find((own) => own.name === name)?.value ?? '';
  switch (element.tagName) {
    case 'html':
      head.language = of('lang');
      break;
    case 'title':
      head.titles.push(textOf(element));
      break;
    case 'h1':
      head.headings.push(textOf(element));
      break;
    case 'link':
      if (of('rel') === 'canonical') head.canonical.push(of('href'));
      break;
    case 'meta': {
      const name = of('property') || of('name');
      head.meta.set(name, [...(head.meta.get(name) ?? []), of('content')]);
    }
  }
}

function textOf(node: DefaultTreeAdapterTypes.ChildNode): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('').trim() : '';
}

/** What the heads of pages are held against. */
export interface Site {
  /** Where it is published, without a slash at its end. */
  origin: string;
  name: string;
  /** The first bytes of a published file, from a path without a slash at its beginning. */
  read(path: string): Uint8Array | undefined;
}

/** What is missing, doubled or wrong in what pages say of themselves. */
export function wrongHeads(heads: readonly Head[], site: Site): Finding[] {
  return [
    ...heads.flatMap((head) => [...wrongHead(head), ...wrongLinks(head, site)]),
    ...heads.flatMap((head) => wrongTitle(head, site)),
    ...doubled(heads, 'title', ({ titles }) => titles[0]),
    ...doubled(heads, 'description', ({ meta }) => meta.get('description')?.[0]),
  ];
}

function wrongHead({ path, language, headings, meta }: Head): Finding[] {
  const findings: Finding[] = [];
  if (language === '') {
    findings.push({ path, message: '<html> has no lang. Expected `en`.', rule: 'language' });
  }
  if (headings.filter((text) => text !== '').length !== 1) {
    const which = headings.map((text) => `“${text}”`).join(', ') || 'none';
    findings.push({ path, message: `Expected one <h1> with a text, found ${which}.`, rule: 'h1' });
  }
  const descriptions = meta.get('description') ?? [];
  const [description = ''] = descriptions;
  const { length } = description;
  if (descriptions.length !== 1 || length < shortestDescription || length > longestDescription) {
    findings.push({
      path,
      message: `Expected one description of ${shortestDescription} to ${longestDescription} characters, found ${descriptions.length}, of ${length}: “${description}”. Change \`description\` in the page's frontmatter.`,
      rule: 'description',
    });
  }
  return findings;
}

function wrongTitle({ path, titles }: Head, { name }: Site): Finding[] {
  const [title = ''] = titles;
  const own = title.replace(` | ${name}`, '').trim();
  const isMeaningful = own.length > 3 && own !== name;
  if (titles.length === 1 && isMeaningful && title.length <= longestTitle) return [];
  return [
    {
      path,
      message: `Expected one <title> that says more than “${name}” in at most ${longestTitle} characters, found ${titles.length}: “${title}”, ${title.length} long. Change \`title\` in the page's frontmatter.`,
      rule: 'title',
    },
  ];
}

/** The properties that every page to be shared has once. */
const shared = [
  'og:title',
  'og:description',
  'og:type',
  'og:url',
  'og:image',
  'og:image:alt',
  'twitter:card',
] as const;

function wrongLinks({ path, address, isHidden, canonical, meta }: Head, site: Site): Finding[] {
  if (isHidden) return [];
  const findings: Finding[] = [];
  const own = `${site.origin}${address}`;
  const isOwn = (values: readonly string[]) => values.length === 1 && values[0] === own;
  if (!isOwn(canonical)) {
    findings.push({
      path,
      message: `Expected one canonical address, ${own}, found ${canonical.join(', ') || 'none'}.`,
      rule: 'canonical',
    });
  }
  for (const name of shared) {
    const values = meta.get(name) ?? [];
    if (values.length !== 1 || values[0] === '') {
      const found = values.map((value) => `“${value}”`).join(', ') || 'none';
      findings.push({
        path,
        message: `Expected one ${name} with a value, found ${found}. src/route-data.ts gives them.`,
        rule: 'open-graph',
      });
    }
  }
  const addresses = meta.get('og:url') ?? [];
  if (addresses.length > 0 && !isOwn(addresses)) {
    findings.push({
      path,
      message: `og:url is ${addresses.join(', ')}. Expected the page's own address, ${own}.`,
      rule: 'open-graph',
    });
  }
  const [image] = meta.get('og:image') ?? [];
  if (image) findings.push(...wrongImage(path, image, site));
  return findings;
}

function wrongImage(path: string, image: string, site: Site): Finding[] {
  const fail = (what: string): Finding[] => [
    { path, message: `og:image ${image} ${what}. src/og/ draws it.`, rule: 'card' },
  ];
  if (!image.startsWith(`${site.origin}/`)) return fail(`is not below ${site.origin}/`);
  const bytes = site.read(image.slice(site.origin.length + 1));
  if (!bytes) return fail('is no file of the site');
  const size = pngSize(bytes);
  if (size?.width === cardSize.width && size.height === cardSize.height) return [];
  const found = size ? `${size.width} by ${size.height}` : 'no PNG';
  return fail(`is ${found}. Expected a PNG of ${cardSize.width} by ${cardSize.height}`);
}

/** Width and height of a PNG in pixels, from its first chunk; undefined if the bytes are no PNG. */
export function pngSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (bytes.length < 24 || signature.some((byte, at) => bytes[at] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function doubled(
  heads: readonly Head[],
  rule: string,
  read: (head: Head) => string | undefined,
): Finding[] {
  const first = new Map<string, string>();
  return heads.flatMap((head) => {
    const value = read(head);
    if (!value) return [];
    const other = first.get(value);
    if (other === undefined) {
      first.set(value, head.path);
      return [];
    }
    const message = `The ${rule} “${value}” is also that of ${other}. Give one of them its own.`;
    return [{ path: head.path, message, rule }];
  });
}
