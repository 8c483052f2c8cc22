import type { KnipConfig } from 'knip';

// The examples and the answers of evals/ are projects of their own.
export default {
  entry: [
    // bin/ decides at run time which of the sources and the compiled files it imports.
    'src/cli/main.ts',
    // What the package exports, compiled.
    'src/blueprint/index.ts',
    // Named in astro.config.ts, and given to a worker or a process by its path.
    'src/route-data.ts',
    'src/highlight/thread.ts',
    'scripts/bench/playground-worker.ts',
    'scripts/bench/throughput/loop-{postgres,redis}.ts',
    'scripts/*.ts',
    'tests/**/*.test.ts',
    // Imported by name when a scenario is graded.
    'evals/scenarios/*/expect.ts',
  ],
  project: [
    'src/**/*.{ts,astro,mdx}',
    'scripts/**/*.ts',
    'tests/**/*.ts',
    'evals/grader/**/*.ts',
    'evals/scenarios/*/expect.ts',
  ],
  // Types that stand in the signature of what is exported beside them, and are read from there.
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreDependencies: [
    // The Markdown processor of the very Astro that is installed; it comes with it.
    '@astrojs/markdown-satteri',
    // A JSON Schema of it is read by path, and the client of `skills` is run by path.
    '@microsoft/jest-sarif',
    'skills',
    // Its files of type are read by path.
    '@fontsource/ibm-plex-sans',
    // Started by scripts/advise.ts.
    'jscpd',
    // What knip makes of `testRunner: rules` in stryker.config.json; it is scripts/mutation/rule-runner.ts.
    '@stryker-mutator/rules-runner',
  ],
  // Programs of other languages, of brokers and of the system; a test says so where one is missing.
  ignoreBinaries: ['foreman', 'gofmt', 'ipcs', 'mkfifo', 'ruby', 'rustfmt'],
} satisfies KnipConfig;
