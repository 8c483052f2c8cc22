import { readFileSync } from 'node:fs';

/**
 * The version of this package.
 *
 * @param root its folder, with a slash at the end
 */
export function packageVersion(root: URL): string {
  const manifest = readFileSync(new URL('package.json', root), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
