import { numberOf, type Printable, parseBlueprint, readModel } from '../blueprint/index.ts';
import type { MarkdownFile } from './coverage.ts';
import type { MarkdownNode } from './fence.ts';

/**
 * The deploy timelines of the frameworks' pages that end at another second than the worker of the page's
 * example does.
 *
 * @param readExample the text of a file under `examples/`, or undefined if there is none
 * @returns what does not fit, and how many timelines were read
 */
export function checkTimelines(
  files: readonly MarkdownFile[],
  readExample: (path: string) => string | undefined,
): { timelines: number; findings: Printable[] } {
  const findings: Printable[] = [];
  let timelines = 0;
  for (const { path, tree } of files) {
    const [, name] = /^src\/content\/docs\/frameworks\/([\w-]+)\.mdx$/.exec(path) ?? [];
    const example = `${name}/render.yaml`;
    const text = name === undefined ? undefined : readExample(example);
    if (text === undefined || !tree) continue;
    for (const node of timelinesOf(tree)) {
      timelines += 1;
      const shown = delayOf(node);
      const said = delaysOf(text);
      if (said.length > 0 && said.every((delay) => delay === shown)) continue;
      const message = `The timeline ends ${shown} s after SIGTERM; \`maxShutdownDelaySeconds\` in \`examples/${example}\` is ${said.join(' and ') || 'not given'}.`;
      findings.push({ path, rule: 'timeline', message, range: rangeOf(node) });
    }
  }
  return { timelines, findings };
}

function timelinesOf(node: MarkdownNode): MarkdownNode[] {
  const below = (node.children ?? []).flatMap(timelinesOf);
  return node.name === 'ShutdownTimeline' ? [node, ...below] : below;
}

function delayOf({ attributes = [] }: MarkdownNode): number {
  const value = attributes.find(({ name }) => name === 'delay')?.value;
  return Number((value as { value?: string } | undefined)?.value);
}

/** What the workers of a Blueprint say. */
function delaysOf(text: string): (number | undefined)[] {
  const { tree } = parseBlueprint(text);
  if (!tree) return [];
  return readModel(tree)
    .services.filter(({ type }) => type === 'worker')
    .map(({ node }) => numberOf(node, 'maxShutdownDelaySeconds'));
}

function rangeOf({ position }: MarkdownNode): Printable['range'] {
  const { line, column } = position?.start ?? { line: 1, column: 1 };
  return { start: { line, column }, end: { line, column: column + 1 } };
}
