/** Where Starlight's table of contents looks for what it observes. */
const search = /document\.querySelectorAll\(\[\s*`main :where\([^\]]*\]\.join\(\)\)/;

/**
 * Gives Starlight's table of contents a quick way to find what it observes: on pages of many files, its own
 * selector is the longest work of the whole visit.
 *
 * @throws during the build if the module has changed, and the way may no longer be wanted
 */
export function quickToc() {
  return {
    name: 'quick-toc',
    transform: {
      filter: { id: /\/TableOfContents\/starlight-toc\.(?:js|ts)$/ },
      handler(code: string) {
        if (!search.test(code)) {
          throw new Error(
            'quick-toc: Starlight looks for headings in another way now. If it is quick (look at the search for `toObserve` in its starlight-toc), delete src/plugins/quick-toc.ts and src/components/toc-targets.ts; if not, mend their pattern.',
          );
        }
        const targets = JSON.stringify('/src/components/toc-targets.ts');
        return {
          code: `import { tocTargets } from ${targets};\n${code.replace(search, 'tocTargets(this.tocHeadingSelector)')}`,
          map: null,
        };
      },
    },
  };
}
