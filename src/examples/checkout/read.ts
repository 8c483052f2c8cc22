import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withoutRegions } from '../../fences/example.ts';
import type { Example, ExampleFile } from '../example.ts';
import { describe } from './describe.ts';
import { ignoredIn } from './ignored.ts';

/** What serves the rehearsals of the handbook, and no repository of a reader. */
const ours = new Set(['default', 'rehearsal.json']);

/** The names of all examples: the folders below `examples/` that have a Blueprint. */
export function exampleNames(root: string): string[] {
  const folder = join(root, 'examples');
  return readdirSync(folder)
    .filter((name) => statSync(join(folder, name, 'render.yaml'), { throwIfNoEntry: false }))
    .sort();
}

/** All examples of a checkout. */
export function readExamples(root: string): Example[] {
  return exampleNames(root).map((name) => readExample(root, name));
}

/**
 * An example as a repository of its own holds it: without what git ignores, without what only the
 * handbook needs, and without the comments by which its pages find their pieces.
 *
 * @param root the checkout
 * @param name the folder below `examples/`
 */
export function readExample(root: string, name: string): Example {
  const folder = `examples/${name}`;
  const isIgnored = ignoredIn(root);
  const files: ExampleFile[] = [];
  const visit = (below: string) => {
    for (const entry of readdirSync(join(root, folder, below), { withFileTypes: true })) {
      const path = `${below}${entry.name}`;
      if (ours.has(path) || entry.name === '.git') continue;
      if (isIgnored(`${folder}/${path}${entry.isDirectory() ? '/' : ''}`)) continue;
      if (entry.isDirectory()) visit(`${path}/`);
      else if (entry.isFile()) files.push(readFile(join(root, folder), path));
      else
        throw new Error(`${folder}/${path} is neither a file nor a folder. Expected one of them.`);
    }
  };
  visit('');
  return {
    name,
    ...describe((path) => {
      const file = join(root, folder, path);
      return statSync(file, { throwIfNoEntry: false }) && readFileSync(file, 'utf8');
    }),
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function readFile(folder: string, path: string): ExampleFile {
  const file = join(folder, path);
  const content = readFileSync(file);
  return {
    path,
    content: isUtf8(content) ? Buffer.from(withoutRegions(content.toString('utf8'))) : content,
    isExecutable: (statSync(file).mode & 0o111) !== 0,
  };
}
