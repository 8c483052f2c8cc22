import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { type FileCoverage, readCoverage } from '../../scripts/coverage/read.ts';
import { gapsOf, shortOf, tableOf } from '../../scripts/coverage/report.ts';

const texts: Record<string, string> = {
  'src/blueprint/a.ts': `const a = (b?: string) => b ?? 'none';

export function unused(): void {
  a();

  a('x');
}
`,
  'src/cli/never.ts': 'export const text = 1;\n',
  'src/cli/types.ts': '/** Only types. */\nexport interface Text {\n  text: string;\n}\n',
};

type Spot = [line: number, column: number];

/** A file as c8 writes it: how often each line ran, and each branch. */
function fileOf(
  path: string,
  counts: number[],
  branches: [start: Spot, end: Spot, count: number][],
  all = false,
) {
  const place = ([line, column]: Spot) => ({ line, column });
  const numbered = <T>(items: T[]) => Object.fromEntries(items.entries());
  return {
    path: `/project/${path}`,
    all,
    statementMap: numbered(counts.map((_, index) => ({ start: place([index + 1, 0]) }))),
    s: numbered(counts),
    branchMap: numbered(
      branches.map(([start, end]) => ({ loc: { start: place(start), end: place(end) } })),
    ),
    b: numbered(branches.map(([, , count]) => [count])),
    f: numbered([1, 0]),
  };
}

const read = (files: ReturnType<typeof fileOf>[]) =>
  readCoverage(
    JSON.stringify(Object.fromEntries(files.map((file) => [file.path, file]))),
    '/project',
    (path) => texts[path] ?? assert.fail(`${path} is read`),
  );

const files = read([
  fileOf('src/cli/never.ts', [0, 0], [[[1, 0], [1, 22], 0]], true),
  fileOf('src/cli/types.ts', [0, 0, 0, 0], [[[1, 0], [4, 1], 0]], true),
  fileOf(
    'src/blueprint/a.ts',
    [1, 1, 0, 0, 0, 0, 0],
    [
      [[1, 0], [7, 1], 1],
      [[1, 27], [1, 37], 0],
      [[3, 7], [7, 1], 0],
    ],
  ),
]);

describe('what is read of a report', () => {
  test('lines with text, branches and functions, and how many of them ran', () => {
    assert.deepEqual(
      files.map(({ path, lines, branches, functions }) => [path, lines, branches, functions]),
      [
        ['src/blueprint/a.ts', { total: 5, ran: 1 }, { total: 3, ran: 1 }, { total: 2, ran: 1 }],
        ['src/cli/never.ts', { total: 1, ran: 0 }, { total: 1, ran: 0 }, { total: 2, ran: 1 }],
      ],
    );
  });

  test('each place that never ran once, over blank lines too', () => {
    assert.deepEqual(gapsOf(files), [
      "src/blueprint/a.ts:1:29 no test runs this branch: ?? 'none'",
      'src/blueprint/a.ts:3:1 no test runs this line to line 7: export function unused(): void {',
      'src/cli/never.ts:1:1 no test runs this line: export const text = 1;',
    ]);
  });
});

/** Coverage of a file of a hundred lines and branches. */
const ran = (path: string, lines: number, branches: number): FileCoverage => ({
  path,
  lines: { total: 100, ran: lines },
  branches: { total: 100, ran: branches },
  functions: { total: 10, ran: 10 },
  gaps: [{ line: 3, column: 5, kind: 'branch', last: 3, text: '?? 0' }],
});

describe('what is demanded', () => {
  test('95 % of lines and of branches, of the engine and of the command', () => {
    const enough = [ran('src/blueprint/a.ts', 95, 95), ran('src/cli/b.ts', 95, 95)];
    assert.deepEqual(shortOf(enough), []);
    assert.deepEqual(shortOf([...enough, ran('src/topology/c.ts', 0, 0)]), []);
    assert.deepEqual(shortOf([ran('src/blueprint/a.ts', 95, 94), ran('src/cli/b.ts', 95, 95)]), [
      'engine: tests run 94 of 100 branches (94.00 %). Expected at least 95 %.',
      'src/blueprint/a.ts:3:5 no test runs this branch: ?? 0',
    ]);
    assert.deepEqual(shortOf([ran('src/blueprint/a.ts', 95, 95), ran('bin/b.js', 94, 95)]), [
      'command: tests run 94 of 100 lines (94.00 %). Expected at least 95 %.',
      'bin/b.js:3:5 no test runs this branch: ?? 0',
    ]);
  });

  test('files at all, so that a folder with another name does not pass', () => {
    assert.deepEqual(shortOf([ran('src/blueprint/a.ts', 100, 100)]), [
      'command: there is no file in src/cli/, bin/. Name its folder.',
    ]);
  });
});

test('the table: each part, its folders, and what was run least of what is held', () => {
  const table = tableOf([
    ran('src/blueprint/a.ts', 100, 98),
    ran('src/blueprint/rules/b.ts', 100, 96),
    ran('src/cli/c.ts', 50, 99),
    ran('src/topology/d.ts', 10, 10),
  ]).map((line) => line.trim().replace(/ {2,}/g, ' '));
  assert.deepEqual(table, [
    'coverage lines branches functions',
    'engine, at least 95 % 100.00 % of 200 97.00 % of 200 100.00 % of 20',
    'src/blueprint 100.00 % of 100 98.00 % of 100 100.00 % of 10',
    'src/blueprint/rules 100.00 % of 100 96.00 % of 100 100.00 % of 10',
    'command, at least 95 % 50.00 % of 100 99.00 % of 100 100.00 % of 10',
    'src/cli 50.00 % of 100 99.00 % of 100 100.00 % of 10',
    'examples 100.00 % of 0 100.00 % of 0 100.00 % of 0',
    'topology 10.00 % of 100 10.00 % of 100 100.00 % of 10',
    'src/topology 10.00 % of 100 10.00 % of 100 100.00 % of 10',
    'builder 100.00 % of 0 100.00 % of 0 100.00 % of 0',
    'run least',
    'src/cli/c.ts 50.00 % of 100 99.00 % of 100 100.00 % of 10',
    'src/blueprint/rules/b.ts 100.00 % of 100 96.00 % of 100 100.00 % of 10',
    'src/blueprint/a.ts 100.00 % of 100 98.00 % of 100 100.00 % of 10',
  ]);
});
