/**
 * Measures the site beside what plain Starlight makes of the same Markdown: what a first visit of each page
 * loads, how long a build takes, how that grows with the pages, what Lighthouse says, and how fast the search
 * box answers.
 *
 *   node scripts/bench/site.ts [PART…] [--rounds N] [--audits N] [--pages N,N,…] [--sidebar] [--write]
 *
 * PART       weight, build, growth, lighthouse or search; all of them without one. They read dist/
 * --rounds   how often each build is repeated, in turns (default 3)
 * --audits   how often Lighthouse is run on a page; the median counts, and it advises 5 (default 5)
 * --pages    the numbers of generated pages, from the least in even steps (default 100,550,1000)
 * --sidebar  put the generated pages into the sidebar, which Starlight writes into every page
 * --write    keep the table in bench/site.md and bench/site.json; needs all parts
 *
 * Exit codes: 0 measured, 1 a target is missed, 2 usage or something is missing.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { publishedHeaders } from '../../src/headers.ts';
import { launchBrowser } from '../../tests/site/browser.ts';
import { machineOf } from './machine.ts';
import { buildIn, measureBuilds } from './site/build.ts';
import { measureGrowth } from './site/growth.ts';
import { audit, measureHost } from './site/lighthouse.ts';
import { addressesOf, makePlain, plainPages } from './site/plain.ts';
import { renderSite, type SiteReport } from './site/report.ts';
import { sample } from './site/sample.ts';
import { timeSearch } from './site/search.ts';
import { serve } from './site/serve.ts';
import { weigh } from './site/weight.ts';

const root = join(import.meta.dirname, '../..');
const dist = join(root, 'dist');
const parts = ['weight', 'build', 'growth', 'lighthouse', 'search'] as const;
type Part = (typeof parts)[number];

/** How often a phone of Lighthouse's mobile profile is slower than the machine. */
const PHONE = 4;

interface Options {
  chosen: ReadonlySet<Part>;
  rounds: number;
  audits: number;
  sizes: number[];
  sidebar: boolean;
  write: boolean;
  command: string;
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '3' },
      audits: { type: 'string', default: '5' },
      pages: { type: 'string', default: '100,550,1000' },
      sidebar: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  });
  for (const name of positionals) {
    if (!parts.includes(name as Part)) throw new Error(`There is no part \`${name}\`.`);
  }
  const sizes = values.pages.split(',').map(Number);
  if (sizes.length < 2 || sizes.some((size, at) => !(size > (sizes[at - 1] ?? -1)))) {
    throw new Error(`--pages is \`${values.pages}\`. Expected growing numbers, such as 100,300.`);
  }
  for (const name of ['rounds', 'audits'] as const) {
    if (!/^[1-9]\d*$/.test(values[name])) throw new Error(`--${name} is \`${values[name]}\`.`);
  }
  if (values.write && positionals.length > 0) {
    throw new Error('--write keeps all parts of one run. Name none.');
  }
  return {
    chosen: new Set(positionals.length === 0 ? parts : (positionals as Part[])),
    rounds: Number(values.rounds),
    audits: Number(values.audits),
    sizes,
    sidebar: values.sidebar,
    write: values.write,
    command: `npm run bench:site -- ${args.join(' ')}`,
  };
}

async function main(): Promise<number> {
  let options: Options;
  try {
    options = readOptions(process.argv.slice(2));
    if (!existsSync(join(dist, 'index.html')))
      throw new Error('Build the site first: npm run build');
  } catch (error) {
    console.error(
      `${(error as Error).message}\nusage: npm run bench:site -- [${parts.join(' | ')}]… [--rounds N] [--audits N] [--pages N,N,…] [--sidebar] [--write]`,
    );
    return 2;
  }
  const { chosen, rounds, audits, sizes, sidebar } = options;
  const browser = await launchBrowser();
  if (!browser) {
    console.error('There is no browser. Install it: apt-get install chromium');
    return 2;
  }
  const pages = plainPages(dist);
  const plain = makePlain(root, pages);
  const report: SiteReport = {
    date: new Date().toISOString().slice(0, 10),
    command: options.command,
    machine: machineOf(),
    versions: versionsOf(),
    pages: pages.length,
  };
  try {
    // Builds make dist/ anew, which the other parts read.
    if (chosen.has('build')) report.build = measureBuilds(root, plain, rounds);
    else if (chosen.has('weight') || chosen.has('lighthouse')) buildIn(plain.folder);
    const ours = await serve(dist, (path) => publishedHeaders(root, path));
    const other = await serve(plain.dist);
    try {
      if (chosen.has('weight')) {
        report.weights = await weigh(browser, ours, other, addressesOf(pages));
      }
      if (chosen.has('search')) {
        const queries = queriesOf();
        report.search = [
          await timeSearch(browser, ours, queries, 1),
          await timeSearch(browser, ours, queries, PHONE),
        ];
      }
      if (chosen.has('lighthouse')) {
        const host = await measureHost(ours);
        report.lighthouse = {
          host,
          runs: audits,
          ours: await audit(ours, sample, audits, host),
          plain: await audit(other, ['/frameworks/celery/'], audits, host),
        };
      }
    } finally {
      ours.close();
      other.close();
    }
    if (chosen.has('growth')) {
      report.growth = {
        inSidebar: sidebar,
        rounds,
        sizes: measureGrowth(root, pages, sizes, sidebar, rounds),
      };
    }
  } finally {
    plain.remove();
    await browser.close();
  }
  const { text, data, isMet } = renderSite(report);
  process.stdout.write(text);
  if (options.write) {
    writeFileSync(join(root, 'bench/site.md'), text);
    writeFileSync(join(root, 'bench/site.json'), `${JSON.stringify(data, null, 2)}\n`);
  }
  return isMet ? 0 : 1;
}

function queriesOf(): string[] {
  const all = JSON.parse(readFileSync(join(root, 'tests/queries.json'), 'utf8')) as {
    query: string;
  }[];
  return all.map(({ query }) => query);
}

function versionsOf(): Record<string, string> {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return Object.fromEntries(
    ['astro', '@astrojs/starlight', 'lighthouse'].map((name) => [
      name,
      devDependencies[name] ?? '',
    ]),
  );
}

process.exitCode = await main();
