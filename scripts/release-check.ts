/**
 * Says whether this checkout may be released under a tag: the version, and what npm's provenance needs.
 *
 *   node scripts/release-check.ts TAG
 *
 * Exit codes: 0 yes, 1 no, 2 usage.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What of package.json a release depends on. */
export interface Manifest {
  version: string;
  private?: boolean;
  repository?: { type?: string; url?: string };
}

/**
 * What keeps a release back, each with what to do.
 *
 * @param tag such as `v1.2.3`
 * @param repository `owner/name`, as GitHub calls the repository that builds it
 */
export function obstacles(manifest: Manifest, tag: string, repository: string): string[] {
  const { version } = manifest;
  const url = `git+https://github.com/${repository}.git`;
  return [
    ...(tag === `v${version}`
      ? []
      : [
          `The tag is \`${tag}\`, and package.json says version \`${version}\`. Tag \`v${version}\`, or run \`npm version\` first, which changes both.`,
        ]),
    ...(manifest.private
      ? [
          'package.json says `"private": true`, so npm publishes nothing. Its owner takes that line out once the package shall be public; CONTRIBUTING.md, “Release”, has what else is needed then.',
        ]
      : []),
    ...(manifest.repository?.url === url
      ? []
      : [
          `package.json says repository \`${manifest.repository?.url ?? 'nothing'}\`, and npm compares it with who builds: write "repository": { "type": "git", "url": "${url}" }.`,
        ]),
  ];
}

if (import.meta.main) {
  const [tag, ...more] = process.argv.slice(2);
  if (tag === undefined || more.length > 0) {
    console.error('usage: npm run release:check -- TAG');
    process.exitCode = 2;
  } else {
    const manifest = JSON.parse(
      readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'),
    ) as Manifest;
    const found = obstacles(
      manifest,
      tag,
      process.env['GITHUB_REPOSITORY'] ?? 'OWNER/render-workers',
    );
    for (const line of found) console.error(line);
    console.log(`release ${tag}: ${found.length === 0 ? 'may go' : `${found.length} in the way`}`);
    process.exitCode = found.length === 0 ? 0 : 1;
  }
}
