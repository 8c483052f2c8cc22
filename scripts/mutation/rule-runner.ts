/**
 * A test runner for Stryker that runs the tests of the rules in its own process. A process for each
 * mutant, as the runner for TAP starts one, spends most of its time on starting Node and reading the
 * engine, and says of a whole file of tests only whether it covers a mutant.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import type { InstrumenterContext } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { build } from 'esbuild';
import type { CollectedTest } from './stand-in.ts';

const standIn = join(import.meta.dirname, 'stand-in.ts');

/** The tests that must notice a mutant; those of the public Blueprints would not run everywhere. */
const testFiles = ['tests/unit/rules.test.ts', 'tests/unit/rule-cases.test.ts'];

/** Bundles the tests and the engine, `node:test` replaced, into a function that a mutant is loaded with. */
async function bundleTests(root: string): Promise<Script> {
  const { outputFiles } = await build({
    stdin: {
      contents: [
        ...testFiles.map((path) => `import './${path}';`),
        `export { collected } from ${JSON.stringify(standIn)};`,
      ].join('\n'),
      resolveDir: root,
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    logLevel: 'error',
    define: { 'import.meta.dirname': JSON.stringify(join(root, 'tests/unit')) },
    plugins: [
      {
        name: 'stand-in',
        setup: ({ onResolve }) => {
          onResolve({ filter: /^node:test$/ }, () => ({ path: standIn }));
        },
      },
    ],
  });
  const code = outputFiles.map(({ text }) => text).join('\n');
  return new Script(`(function (module, require) {${code}\n})`, { filename: 'rules.cjs' });
}

class RuleRunner implements TestRunner {
  readonly #root = process.cwd();
  readonly #require = createRequire(join(this.#root, 'package.json'));
  #tests: Script | undefined;

  /** Every run loads the engine anew, so a mutant of what a module does on loading is active in time. */
  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    this.#tests = await bundleTests(this.#root);
  }

  async dryRun(): Promise<DryRunResult> {
    const context: InstrumenterContext = { mutantCoverage: { static: {}, perTest: {} } };
    const collected = this.#load(context);
    const names = collected.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice)
      return { status: DryRunStatus.Error, errorMessage: `Two tests are called "${twice}".` };
    const tests: TestResult[] = [];
    for (const test of collected) {
      context.currentTestId = test.name;
      tests.push(await run(test));
    }
    const mutantCoverage = context.mutantCoverage ?? { static: {}, perTest: {} };
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, hitLimit, disableBail } = options;
    const context: InstrumenterContext = {
      activeMutant: activeMutant.id,
      ...(hitLimit === undefined ? {} : { hitCount: 0, hitLimit }),
    };
    let collected: CollectedTest[];
    try {
      collected = this.#load(context);
    } catch (error) {
      // Nothing of the engine works any more, which every test would notice.
      return {
        status: MutantRunStatus.Killed,
        killedBy: [],
        failureMessage: `While loading: ${error}`,
        nrOfTests: 0,
      };
    }
    const wanted = options.testFilter && new Set(options.testFilter);
    const tests: TestResult[] = [];
    for (const test of collected) {
      if (wanted && !wanted.has(test.name)) continue;
      const result = await run(test);
      const timeout = determineHitLimitReached(context.hitCount, hitLimit);
      if (timeout) return toMutantRunResult(timeout);
      tests.push(result);
      if (result.status === TestStatus.Failed && !disableBail) break;
    }
    return toMutantRunResult({ status: DryRunStatus.Complete, tests });
  }

  /** Loads the tests and with them the engine, as a new process would. */
  #load(context: InstrumenterContext): CollectedTest[] {
    // The mutated code looks for it under this name.
    Object.assign(globalThis, { __stryker__: context });
    const module = { exports: { collected: [] as CollectedTest[] } };
    this.#tests?.runInThisContext()(module, this.#require);
    return module.exports.collected;
  }
}

async function run(test: CollectedTest): Promise<TestResult> {
  const before = performance.now();
  let failure: string | undefined;
  try {
    await test.run();
  } catch (error) {
    failure = String((error as Error)?.message ?? error);
  }
  const result = { id: test.name, name: test.name, timeSpentMs: performance.now() - before };
  return failure === undefined
    ? { ...result, status: TestStatus.Success }
    : { ...result, status: TestStatus.Failed, failureMessage: failure };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'rules', RuleRunner)];
