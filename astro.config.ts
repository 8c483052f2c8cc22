import { satteri } from '@astrojs/markdown-satteri';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { publishedHeaders } from './src/headers.ts';
import { namedBoxes, tableHeadings } from './src/plugins/accessible-markup.ts';
import { freshContent } from './src/plugins/fresh-content.ts';
import { highlightAhead } from './src/plugins/highlight.ts';
import { oneScript } from './src/plugins/one-script.ts';
import { oneStylesheet } from './src/plugins/one-stylesheet.ts';
import { quickToc } from './src/plugins/quick-toc.ts';
import { socialCards } from './src/plugins/social-cards.ts';
import { name, sections, site, tagline } from './src/site.ts';

export default defineConfig({
  site,
  trailingSlash: 'always',
  build: {
    // The policy allows no <style> element, and inline scripts by hash alone.
    inlineStylesheets: 'never',
    // While a file is written, the next page is drawn: of 800 small files, writing took a second.
    concurrency: 8,
  },
  // Astro 7 drops line breaks between inline elements by default, which glues words together.
  compressHTML: false,
  markdown: {
    // Prose names command-line flags; `--` must stay two hyphens.
    processor: satteri({
      features: { smartPunctuation: { dashes: false } },
      hastPlugins: [tableHeadings, namedBoxes],
    }),
  },
  vite: {
    plugins: [oneStylesheet(), quickToc()],
    // A module worker, so that it can load what it seldom needs when it needs it.
    worker: { format: 'es' },
    build: {
      // Nothing is written into a page but a script without code, which is nothing.
      assetsInlineLimit: (_, { length }) => length === 0,
      rolldownOptions: {
        onLog(level, log, handle) {
          // Astro marks each MDX module with a directive that the bundler does not know.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
        },
      },
    },
  },
  integrations: [
    freshContent(import.meta.dirname),
    highlightAhead(import.meta.dirname),
    oneScript(),
    {
      name: 'published-headers',
      hooks: {
        // For what `npm start` serves. The development server puts scripts and styles of its own into
        // each page, and `server` as a function is lost as soon as a port is given.
        'astro:config:setup'({ command, updateConfig }) {
          if (command !== 'preview') return;
          updateConfig({ server: { headers: publishedHeaders(import.meta.dirname) } });
        },
      },
    },
    starlight({
      title: name,
      description: tagline,
      favicon: '/favicon.svg',
      logo: { src: './src/assets/logo.svg', alt: '' },
      customCss: ['./src/styles/handbook.css', './src/styles/topology.css'],
      disable404Route: true,
      routeMiddleware: './src/route-data.ts',
      // The search box is ours: sections as results, synonyms, misspelt words.
      pagefind: false,
      components: {
        Footer: './src/components/Footer.astro',
        MarkdownContent: './src/components/MarkdownContent.astro',
        PageTitle: './src/components/PageTitle.astro',
        Search: './src/components/Search.astro',
        SocialIcons: './src/components/HeaderLinks.astro',
      },
      // Only the section that you are in is open, so that the whole handbook fits beside the page.
      sidebar: sections.map(({ folder, label, pages }) => ({
        label,
        collapsed: true,
        items: pages ? [...pages] : [{ autogenerate: { directory: folder } }],
      })),
    }),
    socialCards(import.meta.dirname),
  ],
});
