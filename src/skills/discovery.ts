import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { cutFrontmatter } from '../fences/frontmatter.ts';
import { zipOf } from '../zip.ts';
import type { Skill } from './build.ts';

/** An entry of the index of Agent Skills Discovery 0.2.0. */
export interface DiscoveryEntry {
  name: string;
  type: 'skill-md' | 'archive';
  description: string;
  /** Relative to the index, so that it holds below any base path. */
  url: string;
  /** `sha256:` and the hash of the bytes that are served at `url`. */
  digest: string;
}

/** The identifier has to match byte for byte, or clients leave the index alone. */
export const discoverySchema = 'https://schemas.agentskills.io/discovery/0.2.0/schema.json';

/**
 * `/.well-known/agent-skills/index.json`: a skill of one file as it is, another as an archive.
 *
 * @see https://github.com/cloudflare/agent-skills-discovery-rfc
 */
export function discoveryIndex(skills: readonly Skill[]): {
  $schema: string;
  skills: DiscoveryEntry[];
} {
  return {
    $schema: discoverySchema,
    skills: sorted(skills).map((skill) => {
      const { name, files } = skill;
      const own = { name, description: descriptionOf(skill) };
      if (files.size === 1) {
        const main = Buffer.from(files.get('SKILL.md') ?? '');
        return { ...own, type: 'skill-md', url: `${name}/SKILL.md`, digest: digestOf(main) };
      }
      return { ...own, type: 'archive', url: `${name}.zip`, digest: digestOf(archiveOf(skill)) };
    }),
  };
}

/** `/.well-known/skills/index.json`, as version 0.1.0 has it; files lie beside it by skill. */
export function legacyIndex(skills: readonly Skill[]): {
  skills: { name: string; description: string; files: string[] }[];
} {
  return {
    skills: sorted(skills).map((skill) => ({
      name: skill.name,
      description: descriptionOf(skill),
      files: ['SKILL.md', ...[...skill.files.keys()].filter((file) => file !== 'SKILL.md').sort()],
    })),
  };
}

/** A skill as a zip: bare names at its root, sorted, the same bytes on each build. */
export function archiveOf({ files }: Skill): Uint8Array<ArrayBuffer> {
  const entries = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipOf(entries.map(([path, text]) => ({ path, content: new TextEncoder().encode(text) })));
}

/** `sha256:` and 64 hexadecimal digits. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function descriptionOf({ name, files }: Skill): string {
  const { yaml = '' } = cutFrontmatter(files.get('SKILL.md') ?? '');
  const { description } = parse(yaml) as { description?: string };
  if (!description) throw new Error(`skills/${name}/SKILL.md has no description`);
  return description;
}

function sorted(skills: readonly Skill[]): Skill[] {
  return [...skills].sort((a, b) => (a.name < b.name ? -1 : 1));
}
