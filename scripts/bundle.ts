/**
 * Keeps the command as one bundle under `node_modules/.cache`, made anew when a source has changed.
 * Node takes longer to find and link a hundred modules than to check a Blueprint with them.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folders = [
  'src/blueprint',
  'src/cli',
  'src/examples',
  'src/fences',
  'src/rehearsal',
  'src/topology',
];

/**
 * The module to run, made if need be: the bundle, or the source itself where none can be made.
 *
 * @param root the checkout
 */
export async function bundleOf(root: string): Promise<URL> {
  const cache = join(root, 'node_modules/.cache/render-workers');
  const folder = join(cache, stateOf(root));
  const entry = join(folder, 'main.js');
  if (!existsSync(entry)) {
    try {
      await make(root, cache, folder);
    } catch {
      // A cache is no reason to fail: the checkout may be read-only, or half installed.
      return pathToFileURL(join(root, 'src/cli/main.ts'));
    }
  }
  return pathToFileURL(entry);
}

/** A name for what the bundle is made of: how many sources there are, how long, and how new. */
function stateOf(root: string): string {
  let count = 0;
  let bytes = 0;
  let written = 0;
  const add = (path: string) => {
    const { mtimeMs, size } = statSync(path);
    count += 1;
    bytes += size;
    written += mtimeMs;
  };
  const visit = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else add(path);
    }
  };
  for (const folder of folders) visit(join(root, folder));
  add(join(root, 'package-lock.json'));
  add(import.meta.filename);
  return `${count}-${bytes}-${written}`;
}

async function make(root: string, cache: string, folder: string): Promise<void> {
  const { build } = await import('esbuild');
  mkdirSync(cache, { recursive: true });
  // What another process is making stays.
  const old = readdirSync(cache).filter((name) => !name.startsWith('new-'));
  const work = mkdtempSync(join(cache, 'new-'));
  await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts'],
    outdir: work,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    keepNames: true,
    // Some libraries are CommonJS and ask for Node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'silent',
  });
  try {
    renameSync(work, folder);
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    // Another process was first.
    if (!existsSync(folder)) throw error;
  }
  for (const name of old) rmSync(join(cache, name), { recursive: true, force: true });
}
