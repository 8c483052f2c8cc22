import { defineRouteMiddleware, type StarlightRouteData } from '@astrojs/starlight/route-data';
import { sourcesOf } from './components/sources.ts';
import { groupAt } from './errors/index.ts';
import { cardPath, cardSize } from './og/path.ts';
import { headerColors } from './palette.ts';
import { scenarios } from './rehearsal/scenarios/index.ts';
import { headline, sectionOf, site } from './site.ts';
import { twinPath } from './twins/pages.ts';

/**
 * What each page is given beside its text: its section opened in the sidebar, its card for those who share
 * it, words for search that the page itself does not use, the address of its Markdown twin for agents, and
 * in the table of contents the headings that a component draws.
 */
export const onRequest = defineRouteMiddleware((context) => {
  const route = context.locals.starlightRoute;
  openSection(route);
  for (const [theme, content] of Object.entries(headerColors)) {
    route.head.push({
      tag: 'meta',
      attrs: { name: 'theme-color', media: `(prefers-color-scheme: ${theme})`, content },
    });
  }
  if (route.id === '404') {
    withoutAddress(route);
    return;
  }
  addCard(route);
  addAlternatives(route);
  addDrawnHeadings(route);
});

type SidebarEntry = StarlightRouteData['sidebar'][number];

/** Opens the section of the page, also of one that is not in the sidebar, such as one of error messages. */
function openSection({ id, sidebar }: StarlightRouteData): void {
  const section = sectionOf(`/${id}/`);
  for (const group of sidebar) {
    if (group.type !== 'group') continue;
    if (group.label === section?.label) group.collapsed = false;
    group.entries = group.entries.map(folderInSidebar);
  }
}

/** A folder within a section: its name is that of the folder, and with one page there is nothing to open. */
function folderInSidebar(entry: SidebarEntry): SidebarEntry {
  if (entry.type !== 'group') return entry;
  const [only, ...others] = entry.entries;
  if (only && others.length === 0) return only;
  return { ...entry, label: entry.label.replace(/^./, (letter) => letter.toUpperCase()) };
}

/** The page for a wrong address answers at each of them, so it has none of its own to share. */
function withoutAddress(route: StarlightRouteData): void {
  route.head = [
    ...route.head.filter(
      ({ attrs }) => attrs?.['rel'] !== 'canonical' && !/^(og|twitter):/.test(nameOf(attrs ?? {})),
    ),
    { tag: 'meta', attrs: { name: 'robots', content: 'noindex' } },
  ];
}

/** What a `<meta>` is about. */
function nameOf(attrs: Readonly<Record<string, unknown>>): string {
  return String(attrs['property'] ?? attrs['name'] ?? '');
}

function addCard({ id, head, entry, siteTitle }: StarlightRouteData): void {
  if (id === '') {
    // The name of the site says nothing about it.
    for (const item of head) {
      if (item.tag === 'title') item.content = `${headline} | ${siteTitle}`;
      if (item.attrs?.['property'] === 'og:title') item.attrs['content'] = headline;
      if (item.attrs?.['property'] === 'og:type') item.attrs['content'] = 'website';
    }
  }
  const card = {
    'og:image': `${site}${cardPath(addressOf(id))}`,
    'og:image:type': 'image/png',
    'og:image:width': String(cardSize.width),
    'og:image:height': String(cardSize.height),
    'og:image:alt': `${id === '' ? headline : entry.data.title}. Below it, the last minute of a worker: live, SIGTERM, drain, exit.`,
  };
  for (const [property, content] of Object.entries(card)) {
    head.push({ tag: 'meta', attrs: { property, content } });
  }
}

function addAlternatives({ id, head, entry }: StarlightRouteData): void {
  const { keywords } = entry.data;
  if (keywords.length > 0) {
    head.push({ tag: 'meta', attrs: { name: 'keywords', content: keywords.join(', ') } });
  }
  head.push({
    tag: 'link',
    attrs: {
      rel: 'alternate',
      type: 'text/markdown',
      title: 'This page as Markdown',
      href: twinPath(addressOf(id)),
    },
  });
}

function addDrawnHeadings(route: StarlightRouteData): void {
  const { id, toc } = route;
  const drawn =
    id === 'reference/scenarios'
      ? scenarios.map(({ name, title }) => ({ text: title, slug: name }))
      : (groupAt(addressOf(id))?.messages ?? []).map((message) => ({
          text: message.means,
          slug: message.id,
        }));
  // The first item is the top of the page.
  toc?.items.splice(1, 0, ...drawn.map(inContents));
  if (sourcesOf(route).length > 0)
    toc?.items.push(inContents({ text: 'Sources', slug: 'sources' }));
}

const inContents = (heading: { text: string; slug: string }) => ({
  ...heading,
  depth: 2,
  children: [],
});

const addressOf = (id: string) => (id === '' ? '/' : `/${id}/`);
