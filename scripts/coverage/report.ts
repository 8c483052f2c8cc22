import type { FileCoverage, Share } from './read.ts';

/** Percent of the lines, and of the branches, that tests have to run. */
const LEAST = 95;

/** What is measured together. */
export interface Part {
  name: string;
  /** Each with a slash at the end. */
  folders: string[];
  /** Whether {@link LEAST} holds for it. */
  isHeld: boolean;
}

/** What the project is made of, as far as the unit tests are to run it. */
export const parts: Part[] = [
  { name: 'engine', folders: ['src/blueprint/'], isHeld: true },
  { name: 'command', folders: ['src/cli/', 'bin/'], isHeld: true },
  { name: 'examples', folders: ['src/examples/'], isHeld: false },
  { name: 'topology', folders: ['src/topology/'], isHeld: false },
  { name: 'builder', folders: ['src/builder/'], isHeld: false },
];

const measures = ['lines', 'branches', 'functions'] as const;
type Measure = (typeof measures)[number];

/** How many files are named that were run least. */
const WORST = 8;

/**
 * The table: each part, each folder of it, and the files of the held parts that were run least.
 *
 * @returns lines
 */
export function tableOf(files: readonly FileCoverage[]): string[] {
  const rows: [string, FileCoverage[]][] = parts.flatMap((part) => {
    const own = filesOf(part, files);
    const folders = [...new Set(own.map(({ path }) => folderOf(path)))].sort();
    const below = folders.map((folder): [string, FileCoverage[]] => [
      `  ${folder}`,
      own.filter(({ path }) => folderOf(path) === folder),
    ]);
    return [[`${part.name}${part.isHeld ? `, at least ${LEAST} %` : ''}`, own], ...below];
  });
  const held = files.filter((file) => parts.some((part) => part.isHeld && isIn(part, file.path)));
  const worst = held
    .filter(({ gaps }) => gaps.length > 0)
    .sort((a, b) => leastOf(a) - leastOf(b))
    .slice(0, WORST);
  const all: [string, FileCoverage[]][] = [
    ...rows,
    ...worst.map((file): [string, FileCoverage[]] => [`  ${file.path}`, [file]]),
  ];
  const width = Math.max(...all.map(([name]) => name.length));
  const lineOf = ([name, own]: [string, FileCoverage[]]) =>
    `${name.padEnd(width)}${measures.map((measure) => cellOf(sumOf(own, measure))).join('')}`;
  return [
    `${'coverage'.padEnd(width)}${measures.map((measure) => measure.padStart(23)).join('')}`,
    ...rows.map(lineOf),
    ...(worst.length > 0 ? ['run least'] : []),
    ...all.slice(rows.length).map(lineOf),
  ];
}

/**
 * What of the held parts is below {@link LEAST}.
 *
 * @returns a line for each part and measure, and after it what never ran; none if all is well
 */
export function shortOf(files: readonly FileCoverage[]): string[] {
  return parts.flatMap((part) => {
    if (!part.isHeld) return [];
    const own = filesOf(part, files);
    if (own.length === 0) {
      return [`${part.name}: there is no file in ${part.folders.join(', ')}. Name its folder.`];
    }
    const short = (['lines', 'branches'] as const).filter(
      (measure) => percentOf(sumOf(own, measure)) < LEAST,
    );
    if (short.length === 0) return [];
    return [
      ...short.map((measure) => {
        const { ran, total } = sumOf(own, measure);
        const found = `${percentOf({ ran, total }).toFixed(2)} %`;
        return `${part.name}: tests run ${ran} of ${total} ${measure} (${found}). Expected at least ${LEAST} %.`;
      }),
      ...gapsOf(own),
    ];
  });
}

/**
 * What never ran.
 *
 * @returns a line for each place
 */
export function gapsOf(files: readonly FileCoverage[]): string[] {
  return files.flatMap(({ path, gaps }) =>
    gaps.map(({ line, column, kind, last, text }) => {
      const to = last > line ? ` to line ${last}` : '';
      return `${path}:${line}:${column} no test runs this ${kind === 'lines' ? 'line' : 'branch'}${to}: ${text}`;
    }),
  );
}

function filesOf(part: Part, files: readonly FileCoverage[]): FileCoverage[] {
  return files.filter(({ path }) => isIn(part, path));
}

function isIn({ folders }: Part, path: string): boolean {
  return folders.some((folder) => path.startsWith(folder));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function sumOf(files: readonly FileCoverage[], measure: Measure): Share {
  return files.reduce(
    (sum, file) => ({
      total: sum.total + file[measure].total,
      ran: sum.ran + file[measure].ran,
    }),
    { total: 0, ran: 0 },
  );
}

function percentOf({ total, ran }: Share): number {
  return total === 0 ? 100 : (100 * ran) / total;
}

function leastOf({ lines, branches }: FileCoverage): number {
  return Math.min(percentOf(lines), percentOf(branches));
}

function cellOf(share: Share): string {
  return `${percentOf(share).toFixed(2).padStart(8)} % of ${String(share.total).padStart(5)}`.padStart(
    23,
  );
}
