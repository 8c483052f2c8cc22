/**
 * Builds the handbook if anything it is made of is newer than the last build, then serves it and
 * prints the address.
 *
 *   node scripts/start.ts [--port N] [--host ADDRESS]
 */
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4321' },
    host: { type: 'string', default: '127.0.0.1' },
  },
});

const inputs = [
  'src',
  'public',
  'examples',
  'scripts',
  'tests/fixtures',
  'astro.config.ts',
  'ec.config.mjs',
  'package-lock.json',
  'README.md',
  'CONTRIBUTING.md',
  'render.yaml',
];

function newest(path: string): number {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return 0;
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const built = statSync(join(root, 'dist', 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (inputs.some((input) => newest(join(root, input)) > built)) {
  const build = spawnSync('npm', ['run', 'build'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (build.status !== 0) process.exit(build.status ?? 3);
} else {
  console.log('dist/ is newer than its sources: not built again');
}

const server = spawn(
  process.execPath,
  [
    join(root, 'node_modules', 'astro', 'bin', 'astro.mjs'),
    'preview',
    '--port',
    values.port,
    '--host',
    values.host,
  ],
  // Astro would otherwise move the server to the background when it believes a program started it.
  { cwd: root, stdio: 'inherit', env: { ...process.env, ASTRO_PREVIEW_BACKGROUND: '0' } },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 0));
