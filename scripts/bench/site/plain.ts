import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { site } from '../../../src/site.ts';

/** A project that plain Starlight builds by `npm run build`. */
export interface PlainProject {
  folder: string;
  /** Where its pages are after a build. */
  dist: string;
  remove(): void;
}

/** A page of the project, by its file below `src/content/docs`. */
export interface PlainPage {
  path: string;
  text: string;
}

/**
 * The pages of the built handbook as plain Markdown with a title and a description: what its twins hold.
 *
 * @param dist the built handbook
 * @throws if a twin does not begin with its title and description
 */
export function plainPages(dist: string): PlainPage[] {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path === 'index.md' || isTwin(path))
    .sort()
    .map((path) => ({ path, text: plainText(path, readFileSync(join(dist, path), 'utf8')) }));
}

/** Where these pages are on either site. */
export function addressesOf(pages: readonly PlainPage[]): string[] {
  return pages.map(({ path }) => (path === 'index.md' ? '/' : `/${path.slice(0, -3)}/`));
}

/** Each twin is there twice, and skills and READMEs of examples are no pages. */
function isTwin(path: string): boolean {
  return path.endsWith('.md') && !/^(?:\.well-known|examples|llms)\/|(?:^|\/)index\.md$/.test(path);
}

function plainText(path: string, twin: string): string {
  const [beginning, title, description] =
    /^# (.+)\n\n> (.+)\n\n(?:Web page: .+\n\n)?/.exec(twin) ?? [];
  if (beginning === undefined) {
    throw new Error(`${path} does not begin with \`# title\` and \`> description\`.`);
  }
  const body = twin
    .slice(beginning.length)
    // A reader of the site goes from page to page, not from twin to twin.
    .replaceAll(`](${site}/index.md`, '](/')
    .replaceAll(new RegExp(`\\]\\(${site}(/[^)#\\s]+)\\.md`, 'g'), ']($1/')
    .replaceAll(`](${site}/`, '](/');
  const data = [`title: ${JSON.stringify(title)}`, `description: ${JSON.stringify(description)}`];
  return `---\n${data.join('\n')}\n---\n\n${body}`;
}

const config = (title: string) => `import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';

export default defineConfig({
  site: ${JSON.stringify(site)},
  integrations: [starlight({ title: ${JSON.stringify(title)} })],
});
`;

const collections = `import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';

export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`;

/**
 * Makes a project of plain Starlight with its defaults in a folder of its own below `root`, whose
 * packages it uses. Git ignores the folder.
 *
 * @param root the handbook's root
 */
export function makePlain(root: string, pages: readonly PlainPage[]): PlainProject {
  const folder = mkdtempSync(join(root, 'generated-plain-'));
  const write = (path: string, text: string) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  for (const { path, text } of pages) write(`src/content/docs/${path}`, text);
  write('src/content.config.ts', collections);
  write('astro.config.mjs', config('Render Workers'));
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  // Astro bundles the packages that are named here; others meet a Node that knows no `astro:`.
  const { astro, '@astrojs/starlight': starlight } = devDependencies;
  write(
    'package.json',
    JSON.stringify({
      private: true,
      type: 'module',
      scripts: { build: 'astro build' },
      dependencies: { astro, '@astrojs/starlight': starlight },
    }),
  );
  return {
    folder,
    dist: join(folder, 'dist'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
