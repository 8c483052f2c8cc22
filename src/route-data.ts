import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { groupAt } from './errors/index.ts';
import { scenarios } from './rehearsal/scenarios/index.ts';
import { twinPath } from './twins/pages.ts';

/**
 * Gives search the words for each page that the page itself does not use, agents the address of its
 * Markdown twin, and the table of contents the headings that a component draws.
 */
export const onRequest = defineRouteMiddleware((context) => {
  const { head, entry, id, toc } = context.locals.starlightRoute;
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
