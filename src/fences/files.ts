import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that hold no writing of ours. */
const skipped = new Set(['node_modules', 'dist', 'deps', '_build', 'target', 'fixtures']);

/** Every file below a folder, relative to `root`, sorted; none if the folder is not there. */
export function filesBelow(root: string, folder: string): string[] {
  const found: string[] = [];
  const visit = (relative: string) => {
    for (const entry of readdirSync(join(root, relative), { withFileTypes: true })) {
      const path = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name) && !entry.name.startsWith('.')) visit(path);
      } else found.push(path);
    }
  };
  if (statSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory()) visit(folder);
  return found.sort();
}

/** The Markdown of a project: its pages, skills and example READMEs, and the files at its root. */
export function findMarkdown(root: string): string[] {
  const isMarkdown = (path: string) => /\.mdx?$/.test(path);
  const atRoot = readdirSync(root).filter(isMarkdown).sort();
  const below = ['src/content', 'examples', 'skills'].flatMap((folder) => filesBelow(root, folder));
  return [...atRoot, ...below.filter(isMarkdown)];
}

/** The Blueprints of a project: its own, and one for each example. */
export function findBlueprints(root: string): string[] {
  const own = statSync(join(root, 'render.yaml'), { throwIfNoEntry: false }) ? ['render.yaml'] : [];
  return [...own, ...filesBelow(root, 'examples').filter((path) => path.endsWith('/render.yaml'))];
}
