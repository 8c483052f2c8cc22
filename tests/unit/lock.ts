import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './cli.ts';

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { dependencies?: Record<string, string> }>;
};

/** These packages and all that they depend on, by the lock file. */
export function closureOf(names: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {}).forEach(visit);
  };
  names.forEach(visit);
  return [...found];
}
