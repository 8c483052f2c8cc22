import { readFileSync } from 'node:fs';
import { toPretty } from '../blueprint/formats/pretty.ts';
import { type CatalogEntry, catalog, checkBlueprint, docsUrl } from '../blueprint/index.ts';
import { didYouMean } from './options.ts';
import { paintOf, terminalOf } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/**
 * The command `rules`.
 *
 * @param root the folder of this package, with a slash at the end
 * @throws {UsageError} if there is no rule of that id
 */
export function rules(ids: readonly string[], root: URL): number {
  const [id, ...more] = ids;
  if (more.length > 0) {
    throw new UsageError(`\`rules\` explains one rule at a time; ${ids.length} are given.`);
  }
  process.stdout.write(id === undefined ? listing() : explanation(entryOf(id), root));
  return 0;
}

function entryOf(id: string): CatalogEntry {
  const entry = catalog.find((candidate) => candidate.id === id);
  if (entry) return entry;
  const ids = catalog.map((candidate) => candidate.id);
  throw new UsageError(
    `There is no rule \`${id}\`.${didYouMean(id, ids)} \`render-workers rules\` lists them.`,
  );
}

function listing(): string {
  const paint = paintOf(terminalOf(process.stdout));
  const width = Math.max(...catalog.map(({ id }) => id.length));
  const lines = catalog.map(({ id, severity, summary }) => {
    const name = paint.link(id, docsUrl(id)) ?? id;
    const color = severity === 'error' ? paint.error : paint.warning;
    const gap = ' '.repeat(width - id.length + 2);
    return `${name}${gap}${color(severity.padEnd(9))}${summary}`;
  });
  return `${lines.join('\n')}\n\n\`render-workers rules ID\` explains one with its examples.\n`;
}

function explanation({ id, severity, summary, why, sources }: CatalogEntry, root: URL): string {
  const terminal = terminalOf(process.stdout);
  const paint = paintOf(terminal);
  const color = severity === 'error' ? paint.error : paint.warning;
  const bad = example(id, 'bad', root);
  const { schema, diagnostics } = checkBlueprint(bad);
  const path = 'render.yaml';
  // The credentials of an example are none.
  const report = { path, source: bad, printable: bad, schema, diagnostics, fixed: [] };
  return [
    `${paint.path(id)} ${color(severity)}\n${summary}`,
    why,
    `${paint.path('Wrong')}\n${indent(bad)}`,
    indent(toPretty([report], terminal.width - 2, paint)),
    `${paint.path('Right')}\n${indent(example(id, 'good', root))}`,
    ...(sources.length > 0
      ? [
          `${paint.path('Sources')}\n${indent(
            sources
              .map(({ title, url, read }) => `${title}${url ? ` ${url}` : ''} (read ${read})`)
              .join('\n'),
          )}`,
        ]
      : []),
    `${paint.dim('docs:')} ${docsUrl(id)}\n`,
  ].join('\n\n');
}

/** The rule's own test case, which the package ships for this. */
function example(id: string, kind: 'bad' | 'good', root: URL): string {
  const file = new URL(`tests/fixtures/rules/${id}.${kind}.yaml`, root);
  return readFileSync(file, 'utf8');
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}
