/**
 * Lists the links that lead off the site, and visits them.
 *
 *   node scripts/external-links.ts list            write docs/external-links.json anew, from what is used
 *   node scripts/external-links.ts visit [--only TEXT]
 *
 * list   keeps the days on which links were seen; asks nobody
 * visit  asks each link's host, puts the day down for those that answer, prints a report as Markdown
 * --only the links that have this text in their address
 *
 * Exit codes: 0 clean, 1 links that are gone or do not answer, 2 usage or a list that is not up to date.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readMarkdown } from '../src/fences/coverage.ts';
import { driftOf, externalLinks, formatList, listPath, readList } from './links/external.ts';
import { isBroken, reportOf, withVisits } from './links/report.ts';
import { type VisitOptions, visitLinks } from './links/visit.ts';

const usage = 'usage: npm run links:list | npm run links:check -- [--only TEXT]';
const options: VisitOptions = { timeout: 20_000, retries: 2, pause: 1_000, hosts: 8 };

async function main(): Promise<number> {
  const root = join(import.meta.dirname, '..');
  let command: string | undefined;
  let only: string | undefined;
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { only: { type: 'string' } },
    });
    [command] = positionals;
    only = values.only;
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    return 2;
  }
  const listed = readList(root);
  const used = externalLinks(root, readMarkdown(root), listed);
  switch (command) {
    case 'list': {
      writeFileSync(join(root, listPath), formatList(used));
      console.log(`${listPath}: ${used.length} external links`);
      return 0;
    }
    case 'visit': {
      const drift = driftOf(listed, used);
      for (const line of drift) console.error(line);
      if (drift.length > 0) return 2;
      const chosen = used.filter(({ url }) => only === undefined || url.includes(only));
      const visits = await visitLinks(
        chosen.map(({ url }) => url),
        options,
      );
      console.log(reportOf(used, visits));
      const today = new Date().toISOString().slice(0, 10);
      writeFileSync(join(root, listPath), formatList(withVisits(used, visits, today)));
      return visits.some(isBroken) ? 1 : 0;
    }
    default:
      console.error(usage);
      return 2;
  }
}

process.exitCode = await main();
