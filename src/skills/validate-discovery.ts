import { posix } from 'node:path';
import { unzipSync } from 'fflate';
import { digestOf, discoverySchema } from './discovery.ts';

const fields = ['name', 'type', 'description', 'url', 'digest'] as const;

/**
 * Holds a discovery index against the RFC, and against what clients drop without a word: a digest of other
 * bytes, an archive with `./` in its names.
 *
 * @param read what is served at a path relative to the index; undefined for nothing
 * @returns what is wrong, in sentences; empty if nothing is
 */
export function validateDiscovery(
  index: unknown,
  read: (path: string) => Uint8Array | undefined,
): string[] {
  const { $schema, skills } = (index ?? {}) as { $schema?: unknown; skills?: unknown };
  const found: string[] = [];
  if ($schema !== discoverySchema) {
    found.push(`\`$schema\` is \`${String($schema)}\`. Clients know only \`${discoverySchema}\`.`);
  }
  if (!Array.isArray(skills)) return [...found, '`skills` is no list.'];
  const names = new Set<string>();
  for (const entry of skills as Record<string, unknown>[]) {
    const missing = fields.filter((field) => typeof entry[field] !== 'string');
    if (missing.length > 0) {
      found.push(`An entry has no text in ${missing.join(', ')}; clients skip it.`);
      continue;
    }
    const { name, type, url, digest } = entry as Record<(typeof fields)[number], string>;
    const say = (what: string) => found.push(`\`${name}\`: ${what}`);
    if (names.has(name)) say('another entry has this name; clients take the first.');
    names.add(name);
    const bytes = read(url);
    if (!bytes) {
      say(`nothing is served at \`${url}\`.`);
      continue;
    }
    const own = digestOf(bytes);
    if (digest !== own)
      say(`its digest is \`${digest}\`, and what is served has \`${own}\`. Clients drop it.`);
    if (type === 'archive') archive(url, bytes).forEach(say);
    else if (type !== 'skill-md') say(`\`type: ${type}\` is neither skill-md nor archive.`);
  }
  return found;
}

function archive(url: string, bytes: Uint8Array): string[] {
  if (!url.endsWith('.zip')) return [`\`${url}\` is no .zip, which is what this project makes.`];
  let names: string[];
  try {
    names = Object.keys(unzipSync(bytes));
  } catch (error) {
    return [`\`${url}\` does not unpack: ${(error as Error).message}`];
  }
  const odd = names.filter(
    (name) => name.startsWith('/') || name.startsWith('..') || posix.normalize(name) !== name,
  );
  const found = odd.map(
    (name) => `the archive has \`${name}\`. Clients take only bare names, and drop the skill.`,
  );
  if (!names.includes('SKILL.md')) found.push('the archive has no SKILL.md at its root.');
  return found;
}
