import type { Example } from '../examples/example.ts';
import { pageOf } from '../examples/page.ts';

/**
 * The table of what a reader can download, in inline Markdown.
 *
 * @param hasPage whether the handbook has a page about an example
 */
export function exampleTable(
  examples: readonly Example[],
  hasPage: (example: string) => boolean,
): { head: readonly string[]; rows: string[][] } {
  return {
    head: ['Example', 'Language', 'Store', 'Download', 'Files'],
    rows: examples.map(({ name, framework, language, store, files }) => [
      hasPage(name) ? `[${framework}](/frameworks/${pageOf(name)}/)` : framework,
      language,
      store,
      `[${name}.zip](/examples/${name}.zip)`,
      String(files.length),
    ]),
  };
}
