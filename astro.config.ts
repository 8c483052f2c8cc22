import { satteri } from '@astrojs/markdown-satteri';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import starlightLinksValidator from 'starlight-links-validator';
import { ranking } from './src/search.ts';

export default defineConfig({
  site: 'https://render-workers.onrender.com',
  trailingSlash: 'always',
  // Astro 7 drops line breaks between inline elements by default, which glues words together.
  compressHTML: false,
  markdown: {
    // Prose names command-line flags; `--` must stay two hyphens.
    processor: satteri({ features: { smartPunctuation: { dashes: false } } }),
  },
  vite: {
    build: {
      rolldownOptions: {
        onLog(level, log, handle) {
          // Astro marks each MDX module with a directive that the bundler does not know.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
        },
      },
    },
  },
  integrations: [
    starlight({
      title: 'Render Workers',
      description:
        'The independent handbook for running queue-backed background workers on Render.',
      favicon: '/favicon.svg',
      logo: { src: './src/assets/logo.svg', alt: '' },
      customCss: ['./src/styles/handbook.css'],
      disable404Route: true,
      routeMiddleware: './src/route-data.ts',
      pagefind: { ranking },
      components: {
        Footer: './src/components/Footer.astro',
        MarkdownContent: './src/components/MarkdownContent.astro',
      },
      sidebar: [
        { label: 'Learn', items: [{ autogenerate: { directory: 'learn' } }] },
        { label: 'Understand', items: [{ autogenerate: { directory: 'understand' } }] },
        { label: 'Frameworks', items: [{ autogenerate: { directory: 'frameworks' } }] },
        { label: 'Do', items: [{ autogenerate: { directory: 'guides' } }] },
        { label: 'Look up', items: [{ autogenerate: { directory: 'reference' } }] },
      ],
      // The anchors of rules and scenarios are drawn by components: scripts/check-links.ts checks them.
      plugins: [
        starlightLinksValidator({ exclude: ['/reference/rules/#*', '/reference/scenarios/#*'] }),
      ],
    }),
  ],
});
