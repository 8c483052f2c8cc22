/**
 * Checks every fence, every Blueprint and every example source of the project, that the evidence of each
 * example was measured on its files as they are, that the timeline of its page ends when its Blueprint
 * says, that the prose keeps to the house style, that the skills are what the pages make of them, and
 * that each external link is listed.
 *
 *   node scripts/check.ts [--write] [--require-all] [--root DIR]
 *   node scripts/check.ts --build [--root DIR]
 *   node scripts/check.ts --stale [--today YYYY-MM-DD]
 *
 * --build        only what no site may be built with: wrong Blueprints, pieces that differ from their example,
 *                stale evidence and wrong timelines
 * --write        refresh fences that show a piece of an example
 * --stale        list facts, evidence and sources that are past the day until which they are trusted
 * --require-all  a missing language parser is a failure (also: RENDER_WORKERS_REQUIRE=all)
 *
 * Exit codes: 0 clean, 1 findings, 2 usage, 3 a fault of the checker.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkBlueprint, formatFinding, type Printable } from '../src/blueprint/index.ts';
import { checkFences, type Stale } from '../src/fences/check.ts';
import { coverageOf, type MarkdownFile, readMarkdown } from '../src/fences/coverage.ts';
import { findBlueprints } from '../src/fences/files.ts';
import { checkTimelines } from '../src/fences/timelines.ts';
import { refresh } from '../src/fences/write.ts';
import { staleEvidence } from '../src/rehearsal/evidence.ts';
import { remediesFor } from './remedies.ts';

async function main(): Promise<number> {
  let options: {
    write?: boolean;
    'require-all'?: boolean;
    root?: string;
    build?: boolean;
    stale?: boolean;
    today?: string;
  };
  try {
    options = parseArgs({
      options: {
        write: { type: 'boolean' },
        'require-all': { type: 'boolean' },
        root: { type: 'string' },
        build: { type: 'boolean' },
        stale: { type: 'boolean' },
        today: { type: 'string' },
      },
    }).values;
    if (options.today !== undefined && !/^\d{4}-\d\d-\d\d$/.test(options.today)) {
      throw new Error(`--today is \`${options.today}\`. Expected a day, such as 2026-12-31.`);
    }
  } catch (error) {
    console.error(
      `${(error as Error).message}\nusage: npm run check -- [--write] [--require-all] | --build | --stale [--today YYYY-MM-DD]`,
    );
    return 2;
  }
  const root = options.root ?? join(import.meta.dirname, '..');
  if (options.stale) {
    const today = options.today ?? new Date().toISOString().slice(0, 10);
    const { formatStale, staleFacts } = await import('./stale.ts');
    const facts = staleFacts(root, today);
    console.log(formatStale(facts, today));
    return facts.length === 0 ? 0 : 1;
  }
  const requireAll = options['require-all'] ?? process.env['RENDER_WORKERS_REQUIRE'] === 'all';

  const isBuild = options.build ?? false;
  const outdated: Stale[] = [];
  const files = readMarkdown(root, { isBuilt: isBuild });
  const report = await checkFences(root, files, {
    onStale: options.write ? (found) => outdated.push(found) : undefined,
    syntax: !isBuild,
  });
  for (const path of new Set(outdated.map(({ fence }) => fence.path))) {
    const file = join(root, path);
    const own = outdated.filter(({ fence }) => fence.path === path);
    writeFileSync(file, refresh(readFileSync(file, 'utf8'), own));
    console.log(`${path}: ${own.length} fence(s) refreshed from examples`);
  }

  const kinds = new Set<string>();
  const print = (finding: Printable, source: string) => {
    kinds.add(finding.rule);
    console.error(`${formatFinding(finding, source)}\n`);
  };
  const sourceOf = new Map(files.map(({ path, source }) => [path, source]));
  for (const finding of report.findings) print(finding, sourceOf.get(finding.path) ?? '');
  let count = report.findings.length;

  const blueprints = findBlueprints(root);
  for (const path of blueprints) {
    const source = readFileSync(join(root, path), 'utf8');
    // What a default form is warned about is what it shows.
    const isDefaultForm = /^examples\/[^/]+\/default\//.test(path);
    for (const diagnostic of checkBlueprint(source).diagnostics) {
      if (isDefaultForm && diagnostic.severity === 'warning') continue;
      print({ path, ...diagnostic }, source);
      count += 1;
    }
  }
  const ofTimelines = checkTimelines(files, (path) => {
    const file = join(root, 'examples', path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  });
  for (const finding of ofTimelines.findings) print(finding, sourceOf.get(finding.path) ?? '');
  count += ofTimelines.findings.length;

  const stale = staleEvidence(root);
  for (const message of stale) console.error(`${message} [evidence]\n`);
  count += stale.length;

  const others = isBuild ? undefined : await checkTheRest(root, files, print);
  count += others?.count ?? 0;

  const { fences, classes, languages } = coverageOf(files);
  const { unclassified, ...classed } = classes;
  console.log(`files ${files.length}, fences ${fences}`);
  console.log(`yaml: ${list(classed)}, unclassified ${unclassified}`);
  console.log(`other languages: ${list(languages)}`);
  if (!isBuild) console.log(`parsed: ${list(report.parsed)}`);
  console.log(`Blueprint files ${blueprints.length}: ${blueprints.join(', ')}`);
  console.log(`timelines held against their examples ${ofTimelines.timelines}`);
  for (const line of others?.lines ?? []) console.log(line);
  for (const { language, fences, command, install } of report.skipped) {
    console.log(
      `SKIPPED ${language}: ${fences} fences not parsed, no \`${command}\` here. Install it with: ${install}`,
    );
    if (requireAll) count += 1;
  }
  const remedies = remediesFor(kinds);
  if (remedies.length > 0) console.error(`What to do:\n${remedies.join('\n')}`);
  console.log(count === 0 ? 'check: no findings' : `check: ${count} finding(s)`);
  return count === 0 ? 0 : 1;
}

/**
 * Checks what a site can be built without: prose, the sources of the examples, skills and external links.
 *
 * @param print prints a finding of a file
 * @returns how many findings there are, and what was looked at
 */
async function checkTheRest(
  root: string,
  files: readonly MarkdownFile[],
  print: (finding: Printable, source: string) => void,
): Promise<{ count: number; lines: string[] }> {
  // A build does without them, and without the time that it takes to load them.
  const [{ lintProse }, { checkExampleSources }, { checkSkills }, links] = await Promise.all([
    import('../src/prose/lint.ts'),
    import('../src/fences/sources.ts'),
    import('../src/skills/check.ts'),
    import('./links/external.ts'),
  ]);
  let count = 0;
  // A file that is no Markdown has its finding already.
  for (const { path, source, tree } of files) {
    const prose = tree && isOurProse(path) ? lintProse(path, source, tree) : [];
    for (const finding of prose) print(finding, source);
    count += prose.length;
  }

  const sources = await checkExampleSources(root);
  for (const { finding, source } of sources.findings) print(finding, source);
  count += sources.findings.length;

  const ofSkills = checkSkills(root);
  for (const { path, line, message } of ofSkills)
    console.error(`${path}:${line} ${message} [skill]\n`);
  count += ofSkills.length;

  const listed = links.readList(root);
  const externals = links.externalLinks(root, files, listed);
  const unlisted = links.driftOf(listed, externals);
  for (const message of unlisted) console.error(`${message}\n`);
  count += unlisted.length;
  return {
    count,
    lines: [
      `example sources parsed ${sources.parsed}`,
      `external links listed ${externals.length}`,
    ],
  };
}

/** Skills are made from pages and from templates, which are read themselves. */
function isOurProse(path: string): boolean {
  return !path.startsWith('skills/');
}

function list(counts: Record<string, number>): string {
  const parts = Object.entries(counts).map(([name, number]) => `${name} ${number}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

process.exitCode = await main().catch((error: unknown) => {
  console.error('The checker itself failed; this is a bug in it.', error);
  return 3;
});
