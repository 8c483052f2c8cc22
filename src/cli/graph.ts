import { readFileSync } from 'node:fs';
import { conceal } from '../blueprint/formats/conceal.ts';
import type { FileReport } from '../blueprint/formats/report.ts';
import { checkBlueprint, parseBlueprint } from '../blueprint/index.ts';
import { topologyText } from '../topology/text.ts';
import { readTopology, type Topology } from '../topology/topology.ts';
import type { GraphArguments } from './graph-options.ts';
import { type Input, readInputs } from './inputs.ts';
import { print } from './print.ts';
import { UsageError } from './usage-error.ts';

interface Read {
  path: string;
  topology: Topology;
}

/**
 * The command `graph`: what Blueprints wire, in words, as JSON or as a picture.
 *
 * @param root the folder of this package, with a slash at the end
 * @returns the exit code: 0, or 1 if a file is no YAML
 * @throws {UsageError} if a file cannot be read, or cannot be drawn as it is asked
 */
export async function graph({ paths, form }: GraphArguments, root: URL): Promise<number> {
  const read: Read[] = [];
  const broken: FileReport[] = [];
  for (const input of readInputs(paths, 'graph')) {
    const { tree, diagnostics } = parseBlueprint(input.text);
    if (diagnostics.length > 0) broken.push(reportOf(input));
    else read.push({ path: input.path, topology: readTopology(tree) });
  }
  if (form === 'svg' && read.length + broken.length > 1) {
    throw new UsageError(`--svg draws one file; ${read.length + broken.length} are given.`);
  }
  if (form === 'json') process.stdout.write(`${JSON.stringify(jsonOf(read), null, 2)}\n`);
  else if (form === 'text') process.stdout.write(textOf(read, read.length + broken.length > 1));
  else for (const each of read) process.stdout.write(await svgOf(each, root));
  if (broken.length === 0) return 0;
  // What reads JSON or a picture from standard output gets nothing else there.
  await print(broken, 'pretty', form === 'text' ? process.stdout : process.stderr, root);
  return 1;
}

/** What `check` says of a file that is no YAML. */
function reportOf({ path, text }: Input): FileReport {
  const { schema, diagnostics } = checkBlueprint(text);
  const printable = conceal(text, diagnostics);
  return { path, source: text, printable, schema, diagnostics, fixed: [] };
}

function jsonOf(read: readonly Read[]): { files: ({ path: string } & Topology)[] } {
  return { files: read.map(({ path, topology }) => ({ path, ...topology })) };
}

function textOf(read: readonly Read[], isNamed: boolean): string {
  const parts = read.map(({ path, topology }) => {
    const text = topologyText(topology);
    return isNamed ? `${path}\n${text.replace(/^/gm, '  ')}\n` : `${text}\n`;
  });
  return parts.join('\n');
}

async function svgOf({ path, topology }: Read, root: URL): Promise<string> {
  // The layout's library takes longer to load than all else together.
  const { topologySvg, whyNotDrawn } = await import('../topology/svg.ts');
  const refusal = whyNotDrawn(topology);
  if (refusal !== undefined) {
    throw new UsageError(`${path} is not drawn. ${refusal} Without --svg it comes in words.`);
  }
  const look = readFileSync(new URL('src/styles/topology.css', root), 'utf8');
  return `${topologySvg(topology, { id: 'wires', style: `${colours}${look}` })}\n`;
}

/** The site's colours, which a picture without a page around it has to bring. */
const colours = `svg {
  color-scheme: light dark;
  background: var(--sl-color-bg);
  --sl-color-bg: #fffefc;
  --sl-color-white: #1a1714;
  --sl-color-gray-2: #3b3530;
  --sl-color-gray-3: #534c45;
  --sl-color-gray-4: #8f877d;
  --sl-color-accent: #4935ba;
  --rw-live: #146354;
  --rw-drain: #834b06;
  --rw-kill: #941e17;
}

@media (prefers-color-scheme: dark) {
  svg {
    --sl-color-bg: #141210;
    --sl-color-white: #fbfaf7;
    --sl-color-gray-2: #d3cdc5;
    --sl-color-gray-3: #b3aba2;
    --sl-color-gray-4: #5f5850;
    --sl-color-accent: #9d8ff7;
    --rw-live: #4fbfa8;
    --rw-drain: #e0a63f;
    --rw-kill: #ff9188;
  }
}
`;
