/**
 * Measures the engine against the parsers and validators that it could be compared with.
 *
 *   node scripts/bench.ts [--files N] [--rounds N] [--write]
 *
 * --files   how many files, made by repeating the corpus (default 2000)
 * --rounds  how often each is measured, one after the other; the median counts (default 5)
 * --write   keep the table in bench/engine.md and bench/engine.json
 *
 * Exit codes: 0 measured and within the targets, 1 a target is missed, 2 usage or no corpus.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureCommands } from './bench/commands.ts';
import { readCorpus } from './bench/corpus.ts';
import { measureFormats } from './bench/formats.ts';
import { measureTyping } from './bench/playground.ts';
import { measureReading } from './bench/reading.ts';
import { type Report, render } from './bench/report.ts';
import { measureScaling } from './bench/scaling.ts';
import { measureStart } from './bench/start.ts';

const root = join(import.meta.dirname, '..');

async function main(): Promise<number> {
  let values: { files: string; rounds: string; write: boolean };
  try {
    values = parseArgs({
      options: {
        files: { type: 'string', default: '2000' },
        rounds: { type: 'string', default: '5' },
        write: { type: 'boolean', default: false },
      },
    }).values;
    for (const value of [values.files, values.rounds]) {
      if (!/^[1-9]\d*$/.test(value)) throw new Error(`\`${value}\` is not a whole number above 0.`);
    }
  } catch (error) {
    console.error(
      `${(error as Error).message}\nusage: npm run bench -- [--files N] [--rounds N] [--write]`,
    );
    return 2;
  }
  const corpus = readCorpus(join(root, '../shared'), Number(values.files));
  if (!corpus) {
    console.error(
      'The corpus is not there: the benchmark reads ../shared/corpus and ../shared/oracle beside this checkout.',
    );
    return 2;
  }
  const rounds = Number(values.rounds);
  const reading = measureReading(corpus, rounds);
  const report: Report = {
    reading,
    commands: measureCommands(corpus),
    scaling: measureScaling(rounds),
    formats: measureFormats(rounds),
    start: measureStart(root, corpus, rounds),
    typing: await measureTyping(corpus.schema, rounds),
    files: corpus.texts.length,
    bytes: corpus.bytes,
    rounds,
  };
  const { text, data, isMet } = render(report);
  process.stdout.write(text);
  if (values.write) {
    mkdirSync(join(root, 'bench'), { recursive: true });
    writeFileSync(join(root, 'bench/engine.md'), text);
    writeFileSync(join(root, 'bench/engine.json'), `${JSON.stringify(data, null, 2)}\n`);
  }
  return isMet ? 0 : 1;
}

process.exitCode = await main();
