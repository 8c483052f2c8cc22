import { conceal } from '../../src/blueprint/formats/conceal.ts';
import { toGithub } from '../../src/blueprint/formats/github.ts';
import { toJson } from '../../src/blueprint/formats/json.ts';
import { toPretty } from '../../src/blueprint/formats/pretty.ts';
import type { FileReport } from '../../src/blueprint/formats/report.ts';
import { toSarif } from '../../src/blueprint/formats/sarif.ts';
import { checkBlueprint } from '../../src/blueprint/index.ts';
import { medians } from './time.ts';

/** Milliseconds per finding that a format takes to print a file. */
export interface FormatTime {
  name: string;
  /** Of a file with {@link findings}.few findings. */
  few: number;
  /** Of a file with {@link findings}.many. */
  many: number;
}

export const findings = { few: 100, many: 10_000 } as const;

const paint = {
  path: String,
  error: String,
  warning: String,
  good: String,
  dim: String,
  link: () => undefined,
};

const formats: Record<string, (report: FileReport) => unknown> = {
  conceal: ({ source, diagnostics }) => conceal(source, diagnostics),
  pretty: (report) => toPretty([report], 120, paint),
  json: (report) => JSON.stringify(toJson([report], '0.0.0')),
  sarif: (report) => JSON.stringify(toSarif([report], '0.0.0')),
  github: (report) => toGithub([report]),
};

export function measureFormats(rounds: number): FormatTime[] {
  const { few, many } = findings;
  // The same number of findings each time, in one file or in many.
  const one = [reportOf(many)];
  const several = Array.from({ length: many / few }, () => reportOf(few));
  const runs = Object.fromEntries(
    Object.entries(formats).flatMap(([name, print]) => [
      [`${name} few`, () => several.map(print)],
      [`${name} many`, () => one.map(print)],
    ]),
  );
  const took = medians(rounds, runs);
  const perFinding = (name: string) => (took[name] ?? Number.NaN) / many;
  return Object.keys(formats).map((name) => ({
    name,
    few: perFinding(`${name} few`),
    many: perFinding(`${name} many`),
  }));
}

/** Half of the findings have a fix, the other half is a credential. */
function reportOf(count: number): FileReport {
  const workers = Array.from({ length: count / 2 }, (_, index) =>
    [
      '  - type: worker',
      `    name: worker-${index}`,
      '    runtime: node',
      '    plan: free',
      '    buildCommand: npm ci',
      '    startCommand: node worker.js',
      '    envVars:',
      '      - key: API_TOKEN',
      '        value: b3nchm4rk9',
      '',
    ].join('\n'),
  );
  const source = `services:\n${workers.join('')}`;
  const result = checkBlueprint(source);
  if (result.diagnostics.length !== count) {
    throw new Error(`The file has ${result.diagnostics.length} findings, not ${count}.`);
  }
  const printable = conceal(source, result.diagnostics);
  return { path: 'render.yaml', source, printable, ...result, fixed: [] };
}
