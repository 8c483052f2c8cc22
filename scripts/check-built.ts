/**
 * Checks the built site: every link, image, script and anchor of a page leads somewhere, and the policy in
 * render.yaml names each inline script of the pages and allows nothing else.
 *
 *   node scripts/check-built.ts [--write]
 *
 * --write  put the hashes of the site's inline scripts into render.yaml
 *
 * Exit codes: 0 clean, 1 findings, 2 nothing built.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedHeaders } from '../src/headers.ts';
import { brokenLinks } from './built/links.ts';
import { readBuilt } from './built/pages.ts';
import { checkPolicy, withHashes } from './built/policy.ts';

function main(): number {
  const root = join(import.meta.dirname, '..');
  const dist = join(root, 'dist');
  if (!statSync(dist, { throwIfNoEntry: false })?.isDirectory()) {
    console.error(`There is no ${dist}. Build the site first: npm run build`);
    return 2;
  }
  const pages = readBuilt(dist);
  const { links, broken } = brokenLinks(dist, pages);
  for (const line of broken) console.error(line);
  if (broken.length > 0) {
    console.error(
      'Change each link in the page or component that has it, or give its target that name; `git grep` finds it, and `npm run build` tries again.',
    );
  }

  const check = () => checkPolicy(pages, publishedHeaders(root)['Content-Security-Policy']);
  if (process.argv.includes('--write')) {
    const blueprint = join(root, 'render.yaml');
    writeFileSync(blueprint, withHashes(readFileSync(blueprint, 'utf8'), check().hashes));
  }
  const { problems, hashes } = check();
  for (const line of problems) console.error(line);
  if (problems.length > 0) {
    console.error('If the scripts are right: node scripts/check-built.ts --write');
  }

  console.log(`links: ${pages.size} pages, ${links} internal links, ${broken.length} broken`);
  console.log(`policy: ${hashes.length} inline scripts, ${problems.length} problems`);
  return broken.length + problems.length === 0 ? 0 : 1;
}

process.exitCode = main();
