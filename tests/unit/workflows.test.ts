import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { parse } from 'yaml';
import { root } from './cli.ts';

interface Step {
  run?: string;
  uses?: string;
  with?: Record<string, unknown>;
}
interface Job {
  'runs-on'?: string;
  uses?: string;
  needs?: string | string[];
  permissions?: object;
  'timeout-minutes'?: number;
  steps?: Step[];
}
interface Workflow {
  name?: string;
  on?: object;
  permissions?: object;
  concurrency?: object;
  jobs?: Record<string, Job>;
}

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** What a stranger could not rely on in a workflow, each with what to do. */
function weaknesses(text: string): string[] {
  const workflow = parse(text) as Workflow;
  const found: string[] = [];
  for (const field of ['name', 'on', 'permissions', 'concurrency', 'jobs'] as const) {
    if (workflow[field] === undefined) found.push(`no \`${field}\`: add it`);
  }
  const jobs = workflow.jobs ?? {};
  for (const [name, job] of Object.entries(jobs)) {
    for (const needed of [job.needs ?? []].flat()) {
      if (!(needed in jobs)) found.push(`job ${name} needs \`${needed}\`, which is no job`);
    }
    // The permissions of a workflow are those of its jobs, and none is little.
    if (!job.permissions && Object.keys(workflow.permissions ?? {}).length === 0)
      found.push(`job ${name} has no \`permissions\`: give it the least that it needs`);
    if (job.uses !== undefined) {
      if (!existsSync(join(root, job.uses))) found.push(`job ${name}: there is no ${job.uses}`);
      continue;
    }
    if (job['runs-on'] === undefined) found.push(`job ${name} has no \`runs-on\``);
    if (job['timeout-minutes'] === undefined)
      found.push(`job ${name} has no \`timeout-minutes\`: it would hang for six hours`);
    for (const step of job.steps ?? [])
      found.push(...ofStep(step).map((line) => `job ${name}: ${line}`));
  }
  for (const [, action = '', version = ''] of text.matchAll(/uses: ([^\s#]+)(.*)/g)) {
    if (action.startsWith('./')) continue;
    if (!/@[0-9a-f]{40}$/.test(action) || !/^ # v\d/.test(version))
      found.push(
        `${action} is not pinned: write \`@\` and the 40 digits of its commit, then \`# v…\``,
      );
  }
  return found;
}

function ofStep({ run, uses, with: options }: Step): string[] {
  const found: string[] = [];
  if ((run === undefined) === (uses === undefined)) found.push('a step has either `run` or `uses`');
  if (uses?.startsWith('actions/checkout@') && options?.['persist-credentials'] !== false)
    found.push('checkout without `persist-credentials: false`, so every script could push');
  for (const [expression] of (run ?? '').matchAll(/\$\{\{.*?\}\}/g)) {
    // Text of a pull request in a script is a script of whoever opened it.
    if (!/^\$\{\{ matrix\.\w+ \}\}$/.test(expression))
      found.push(`\`${expression}\` in a script: hand it over with \`env\``);
  }
  return found;
}

/** The npm scripts that a text tells people or machines to run. */
function scriptsIn(text: string): string[] {
  return [
    ...[...text.matchAll(/npm run (?:--?[\w-]+ )*([a-z][\w:-]*)/g)].map(([, name = '']) => name),
    ...(/\bnpm (?:-\S+ )*test\b/.test(text) ? ['test'] : []),
    ...(/\bnpm (?:-\S+ )*start\b/.test(text) ? ['start'] : []),
  ];
}

suite('the workflows', () => {
  const paths = globSync('.github/workflows/*.yml', { cwd: root });
  for (const path of paths) {
    test(`${path} has what a stranger relies on`, () => {
      assert.deepEqual(weaknesses(readFileSync(join(root, path), 'utf8')), []);
    });
  }

  test('are there for tests, releases, the schema, rehearsals and what ages', () => {
    const names = paths.map((path) => path.split(/[\\/]/).at(-1));
    for (const name of ['ci', 'release', 'schema-drift', 'rehearsals', 'ageing'])
      assert.ok(names.includes(`${name}.yml`), name);
  });

  test('or the test names what is missing', () => {
    const weak = `
name: weak
on: push
permissions: {}
jobs:
  one:
    needs: none
    steps:
      - uses: actions/checkout@v4
      - run: echo \${{ github.event.pull_request.title }}
      - run: npm test
        uses: ./here
  two:
    uses: ./.github/workflows/gone.yml
`;
    assert.deepEqual(weaknesses(weak), [
      'no `concurrency`: add it',
      'job one needs `none`, which is no job',
      'job one has no `permissions`: give it the least that it needs',
      'job one has no `runs-on`',
      'job one has no `timeout-minutes`: it would hang for six hours',
      'job one: checkout without `persist-credentials: false`, so every script could push',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's.
      'job one: `${{ github.event.pull_request.title }}` in a script: hand it over with `env`',
      'job one: a step has either `run` or `uses`',
      'job two has no `permissions`: give it the least that it needs',
      'job two: there is no ./.github/workflows/gone.yml',
      'actions/checkout@v4 is not pinned: write `@` and the 40 digits of its commit, then `# v…`',
    ]);
  });
});

suite('npm scripts', () => {
  const places = globSync(
    [
      '.github/**/*.{yml,md}',
      '.ci/run',
      '*.md',
      'docs/*.md',
      'evals/README.md',
      'package.json',
      'action.yml',
      'knip.ts',
      'scripts/**',
      'src/**/*.{ts,astro}',
      'tests/**/*.ts',
    ],
    { cwd: root },
  ).filter((path) => /\.\w+$|^scripts.(?:run|ci-setup)$|^\.ci.run$/.test(path));
  /** Those of the readers' projects: messages of the errors pages, and programs of the builder. */
  const isTheirs =
    /^src[\\/](?:errors|builder|blueprint|components|topology)[\\/]|^tests[\\/](?:unit|corpus|fuzz|rehearsal)[\\/]/;

  test('that a file of ours tells to run are there', () => {
    const own = places.filter((path) => !isTheirs.test(path));
    assert.ok(own.includes(join('.ci', 'run')) && own.length > 100, `${own.length} files`);
    const missing = own.flatMap((path) =>
      scriptsIn(readFileSync(join(root, path), 'utf8'))
        .filter((name) => !(name in scripts))
        .map((name) => `${path} says \`npm run ${name}\`, and package.json has no such script`),
    );
    assert.deepEqual(missing, []);
  });

  test('are found with and without options', () => {
    const text = '`npm run --silent gone -- --x`, npm run -s a:b and `npm test`, not npm start-up';
    assert.deepEqual(scriptsIn(text), ['gone', 'a:b', 'test', 'start']);
  });

  test('.ci/run installs, and runs no more than they do', () => {
    const run = readFileSync(join(root, '.ci/run'), 'utf8');
    const commands = [...run.matchAll(/^(?:npm|npx|node|bash|sh|apt-get|sudo)\b.*$/gm)].map(
      ([line]) => line,
    );
    assert.deepEqual(commands, [
      'npm run --silent ci:setup',
      'npm ci --no-fund --no-audit',
      'npm test 2>&1 | timed',
    ]);
  });

  test('hold no quotes that Windows does not know', () => {
    assert.deepEqual(
      Object.entries(scripts).filter(([, command]) => command.includes("'")),
      [],
    );
  });
});
