import { defineRouteMiddleware } from '@astrojs/starlight/route-data';

/** Gives search the description of each page, and the words for it that the page itself does not use. */
export const onRequest = defineRouteMiddleware((context) => {
  const { head, entry } = context.locals.starlightRoute;
  const description = head.find(({ attrs }) => attrs?.['name'] === 'description');
  if (description) {
    description.attrs = {
      ...description.attrs,
      'data-pagefind-meta': 'description[content]',
    };
  }
  const { keywords } = entry.data;
  if (keywords.length > 0) {
    const content = keywords.join(', ');
    head.push({
      tag: 'meta',
      attrs: { name: 'keywords', content, 'data-pagefind-meta': 'keywords[content]' },
    });
  }
});
