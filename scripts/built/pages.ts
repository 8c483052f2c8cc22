import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';

/** What is asked of a built page. */
export interface BuiltPage {
  /** The ids of its elements, to which anchors lead. */
  ids: Set<string>;
  /** What its links, pictures and scripts lead to, as it is written there. */
  links: string[];
  /** The text of each inline script that runs. */
  scripts: string[];
  /** What no policy of ours allows, in words. */
  forbidden: string[];
}

/** Types of script elements that hold data and never run. */
const isData = (type = '') => /json$/.test(type) && type !== 'importmap';

/** Reads a page, once for all that is asked of it. */
export function readPage(html: string): BuiltPage {
  const page: BuiltPage = { ids: new Set(), links: [], scripts: [], forbidden: [] };
  /** The text of the inline script or style that is open. */
  let inline: string | undefined;
  const parser = new Parser({
    onopentag(name, attributes) {
      readAttributes(name, attributes, page);
      const { src, type } = attributes;
      const isRun = name === 'script' && src === undefined && !isData(type);
      if (isRun || name === 'style') inline = '';
    },
    ontext(text) {
      if (inline !== undefined) inline += text;
    },
    onclosetag(name) {
      if (inline === undefined || (name !== 'script' && name !== 'style')) return;
      if (name === 'script') page.scripts.push(inline);
      else page.forbidden.push(`a <style> element: ${excerpt(inline)}`);
      inline = undefined;
    },
  });
  parser.end(html);
  return page;
}

function readAttributes(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  { ids, links, forbidden }: BuiltPage,
): void {
  for (const name in attributes) {
    const value = attributes[name] ?? '';
    if (name === 'id') ids.add(value);
    // The canonical address of the 404 page and the feed of social cards lead off the site.
    const isMeta = tag === 'link' && !value.startsWith('/');
    if ((name === 'href' || name === 'src') && !isMeta) links.push(value);
    if (name.startsWith('on')) forbidden.push(`an event handler: ${name}="${excerpt(value)}"`);
    if (/^\s*javascript:/i.test(value)) forbidden.push(`a script as address: ${excerpt(value)}`);
  }
}

/** The beginning of a text, on one line. */
export function excerpt(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

/** The HTML of every page of a built site by its path. */
export function readPages(dist: string): Map<string, string> {
  const paths = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  return new Map(
    paths
      .filter((path) => path.endsWith('.html'))
      .map((path) => [path.replaceAll('\\', '/'), readFileSync(join(dist, path), 'utf8')]),
  );
}

/** Reads all pages of a built site. */
export function readBuilt(dist: string): Map<string, BuiltPage> {
  return new Map([...readPages(dist)].map(([path, html]) => [path, readPage(html)]));
}
