import { defineCollection } from 'astro:content';
import { docsLoader, i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { z } from 'astro/zod';

/** Where a page's statements come from. `url` is absent only for experiments of our own. */
const source = z.strictObject({
  title: z.string(),
  url: z.url().optional(),
  /** The day on which the copy was read or the experiment was run. */
  read: z.coerce.date(),
  /** What the source bears, where the title does not say it. */
  note: z.string().optional(),
});

export const collections = {
  docs: defineCollection({
    loader: docsLoader(),
    schema: docsSchema({
      extend: z.object({
        /** The Diátaxis kind of the page; absent only on the home page and the 404. */
        kind: z.enum(['tutorial', 'guide', 'reference', 'explanation']).optional(),
        /** What readers type for this page, where its title and description use other words. */
        keywords: z.array(z.string()).default([]),
        sources: z.array(source).default([]),
      }),
    }),
  }),
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema() }),
};
