import assert from 'node:assert/strict';
import test from 'node:test';
import { middle, processorSeconds } from '../../scripts/bench/site/build.ts';
import { FENCES, generatePages } from '../../scripts/bench/site/generate.ts';
import { growthOf, leastOf, stepsOf } from '../../scripts/bench/site/growth.ts';
import { renderSite, type SiteReport } from '../../scripts/bench/site/report.ts';
import { slowdownFor } from '../../scripts/bench/site/slowdown.ts';
import { checkFences } from '../../src/fences/check.ts';
import { fencesIn } from '../../src/fences/fence.ts';
import { parseMarkdown } from '../../src/fences/markdown.ts';
import { publishedHeaders } from '../../src/headers.ts';

const root = `${import.meta.dirname}/../..`;

test('the time of children is read from what the shell prints last', () => {
  assert.equal(processorSeconds('built\n0m0.00s 0m0.01s\n1m6.50s 0m1.25s\n'), 67.75);
  assert.throws(() => processorSeconds('built'), /`times` printed `built`/);
});

test('generated pages have fences that the checker accepts, and none twice', async () => {
  const files = generatePages(3, false).map(({ path, ours }) => {
    const name = `src/content/docs/${path}`;
    return { path: name, source: ours, fences: fencesIn(parseMarkdown(name, ours), name, ours) };
  });
  assert.deepEqual(
    files.map(({ fences }) => fences.length),
    [FENCES, FENCES, FENCES],
  );
  const { findings } = await checkFences(root, files);
  assert.deepEqual(findings, []);
  assert.equal(new Set(files.map(({ source }) => source)).size, 3);
});

const took = (cpu: number) => ({ wall: cpu / 2, cpu });
const size = (pages: number, ours: number[], plain: number[]) => ({
  pages,
  ours: ours.map(took),
  plain: plain.map(took),
});

test('what each page more costs is told from size to size, between the least and between the medians', () => {
  const sizes = [
    size(100, [20, 28, 21], [10, 10, 11]),
    size(300, [50, 41, 40], [20, 20, 20]),
    size(1000, [110, 121, 131], [90, 62, 55]),
  ];
  const least = stepsOf(sizes, leastOf);
  assert.deepEqual(least, [
    { from: 100, to: 300, ours: 0.1, plain: 0.05 },
    { from: 300, to: 1000, ours: 0.1, plain: 0.05 },
  ]);
  assert.equal(growthOf(least, 'ours'), 1);
  assert.deepEqual(
    stepsOf(sizes, (builds) => middle(builds).cpu),
    [
      { from: 100, to: 300, ours: 0.1, plain: 0.05 },
      { from: 300, to: 1000, ours: 80 / 700, plain: 0.06 },
    ],
  );
  assert.equal(growthOf([], 'ours'), Number.NaN);
});

const report: SiteReport = {
  date: '2026-11-29',
  command: 'npm run bench:site -- --write',
  machine: { node: 'v24.21.0', cpu: 'x', cores: 2, memoryGB: 8, platform: 'linux x64' },
  versions: {},
  pages: 97,
};

test('a target that is missed is said, and fails the command', () => {
  const growing = renderSite({
    ...report,
    growth: {
      inSidebar: false,
      rounds: 3,
      sizes: [size(0, [0], [0]), size(100, [10, 25, 25], [9]), size(200, [45, 50, 40], [18])],
    },
  });
  assert.equal(growing.isMet, false);
  assert.match(
    growing.text,
    /The last is 3\.00 times the first.*\*\*missed\*\*.*would be 0\.80 and/,
  );
  assert.match(growing.text, /\| 200 \| 2000 \|.*\| 40\.0 to 50\.0 s \|/);
  const slow = { ours: took(14), plain: took(10) };
  const quick = { ours: took(9), plain: took(10) };
  const building = renderSite({ ...report, build: { rounds: 1, cold: slow, warm: quick } });
  assert.equal(building.isMet, false);
  assert.match(building.text, /at most 1\.3 times: \*\*missed\*\*; 0\.5 s too much/);
  const again = renderSite({ ...report, build: { rounds: 1, cold: quick, warm: slow } });
  assert.equal(again.isMet, true);
  assert.match(again.text, /A build after another has no target/);
});

test('a slow machine is slowed down less, to be the same phone', () => {
  const slowdowns = [100, 150, 475, 800, 1300, 1533, 2000, 3000].map(slowdownFor);
  assert.deepEqual(slowdowns, [1, 1, 1.5, 2, 3, 4, 6, 6]);
  const found = (points: number, shift = 0) => ({
    version: '13.5.0',
    audits: [{ address: '/', scores: { performance: points, seo: 100 }, failed: {}, shift }],
  });
  const lighthouse = (points: number, shift?: number) =>
    renderSite({
      ...report,
      lighthouse: {
        host: { benchmarkIndex: 800, slowdown: slowdownFor(800) },
        runs: 5,
        ours: found(points, shift),
        plain: found(88),
      },
    });
  assert.ok(lighthouse(100).isMet);
  assert.match(lighthouse(100).text, /an index of 800, is slowed down 2 times/);
  assert.match(lighthouse(100).text, /plain Starlight, `\/` \| 88 \|/);
  assert.ok(!lighthouse(99).isMet);
  assert.ok(!lighthouse(100, 0.001).isMet);
});

test('of headers with one name the first whose path fits is sent', () => {
  assert.match(publishedHeaders(root, '/_astro/x.js')['Cache-Control'] ?? '', /immutable/);
  assert.match(publishedHeaders(root, '/build/')['Cache-Control'] ?? '', /must-revalidate/);
  assert.ok(publishedHeaders(root, '/build/')['Content-Security-Policy']);
});
