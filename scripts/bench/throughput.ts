/**
 * Measures how many jobs a second one worker of each example does on one small store, beside bare loops.
 *
 *   node scripts/bench/throughput.ts [NAME…] [--rounds N] [--seconds N] [--write]
 *   node scripts/bench/throughput.ts --render
 *
 * NAME       these examples only, also those that are skipped otherwise
 * --rounds   how often each is measured, in turns (default 3)
 * --seconds  that one measurement shall take, by the rate of a first run that does not count (default 5)
 * --write    after each round, keep the tables in bench/throughput.md and bench/throughput.json
 * --render   draw bench/throughput.md again from bench/throughput.json, and measure nothing
 *
 * Exit codes: 0 measured, 1 an example could not be measured, 2 usage or something is missing.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseBlueprint, readModel, stringOf } from '../../src/blueprint/index.ts';
import type { Measured, Run, ThroughputReport } from '../../src/components/throughput.ts';
import { exampleNames } from '../../src/examples/checkout/read.ts';
import { readPlan } from '../../src/rehearsal/evidence.ts';
import { Trouble } from '../../src/rehearsal/trouble.ts';
import { machineOf } from './machine.ts';
import { ordersFor, WARM_UP } from './receipts.ts';
import { type Contestant, contestantOf } from './throughput/example.ts';
import { bareCommands, postgresPeer, redisPeer } from './throughput/peers.ts';
import { renderThroughput } from './throughput/report.ts';
import { skipLockedBench, WINDOW_SECONDS } from './throughput/skip-locked.ts';

const root = join(import.meta.dirname, '../..');
const data = join(root, 'bench/throughput.json');
const page = join(root, 'bench/throughput.md');

/** What is not built unless it is asked for by name, by its runtime. */
const notBuilt: Record<string, string> = {
  rust: 'a release build takes minutes; name the example to try it',
  elixir: 'hex.pm is not asked for packages; name the example to try it',
  ruby: 'rubygems.org is not asked for packages; name the example to try it',
};
/** Examples that are built on the Ruby packages of Debian, with the gems that have to be there. */
const debian: Record<string, { gems: string[]; install: string }> = {
  sidekiq: {
    gems: ['puma', 'rack', 'sidekiq'],
    install: 'apt-get install bundler puma ruby-rack ruby-sidekiq',
  },
  'poll-loop-ruby': {
    gems: ['pg', 'puma', 'rack'],
    install: 'apt-get install bundler puma ruby-pg ruby-rack',
  },
};
/** The run that does not count, by which the number of orders is chosen. */
const first = { orders: 200, seconds: 20 };
/** How much longer than planned a run may take. */
const PATIENCE = 8;

async function main(): Promise<number> {
  let values: { rounds: string; seconds: string; write: boolean; render: boolean };
  let named: string[];
  try {
    ({ values, positionals: named } = parseArgs({
      allowPositionals: true,
      options: {
        rounds: { type: 'string', default: '3' },
        seconds: { type: 'string', default: '5' },
        write: { type: 'boolean', default: false },
        render: { type: 'boolean', default: false },
      },
    }));
    for (const value of [values.rounds, values.seconds]) {
      if (!/^[1-9]\d*$/.test(value)) throw new Error(`\`${value}\` is not a whole number above 0.`);
    }
    const unknown = named.find((name) => !readPlan(root, name));
    if (unknown !== undefined) throw new Error(`There is no example \`${unknown}\`.`);
  } catch (error) {
    console.error(
      `${(error as Error).message}\nusage: npm run bench:throughput -- [NAME…] [--rounds N] [--seconds N] [--write] | --render`,
    );
    return 2;
  }
  if (values.render) {
    const report = JSON.parse(readFileSync(data, 'utf8')) as ThroughputReport;
    writeFileSync(page, renderThroughput(report));
    return 0;
  }
  const rounds = Number(values.rounds);
  const seconds = Number(values.seconds);
  const skipped: ThroughputReport['skipped'] = [];
  const skip = (example: string, why: string) => {
    console.error(`SKIPPED ${example}: ${why}`);
    skipped.push({ example, why });
  };
  const names = (named.length > 0 ? named : exampleNames(root)).filter((name) => {
    const why = named.length > 0 ? undefined : reasonToSkip(name);
    if (why !== undefined) skip(name, why);
    return why === undefined;
  });
  if (named.length > 0) {
    for (const name of exampleNames(root)) {
      if (!named.includes(name))
        skip(name, reasonToSkip(name) ?? 'not among those that were named');
    }
  }
  const entries: { contestant: Contestant; orders: number; runs: Run[] }[] = [];
  let hasFailed = false;
  const fail = (name: string, error: unknown) => {
    if (!(error instanceof Trouble)) throw error;
    hasFailed = true;
    skipped.push({ example: name, why: `FAILED: ${error.message}` });
    console.error(`FAILED ${name}: ${[error.message, ...error.lines].join('\n  | ')}`);
  };
  const database = await skipLockedBench(root);
  if (!database) skip('SKIP LOCKED', 'no pgbench; install it: apt-get install postgresql');
  try {
    const contestants = [redisPeer(root), postgresPeer(root)];
    for (const contestant of [
      ...contestants,
      ...names.map((name) => contestantOf(root, name, buildOf(name))),
    ]) {
      const entry = { contestant, orders: 0, runs: [] };
      entries.push(entry);
      try {
        const outcome = await contestant.run(first.orders, first.seconds);
        const rate = outcome.isDone ? outcome.run.rate : outcome.rate;
        entry.orders = ordersFor(rate, seconds);
        console.error(`${contestant.name}: ${rate.toFixed(1)}/s at first, ${entry.orders} orders`);
      } catch (error) {
        fail(contestant.name, error);
      }
    }
    const running = entries.filter(({ orders }) => orders > 0);
    const load: number[] = [];
    const bare: number[] = [];
    const report = async (played: number): Promise<ThroughputReport> => {
      const measured: Measured[] = [];
      for (const { contestant, runs } of running) {
        if (runs.length === played) measured.push({ ...(await contestant.about()), runs });
      }
      return {
        date: new Date().toISOString().slice(0, 10),
        command: `npm run bench:throughput -- ${[...named, '--rounds', values.rounds, '--seconds', values.seconds, '--write'].join(' ')}`,
        machine: machineOf(),
        load: [...load, os.loadavg()[0] ?? 0],
        rounds: played,
        warmUp: WARM_UP,
        results: measured.filter(({ example }) => example !== undefined),
        peers: measured.filter(({ example }) => example === undefined),
        bareCommands: bare,
        skipLocked: database?.skipLocked ?? [],
        longTransaction: database?.longTransaction ?? [],
        windowSeconds: WINDOW_SECONDS,
        skipped,
      };
    };
    for (let round = 1; round <= rounds; round += 1) {
      load.push(os.loadavg()[0] ?? 0);
      for (const entry of running) {
        const { contestant, runs } = entry;
        const run = async () => {
          const outcome = await contestant.run(entry.orders, Math.max(60, seconds * PATIENCE));
          if (outcome.isDone) return outcome;
          throw new Trouble(`${entry.orders} orders took too long.`, 1);
        };
        try {
          let outcome = await run();
          // The first run may have met a busy machine: then once more, with as many as it takes.
          const wanted = ordersFor(outcome.run.rate, seconds);
          if (wanted > entry.orders * 2) {
            entry.orders = wanted;
            outcome = await run();
          }
          runs.push(outcome.run);
          const { rate, workerCpu, storeCpu } = outcome.run;
          console.error(
            `round ${round}, ${contestant.name}: ${rate.toFixed(1)}/s, CPU ${workerCpu.toFixed(2)} and ${storeCpu.toFixed(2)} s`,
          );
        } catch (error) {
          fail(contestant.name, error);
        }
      }
      const commands = await bareCommands(root);
      if (commands !== undefined) bare.push(commands);
      await database?.round();
      // After each round, so that one that is broken off later loses no other.
      const sofar = await report(round);
      if (round === rounds) process.stdout.write(renderThroughput(sofar));
      if (values.write) {
        mkdirSync(join(root, 'bench'), { recursive: true });
        writeFileSync(page, renderThroughput(sofar));
        writeFileSync(data, `${JSON.stringify(sofar, null, 2)}\n`);
      }
    }
  } finally {
    await database?.close();
    for (const { contestant } of entries) await contestant.close();
  }
  return hasFailed ? 1 : 0;
}

/** A command in place of an example's own builds, where there is one. */
function buildOf(name: string): string | undefined {
  if (debian[name] === undefined) return undefined;
  return `sh ${join(root, 'tests/rehearsal', `debian-${name}`, 'build.sh')}`;
}

/** Why an example is left out, or undefined if it is measured. */
function reasonToSkip(name: string): string | undefined {
  const { notRehearsed } = readPlan(root, name) ?? {};
  if (notRehearsed !== undefined) return notRehearsed;
  const fromDebian = debian[name];
  if (fromDebian) {
    const asked = fromDebian.gems.map((gem) => `gem "${gem}"`).join('; ');
    const { status } = spawnSync('ruby', ['-e', asked], { stdio: 'ignore' });
    return status === 0 ? undefined : `its gems are not here; install them: ${fromDebian.install}`;
  }
  const { tree } = parseBlueprint(
    readFileSync(join(root, 'examples', name, 'render.yaml'), 'utf8'),
  );
  const worker = tree && readModel(tree).services.find(({ type }) => type === 'worker');
  return notBuilt[stringOf(worker?.node, 'runtime') ?? ''];
}

process.exitCode = await main();
