/**
 * Compiles what the package ships into `lib/`: Node refuses to take the types out of TypeScript below
 * `node_modules`. npm runs it before `npm pack`.
 *
 * The libraries under `dependencies` are installed with the package. The Markdown parser is a hundred
 * packages, so it goes into the one module that uses it, with their licences beside it. The examples go
 * into one file, and what reads their folders stays out.
 *
 *   node scripts/prepack.ts
 */
import { spawnSync } from 'node:child_process';
import { globSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { readExamples } from '../src/examples/checkout/read.ts';
import { pack, packedPath } from '../src/examples/packed.ts';

const root = join(import.meta.dirname, '..');
const lib = join(root, 'lib');
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

rmSync(lib, { recursive: true, force: true });
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const compiled = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.package.json'], {
  cwd: root,
  stdio: 'inherit',
});
if (compiled.status !== 0) process.exit(compiled.status ?? 3);

const reader = join(lib, 'fences/read.js');
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: [reader],
  outfile: reader,
  allowOverwrite: true,
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  external: Object.keys(dependencies),
  minify: true,
  metafile: true,
  logLevel: 'warning',
});
writeFileSync(join(lib, 'fences/LICENSES.txt'), licencesOf(Object.keys(metafile.inputs)));

rmSync(join(lib, 'examples/checkout'), { recursive: true });
writeFileSync(join(root, packedPath), pack(readExamples(root)));

// Modules of types alone, what is bundled, and declarations that the exported ones do not name.
const needed = new Set<string>();
for (const entry of ['cli/main.js', 'blueprint/index.js', 'blueprint/index.d.ts']) {
  keep(join(lib, entry));
}
for (const path of globSync('**/*.{js,ts}', { cwd: lib })) {
  if (!needed.has(join(lib, path))) rmSync(join(lib, path));
}

/** Keeps a compiled module and all that it imports, now or later. */
function keep(path: string): void {
  if (needed.has(path)) return;
  needed.add(path);
  for (const { fileName } of ts.preProcessFile(readFileSync(path, 'utf8')).importedFiles) {
    // The reader of a checkout is imported where there is one.
    if (!fileName.startsWith('.') || fileName.includes('/checkout/')) continue;
    const target = path.endsWith('.d.ts') ? fileName.replace(/\.[jt]s$/, '.d.ts') : fileName;
    keep(join(dirname(path), target));
  }
}

/** The licence of each package that these files belong to. */
function licencesOf(files: string[]): string {
  const packages = new Set(
    files.flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  return [...packages]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(
        readFileSync(join(root, folder, 'package.json'), 'utf8'),
      ) as Record<string, string>;
      const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file ? readFileSync(join(root, folder, file), 'utf8').trim() : '';
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
