#!/usr/bin/env node
// Plain JavaScript that an old Node.js can read too: it decides which one runs the rest.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const source = new URL('src/cli/main.ts', root);
const compiled = new URL('lib/cli/main.js', root);
const args = process.argv.slice(2);

// Keeps compiled modules for the next run.
module.enableCompileCache?.();

/** Says why it cannot run, as wrong usage. */
function refuse(message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}

async function run(url) {
  const { main } = await import(url.href);
  process.exitCode = await main(args, root);
}

/** The Node.js that the checkout brings along, unless it is this one. */
function ownNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = fileURLToPath(new URL(`node_modules/node/bin/${name}`, root));
  return existsSync(path) && path !== process.execPath ? path : undefined;
}

// The package holds the compiled files only, the checkout the sources.
if (!existsSync(source)) {
  if (Number.parseInt(process.versions.node, 10) < 22) {
    refuse(
      `render-workers needs Node.js 22 or newer; this is ${process.versions.node}. See https://nodejs.org/en/download`,
    );
  } else if (existsSync(compiled)) await run(compiled);
  else {
    refuse(
      'This install lacks its compiled files. Install the tarball that `npm pack` makes in the checkout, not the repository itself.',
    );
  }
} else if (process.features.typescript) {
  const { bundleOf } = await import('../scripts/bundle.ts');
  // What is measured are lines of the sources, and a bundle has none of them.
  await run(process.env.NODE_V8_COVERAGE ? source : await bundleOf(fileURLToPath(root)));
} else {
  const node = ownNode();
  if (node) {
    const { spawnSync } = await import('node:child_process');
    const { status, error } = spawnSync(node, [fileURLToPath(import.meta.url), ...args], {
      stdio: 'inherit',
    });
    if (error) throw error;
    process.exitCode = status ?? 3;
  } else {
    refuse(
      `Node.js ${process.versions.node} cannot run TypeScript. Run \`npm ci\` in the checkout, which brings one that can.`,
    );
  }
}
