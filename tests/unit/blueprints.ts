import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, Tree } from '../../src/blueprint/tree.ts';

const root = join(import.meta.dirname, '../..');

/** The Blueprints of this repository that have no finding: those of the examples and of the rules. */
export function goodBlueprints(): Map<string, string> {
  const examples = readdirSync(join(root, 'examples')).flatMap((name) => [
    `examples/${name}/render.yaml`,
    `examples/${name}/default/render.yaml`,
  ]);
  const fixtures = readdirSync(join(root, 'tests/fixtures/rules'))
    .filter((name) => name.endsWith('.good.yaml'))
    .map((name) => `tests/fixtures/rules/${name}`);
  const paths = [...examples, ...fixtures, 'render.yaml'].filter((path) =>
    statSync(join(root, path), { throwIfNoEntry: false }),
  );
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** A Blueprint with a field misspelt and a delay that is too long. */
export const bad = `services:
  - type: worker
    name: mail
    runtime: node
    region: oregon
    plan: 0.5c-512mb
    buildComand: npm ci
    startCommand: node worker.js
    maxShutdownDelaySeconds: 900
`;

/** Every entry of a tree, those in lists too. */
export function entriesOf(tree: Tree): Entry[] {
  if (tree.kind === 'scalar') return [];
  if (tree.kind === 'sequence') return tree.items.flatMap(entriesOf);
  return tree.entries.flatMap((entry) => [entry, ...entriesOf(entry.value)]);
}
