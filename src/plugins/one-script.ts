import { basename } from 'node:path/posix';
import type { AstroIntegration } from 'astro';

/** The components that are drawn on every page, or on all but a few. */
const components = [
  'LanguageSelect',
  'MarkdownContent',
  'MobileTableOfContents',
  'Page',
  'PageActions',
  'PageFrame',
  'Search',
  'TableOfContents',
  'ThemeSelect',
];

/** How Astro names the scripts of a component. */
const script = new RegExp(
  `/components/(?:${components.join('|')})\\.astro\\?astro&type=script&index=\\d+&lang\\.ts$`,
);

/** What Astro has every page load. */
const page = 'astro:scripts/page.js';

/** What imports the scripts of all components, each under a name of its own. */
const all = '\0scripts-of-all-pages';
const within = '&within&';

/** The file of all that. */
const groupName = 'everywhere';

/** What Vite builds, by Astro's account. */
type Input = string | readonly string[] | Readonly<Record<string, string>>;

/** A file that Vite is about to write. */
interface Written {
  type: string;
  fileName: string;
  name?: string;
  facadeModuleId?: string | null;
  code?: string;
}

/**
 * Makes one file of the scripts that stand on every page. Astro writes one for each component, and the policy
 * allows none in the page itself; for a phone, ten requests are a quarter of a second until something is drawn.
 */
export function oneScript(): AstroIntegration {
  return {
    name: 'one-script',
    hooks: {
      'astro:config:setup'({ command, injectScript, updateConfig }) {
        if (command !== 'build') return;
        injectScript('page', `import '${all.slice(1)}';`);
        updateConfig({ vite: { plugins: [scriptsOfAllPages()] } });
      },
    },
  };
}

/** The part of {@link oneScript} that Vite runs. */
export function scriptsOfAllPages() {
  let scripts: string[] = [];
  const groups = [
    { name: groupName, test: (id: string) => [page, all].includes(id) || id.includes(within) },
  ];
  return {
    name: 'one-script',
    applyToEnvironment: ({ name }: { name: string }) => name === 'client',
    config: () => ({
      environments: {
        client: { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } },
      },
    }),
    options({ input = [] }: { input?: Input }) {
      const inputs = typeof input === 'string' ? [input] : Object.values(input);
      scripts = inputs.filter((id) => script.test(id));
    },
    resolveId(id: string) {
      return `\0${id}` === all ? all : undefined;
    },
    load: {
      // Before Astro, whose plugins stand first.
      order: 'pre' as const,
      handler(id: string) {
        if (id === all) {
          return scripts
            .map((each) => `import ${JSON.stringify(each.replace('&lang', `${within}lang`))};`)
            .join('\n');
        }
        // Astro leaves a script without code out of its page.
        return script.test(id) ? '' : undefined;
      },
    },
    generateBundle: {
      // After Vite has written into the files what each of them loads.
      order: 'post' as const,
      handler(_: unknown, bundle: Record<string, Written>) {
        joinEntry(bundle);
      },
    },
  };
}

/** Puts the code of all pages into the file that they ask for, and not into one which that asks for. */
function joinEntry(bundle: Record<string, Written>): void {
  const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
  const entry = chunks.find(({ facadeModuleId }) => facadeModuleId === page);
  const whole = chunks.find(({ name }) => name === groupName);
  if (!entry || !whole) throw new Error('one-script: there are no scripts of all pages.');
  const [from, to] = [basename(whole.fileName), basename(entry.fileName)];
  if (entry.code?.trim() !== `import"./${from}";`) {
    throw new Error(`one-script: ${to} has more in it than ${from}: ${entry.code}`);
  }
  entry.code = whole.code ?? '';
  delete bundle[whole.fileName];
  for (const chunk of chunks) {
    if (chunk.code?.includes(from)) chunk.code = chunk.code.replaceAll(from, to);
  }
}
