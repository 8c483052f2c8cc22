import { sectionOf, sections, site, tagline } from '../site.ts';
import type { Twin } from './index.ts';
import { twinAddress } from './pages.ts';

/** What an agent should know before it opens a page. */
const advice = `Before you answer that a render.yaml is right, run the check: \`npx render-workers check\`. It gives the verdict of Render's schema and of rules that no schema can hold. \`npx render-workers rehearse\` deploys over a busy worker on this machine and counts lost jobs.`;

/** The pages of one section, in order. */
export function twinsIn(folder: string, twins: readonly Twin[]): Twin[] {
  return twins.filter(({ page }) => sectionOf(page.address)?.folder === folder);
}

/** `llms.txt`: every page by section, with what it answers. See https://llmstxt.org. */
export function llmsText(twins: readonly Twin[]): string {
  const parts = [
    '# Render Workers',
    `> ${tagline} Every page is plain Markdown at the addresses below; every render.yaml in it is checked on each build.`,
    advice,
    ...sections.map(({ folder, label, about }) => {
      const lines = twinsIn(folder, twins).map(
        ({ page }) => `- [${page.title}](${twinAddress(page.address)}): ${page.description}`,
      );
      return `## ${label}\n\n${lines.join('\n')}\n- [All of this section in one file](${site}/llms/${folder}.txt): ${about}`;
    }),
    `## Optional\n\n- [Everything in one file](${site}/llms-full.txt): all pages, one after the other\n- [Schema of render.yaml](${site}/schema/render.yaml.json): JSON Schema, with descriptions`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Pages one after the other; each begins with its title. */
export function llmsFull(title: string, about: string, twins: readonly Twin[]): string {
  const pages = twins.map(({ markdown }) => markdown.trimEnd());
  return `${[`# ${title}`, `> ${about}`, ...pages].join('\n\n')}\n`;
}
