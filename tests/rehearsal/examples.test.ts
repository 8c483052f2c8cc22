import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { parseBlueprint, readModel, stringOf } from '../../src/blueprint/index.ts';
import {
  forms,
  readEvidence,
  readPlan,
  type ScenarioEvidence,
} from '../../src/rehearsal/evidence.ts';
import type { RehearsalResult } from '../../src/rehearsal/result.ts';
import { rehearseExample } from './run.ts';

const root = join(import.meta.dirname, '../..');
const isRequired = process.env['RENDER_WORKERS_REQUIRE'] === 'all';

/** What a build needs, and how to get it. */
interface Tool {
  /** They succeed in the example's folder where all is there. */
  commands: string[];
  install: string;
  /** In place of the example's own build command. */
  build?: string;
}

/** By runtime. The registries of Ruby and Elixir are not for tests. */
const tools: Record<string, Tool> = {
  node: { commands: ['npm --version'], install: 'https://nodejs.org/en/download' },
  // What Debian's `venv` lacks without its own package; its `--help` is there.
  python: { commands: ["python3 -c 'import ensurepip'"], install: 'apt-get install python3-venv' },
  // Reads go.mod, which a Go that is too old cannot.
  go: { commands: ['go list -m'], install: 'https://go.dev/dl' },
};
/** Examples that Debian has the packages of, if not in the version that the example pins. */
const fromDebian: Record<string, Tool> = {
  sidekiq: {
    commands: [`ruby -e 'gem "puma"; gem "rack"; gem "sidekiq"'`, 'bundle --version'],
    install: 'apt-get install bundler puma ruby-rack ruby-sidekiq',
    build: `sh ${join(import.meta.dirname, 'debian-sidekiq/build.sh')}`,
  },
};
const folderOf = (name: string) => join(root, 'examples', name);
const servers = ['valkey-server --version', 'redis-server --version'];

const runs = (command: string, cwd: string) =>
  spawnSync('sh', ['-c', command], { cwd, stdio: 'ignore' }).status === 0;

/** The Python that an example asks for, where that is newer than Debian's. */
const leastPython: Record<string, string> = { 'django-celery': '3.12' };

/** Why an example's Python is not here, or undefined if it is; asked in its folder, where pyenv looks for the version. */
function missingPython(name: string): string | undefined {
  const least = leastPython[name];
  if (least === undefined) return undefined;
  const newer = `import sys; sys.exit(sys.version_info < (${least.replace('.', ', ')}))`;
  return runs(`python3 -c '${newer}'`, folderOf(name))
    ? undefined
    : `it asks for Python ${least}; install it: https://github.com/pyenv/pyenv`;
}

/** What takes too long for a test, and how to play it all the same. */
const tooLong: Record<string, (name: string) => string> = {
  rust: (name) =>
    `building it takes minutes; play it with: npm run rehearse -- ${name} --scenario deploy`,
};

/** False if the example can be rehearsed here, else why not. */
function reasonToSkip(tool: Tool | undefined, runtime: string, name: string): string | false {
  const long = tooLong[runtime];
  if (long) return long(name);
  if (!tool)
    return `packages for ${runtime} are not fetched in tests; its evidence says how they were`;
  const cwd = folderOf(name);
  if (!tool.commands.every((command) => runs(command, cwd)))
    return `SKIPPED: not everything for ${runtime} is here, or it is too old; install it: ${tool.install}`;
  if (!servers.some((command) => runs(command, cwd)))
    return 'SKIPPED: no broker; install it: apt-get install redis-server';
  return false;
}

const names = readdirSync(join(root, 'examples')).filter((name) => {
  const plan = readPlan(root, name);
  return plan && plan.notRehearsed === undefined;
});

test('there are examples to rehearse', () => {
  assert.ok(names.length > 0);
});

/** Seconds. What takes longer to come back is not waited for; that it is not back is what is tested. */
const LONGEST_REDELIVERY = 90;
const SHORT_WAIT = 20;

/** What another example rehearses already, in another language or without the web framework: a deploy will do. */
const isVariant = (name: string) => /-(?:bullmq|celery|oban)$|^poll-loop-(?!python$)/.test(name);

describe('a short rehearsal of each example misses what its page says', { concurrency: 4 }, () => {
  for (const name of names) {
    const text = readFileSync(join(folderOf(name), 'render.yaml'), 'utf8');
    const { tree } = parseBlueprint(text);
    assert.ok(tree);
    const { services } = readModel(tree);
    const worker = services.find(({ type }) => type === 'worker');
    const runtime = stringOf(worker?.node, 'runtime') ?? '';
    const tool = fromDebian[name] ?? tools[runtime];
    const reason = reasonToSkip(tool, runtime, name);
    // Debian has no newer one, so that not even CI can ask for it.
    const old = missingPython(name);
    const skip = old ?? (reason && !(isRequired && tool) ? reason : false);
    const build = tool?.build === undefined ? [] : ['--build', tool.build];
    for (const form of forms) {
      if (Object.keys(readPlan(root, name)?.forms[form] ?? {}).length === 0) continue;
      if (isVariant(name) && form === 'default') continue;
      test(`${name}, ${form}`, { skip }, async () => {
        assert.equal(reason, false, String(reason));
        const played = readEvidence(root, name)?.forms[form].scenarios ?? [];
        const deploy = played.find(({ scenario }) => scenario === 'deploy');
        assert.ok(deploy?.count, 'its deploy was recorded');
        await same(deploy);
        const crash = played.find(({ scenario }) => scenario === 'crash');
        if (crash?.count && !crash.set && !isVariant(name)) await same(crash);
      });

      async function same(recorded: ScenarioEvidence): Promise<void> {
        const { scenario, count: said, wait } = recorded;
        const back = said?.redeliveryDelay?.most ?? 0;
        const isMissed = (said?.lost ?? 0) > 0 || back > LONGEST_REDELIVERY;
        // With few orders a deploy may find the worker idle, and nothing would be missed.
        const orders = isMissed ? 200 : 60;
        const { status, stdout, stderr } = await rehearseExample(name, form, [
          ...['--scenario', scenario, '--json', ...build],
          ...['--orders', String(orders), '--wait', String(isMissed ? SHORT_WAIT : wait)],
        ]);
        assert.ok(status === 0 || status === 1, stderr);
        const [now] = (JSON.parse(stdout) as RehearsalResult).scenarios;
        const count = now?.count;
        assert.ok((count?.orders ?? 0) >= (scenario === 'crash' ? 40 : orders), now?.summary);
        assert.equal((count?.lost ?? 0) > 0, isMissed, `${scenario}: ${now?.summary}`);
        assert.equal(
          (count?.twice ?? 0) > 0,
          (said?.twice ?? 0) > 0,
          `${scenario}: ${now?.summary}`,
        );
        if (form === 'recommended' && scenario === 'deploy') assert.equal(count?.lost, 0);
      }
    }
  }
});
