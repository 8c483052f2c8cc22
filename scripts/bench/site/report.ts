import type { machineOf } from '../machine.ts';
import { type BuildTimes, buildLimit, middle, type Took } from './build.ts';
import { judge, kB, ratio, seconds, table } from './format.ts';
import { FENCES } from './generate.ts';
import { growthLimit, growthOf, leastOf, type Size, stepsOf } from './growth.ts';
import { type Audit, ofSpeed } from './lighthouse.ts';
import { type SearchTimes, searchLimit } from './search.ts';
import type { Host } from './slowdown.ts';
import { notArticles, type PageWeight, summarize, weightLimit } from './weight.ts';

/** All that one run measured; a part that was not run is not there. */
export interface SiteReport {
  date: string;
  command: string;
  machine: ReturnType<typeof machineOf>;
  versions: Record<string, string>;
  pages: number;
  weights?: PageWeight[];
  build?: BuildTimes;
  growth?: { inSidebar: boolean; rounds: number; sizes: Size[] };
  lighthouse?: Record<'ours' | 'plain', { version: string; audits: Audit[] }> & {
    host: Host;
    /** How often each page was loaded. */
    runs: number;
  };
  search?: SearchTimes[];
}

/** A part of the table, and whether each of its targets is met. */
interface Chapter {
  text: string;
  met: Record<string, boolean>;
}

/** The table, the same as data, and whether every target that was measured is met. */
export function renderSite(report: SiteReport): { text: string; data: object; isMet: boolean } {
  const { date, command, machine, versions, pages } = report;
  const chapters = [
    report.weights && weightChapter(report.weights),
    report.build && buildChapter(report.build),
    report.growth && growthChapter(report.growth),
    report.lighthouse && lighthouseChapter(report.lighthouse),
    report.search && searchChapter(report.search),
  ].filter((chapter) => chapter !== undefined);
  const met = Object.assign({}, ...chapters.map((chapter) => chapter.met)) as Chapter['met'];
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const head = `# The site's weight and speed

Written by \`${command.trim()}\`. Measured on ${date}, both sides in one run: the ${pages} pages of the handbook, and plain Starlight with its defaults on their Markdown. ${named.join(', ')}; Node.js ${machine.node}, ${machine.cores} cores (${machine.cpu}), ${machine.memoryGB} GB, ${machine.platform}.
`;
  return {
    text: [head, ...chapters.map(({ text }) => text)].join('\n'),
    data: { ...report, met },
    isMet: !Object.values(met).includes(false),
  };
}

function weightChapter(weights: readonly PageWeight[]): Chapter {
  const { articles, others, median, worst, tooHeavy } = summarize(weights);
  const isMet = tooHeavy.length === 0;
  const row = ({ address, ours, plain, ratio: own }: PageWeight, what = '') => [
    `\`${address}\`${what}`,
    kB(ours),
    kB(plain),
    ratio(own),
  ];
  const middle = articles[articles.length >> 1];
  const rows = [
    ...articles.slice(0, 5).map((page) => row(page)),
    ...(middle ? [row(middle, ', in the middle')] : []),
    ...articles.slice(-1).map((page) => row(page, ', the lightest')),
    ...others.map((page) => row(page, `: ${notArticles[page.address]}`)),
  ];
  return {
    met: { weight: isMet },
    text: `## First visit

HTML, CSS, scripts, pictures and fonts that Chromium asks for before anybody touches the page, each with brotli 11. Of ${articles.length} articles the median is ${ratio(median)} times plain Starlight, the heaviest ${ratio(worst)}; target at most ${weightLimit}: ${judge(isMet)}. Plain Starlight's search loads its box on every page, which is in its weight.

${table(['Page', 'Handbook', 'Plain Starlight', 'Ratio'], rows)}
`,
  };
}

function buildChapter({ rounds, cold, warm }: BuildTimes): Chapter {
  const of = (name: string, { ours, plain }: { ours: Took; plain: Took }) => [
    name,
    seconds(ours.wall),
    seconds(plain.wall),
    ratio(ours.wall / plain.wall),
    seconds(ours.cpu),
    seconds(plain.cpu),
  ];
  const isMet = cold.ours.wall / cold.plain.wall <= buildLimit;
  const room = buildLimit * cold.plain.wall - cold.ours.wall;
  return {
    met: { build: isMet },
    text: `## Build

\`npm run build\` on both sides, medians of ${rounds} rounds in turns. Ours checks every Blueprint, link and the policy, draws the cards and indexes for search as well. Target of a first build, which each deploy and each run of CI makes: at most ${buildLimit} times: ${judge(isMet)}; ${room >= 0 ? `${seconds(room)} are left` : `${seconds(-room)} too much`}. A build after another has no target: Astro keeps what it made of Markdown, and compiles MDX, which two thirds of our pages are and none of plain Starlight's, each time.

${table(['Build', 'Handbook', 'Plain Starlight', 'Ratio', 'Processor', 'Plain'], [of('First, as after `npm ci`', cold), of('Again', warm)])}
`,
  };
}

function growthChapter({ inSidebar, rounds, sizes }: NonNullable<SiteReport['growth']>): Chapter {
  const steps = stepsOf(sizes, leastOf);
  const byMedians = stepsOf(sizes, (builds) => middle(builds).cpu);
  const ms = (value: number) => `${(value * 1000).toFixed(0)} ms`;
  const spread = (builds: readonly Took[]) => {
    const most = Math.max(...builds.map(({ cpu }) => cpu));
    return `${leastOf(builds).toFixed(1)} to ${seconds(most)}`;
  };
  const growth = growthOf(steps, 'ours');
  const isMet = growth <= growthLimit;
  return {
    met: { growth: isMet },
    text: `## Growth

First builds, ${rounds} rounds in turns, with generated pages of ${FENCES} fences each beside those of the handbook; ${inSidebar ? 'they stand in the sidebar, which Starlight writes into every page' : 'they stand in no sidebar, which Starlight would write into every page'}. Wall-clock times are medians, the processor time is the least to the most of the rounds.

${table(
  [
    'Generated pages',
    'Fences',
    'Handbook',
    'Plain Starlight',
    'Ratio',
    'Processor time',
    'Of plain Starlight',
  ],
  sizes.map(({ pages, ours, plain }) => {
    const wall = { ours: middle(ours).wall, plain: middle(plain).wall };
    return [
      String(pages),
      String(pages * FENCES),
      seconds(wall.ours),
      seconds(wall.plain),
      ratio(wall.ours / wall.plain),
      spread(ours),
      spread(plain),
    ];
  }),
)}

${table(
  ['Processor time of each page more', 'Handbook', 'Plain Starlight'],
  steps.map(({ from, to, ours, plain }) => [`from ${from} to ${to}`, ms(ours), ms(plain)]),
)}

That is between the least of each size, for other work on the machine only ever adds. The last is ${ratio(growth)} times the first, with plain Starlight ${ratio(growthOf(steps, 'plain'))}; target at most ${growthLimit}: ${judge(isMet)}. Between the medians it would be ${ratio(growthOf(byMedians, 'ours'))} and ${ratio(growthOf(byMedians, 'plain'))}.
`,
  };
}

function lighthouseChapter(found: NonNullable<SiteReport['lighthouse']>): Chapter {
  const { version, audits } = found.ours;
  const { benchmarkIndex, slowdown } = found.host;
  const names = Object.keys(audits[0]?.scores ?? {});
  const row = (name: string, { scores, shift }: Audit) => [
    name,
    ...names.map((category) => String(scores[category] ?? 'none')),
    shift.toFixed(3),
  ];
  const isFull = (category: string) => audits.every(({ scores }) => scores[category] === 100);
  const met = Object.fromEntries(names.map((name) => [`lighthouse ${name}`, isFull(name)]));
  met['layout shift'] = audits.every(({ shift }) => shift === 0);
  const failed = audits.flatMap(({ address, failed }) =>
    Object.entries(failed).flatMap(([category, list]) =>
      category === ofSpeed ? [] : list.map((what) => `- \`${address}\`, ${category}: ${what}`),
    ),
  );
  return {
    met,
    text: `## Lighthouse

Lighthouse ${version}, mobile profile, served on loopback with the published headers and brotli. Its phone is a fast desktop (BenchmarkIndex 1,533) slowed down 4 times; this machine, with an index of ${benchmarkIndex}, is slowed down ${slowdown} times to be the same phone, as Lighthouse's page on throttling has it. Medians of ${found.runs} runs. Target 100 in every category, and no layout shift: ${judge(!Object.values(met).includes(false))}.

${table(
  ['Page', ...names, 'Layout shift'],
  [
    ...audits.map((audit) => row(`\`${audit.address}\``, audit)),
    ...found.plain.audits.map((audit) => row(`plain Starlight, \`${audit.address}\``, audit)),
  ],
)}
${failed.length > 0 ? `\n${failed.join('\n')}\n` : ''}`,
  };
}

function searchChapter(times: readonly SearchTimes[]): Chapter {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  const isMet = times.every(({ slowdown, p95 }) => slowdown > 1 || p95 <= searchLimit);
  return {
    met: { search: isMet },
    text: `## Search

From a query in the box to results that are laid out, its index being loaded. Target 95 % within ${searchLimit} ms on the machine as it is: ${judge(isMet)}.

${table(
  ['Queries', 'Median', '95 % within', 'Slowest'],
  times.map(({ queries, slowdown, median, p95, worst }) => [
    `${queries}${slowdown > 1 ? `, processor ${slowdown} times slower` : ''}`,
    ms(median),
    ms(p95),
    ms(worst),
  ]),
)}
`,
  };
}
