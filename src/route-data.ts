import { defineRouteMiddleware, type StarlightRouteData } from '@astrojs/starlight/route-data';
import { groupAt } from './errors/index.ts';
import { scenarios } from './rehearsal/scenarios/index.ts';
import { sectionOf } from './site.ts';
import { twinPath } from './twins/pages.ts';

/**
 * Opens the section of the page in the sidebar; gives search the words for each page that the page itself
 * does not use, agents the address of its Markdown twin, and the table of contents the headings that a
 * component draws.
 */
export const onRequest = defineRouteMiddleware((context) => {
  const { head, entry, id, toc, sidebar } = context.locals.starlightRoute;
  // A page that is not in the sidebar, such as one of error messages, has its section open all the same.
  const section = sectionOf(`/${id}/`);
  for (const group of sidebar) {
    if (group.type !== 'group') continue;
    if (group.label === section?.label) group.collapsed = false;
    group.entries = group.entries.map(folderInSidebar);
  }
  const { keywords } = entry.data;
  if (keywords.length > 0) {
    head.push({ tag: 'meta', attrs: { name: 'keywords', content: keywords.join(', ') } });
  }
  if (id !== '404') {
    head.push({
      tag: 'link',
      attrs: {
        rel: 'alternate',
        type: 'text/markdown',
        title: 'This page as Markdown',
        href: twinPath(id === '' ? '/' : `/${id}/`),
      },
    });
  }
  if (id === 'reference/scenarios') {
    const drawn = scenarios.map(({ name, title }) => ({
      text: title,
      slug: name,
      depth: 2,
      children: [],
    }));
    // The first item is the top of the page.
    toc?.items.splice(1, 0, ...drawn);
  }
  const group = groupAt(`/${id}/`);
  if (group) {
    const drawn = group.messages.map((message) => ({
      text: message.means,
      slug: message.id,
      depth: 2,
      children: [],
    }));
    toc?.items.splice(1, 0, ...drawn);
  }
});

type SidebarEntry = StarlightRouteData['sidebar'][number];

/** A folder within a section: its name is that of the folder, and with one page there is nothing to open. */
function folderInSidebar(entry: SidebarEntry): SidebarEntry {
  if (entry.type !== 'group') return entry;
  const [only, ...others] = entry.entries;
  if (only && others.length === 0) return only;
  return { ...entry, label: entry.label.replace(/^./, (letter) => letter.toUpperCase()) };
}
