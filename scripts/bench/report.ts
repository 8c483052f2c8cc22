import type { CommandResult } from './commands.ts';
import { type FormatTime, findings } from './formats.ts';
import { machineOf } from './machine.ts';
import type { Typing } from './playground.ts';
import type { Reading } from './reading.ts';
import type { Scaling } from './scaling.ts';
import type { Start } from './start.ts';

/** All that one run measured. Times are milliseconds. */
export interface Report {
  reading: Reading;
  commands: CommandResult[];
  scaling: Scaling[];
  formats: FormatTime[];
  start: Start;
  typing: Typing;
  files: number;
  bytes: number;
  rounds: number;
}

const targets = {
  /** Ours to the bare parse with Ajv. */
  reading: 1.15,
  /** `check-jsonschema` to ours. */
  checkJsonschema: 10,
  /**
   * The most to the least time per service. A large file costs more, since more of it lives when the
   * garbage collector runs; a rule that compares all with all would make it a hundred times.
   */
  scaling: 2,
  /**
   * Per finding, of a file with many to one with few. Short times vary; a format that reads the file
   * for each finding would make it a hundred times.
   */
  formats: 10,
  /** The command to the bare parse, both as processes. */
  start: 1.5,
  /** Milliseconds within which 95 of 100 key presses have their result: one frame of a screen. */
  typing: 16,
} as const;

/** The table, the same as data, and whether every target that was measured is met. */
export function render(report: Report): { text: string; data: object; isMet: boolean } {
  const { reading, commands, scaling, formats, start, typing, files, bytes, rounds } = report;
  const met: Record<string, boolean> = {};
  const judge = (name: string, isMet: boolean) => {
    met[name] = isMet;
    return isMet ? 'met' : 'MISSED';
  };
  const ms = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
  const ratio = (value: number) => `${value.toFixed(2)}`;

  const perService = scaling.map((row) => row.perService);
  const spread = Math.max(...perService) / Math.min(...perService);
  const growth = Math.max(...formats.map(({ few, many }) => many / few));
  const machine = machineOf();

  const commandRows = commands.map(({ name, took, install, files: given }) => {
    if (took === undefined) return `| \`${name}\` | SKIPPED: ${install} | | |`;
    const factor = took / reading.ours;
    const target =
      name === 'check-jsonschema'
        ? `at least ${targets.checkJsonschema}: ${judge('checkJsonschema', factor >= targets.checkJsonschema)}`
        : '';
    return `| \`${name}\`, one process, ${given} files that are YAML | ${ms(took)} | ${ratio(took / reading.bare)} | ${ratio(factor)} times ours, ${target || 'no target'} |`;
  });
  const readingRatio = reading.ours / reading.bare;
  const startRatio = start.command === undefined ? undefined : start.command / start.bare;

  const text = `# The engine's speed

Written by \`npm run bench -- --write\` on ${new Date().toISOString().slice(0, 10)}: ${files} files made by repeating the corpus (${(bytes / 1e6).toFixed(1)} MB), medians of ${rounds} interleaved rounds after a warm-up, commands once. Node.js ${machine.node}, ${machine.cores} cores (${machine.cpu}), ${machine.memoryGB} GB, ${machine.platform}.

| Reads all files | Time | To the bare parse | Target |
| --- | ---: | ---: | --- |
| bare \`yaml\` parse and Ajv with the published schema | ${ms(reading.bare)} | 1.00 | |
| the engine: positions, schema, all rules, fixes | ${ms(reading.ours)} | ${ratio(readingRatio)} | at most ${targets.reading}: ${judge('reading', readingRatio <= targets.reading)} |
${commandRows.join('\n')}

| Services in the file | Per service | Bare \`yaml\` parse | To the bare parse |
| ---: | ---: | ---: | ---: |
${scaling.map((row) => `| ${row.services} | ${(row.perService * 1000).toFixed(1)} µs | ${(row.bare * 1000).toFixed(1)} µs | ${ratio(row.perService / row.bare)} |`).join('\n')}

The most of ours is ${ratio(spread)} times the least; target at most ${targets.scaling}: ${judge('scaling', spread <= targets.scaling)}.

| Prints a file | Per finding, ${findings.few} of them | Per finding, ${findings.many} of them | Ratio |
| --- | ---: | ---: | ---: |
${formats.map(({ name, few, many }) => `| \`${name}\` | ${(few * 1000).toFixed(1)} µs | ${(many * 1000).toFixed(1)} µs | ${ratio(many / few)} |`).join('\n')}

The greatest ratio is ${ratio(growth)}; target at most ${targets.formats}: ${judge('formats', growth <= targets.formats)}.

| Process start to verdict, one file | Time | To the bare parse | Target |
| --- | ---: | ---: | --- |
| \`node\`, bare \`yaml\` parse | ${ms(start.bare)} | 1.00 | |
| \`render-workers check\` | ${start.command === undefined || startRatio === undefined ? 'not there | | |' : `${ms(start.command)} | ${ratio(startRatio)} | at most ${targets.start}: ${judge('start', startRatio <= targets.start)} |`}

| Key press to result, ${typing.lines} lines, in a worker | Half of the presses | 95 % of them | To the bare parse | Target |
| --- | ---: | ---: | ---: | --- |
| bare \`yaml\` parse and Ajv with the published schema | ${ms(typing.bare.p50)} | ${ms(typing.bare.p95)} | 1.00 | |
| the engine, ${typing.presses} presses | ${ms(typing.ours.p50)} | ${ms(typing.ours.p95)} | ${ratio(typing.ours.p95 / typing.bare.p95)} | 95 % within ${targets.typing} ms: ${judge('typing', typing.ours.p95 <= targets.typing)} |
| those ${typing.broken} after which the text is no YAML | ${ms(typing.ofBroken.p50)} | ${ms(typing.ofBroken.p95)} | ${ratio(typing.ofBroken.p95 / typing.bare.p95)} | |
`;
  return {
    text,
    data: { machine, ...report, targets, met },
    isMet: !Object.values(met).includes(false),
  };
}
