import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { parseBlueprint, readModel, stringOf } from '../../src/blueprint/index.ts';
import { forms, readEvidence, readPlan } from '../../src/rehearsal/evidence.ts';
import type { RehearsalResult } from '../../src/rehearsal/result.ts';
import { rehearseExample } from './run.ts';

const root = join(import.meta.dirname, '../..');
const isRequired = process.env['RENDER_WORKERS_REQUIRE'] === 'all';

/** What a runtime's build needs, and how to get it. Ruby's and Elixir's registries are not for tests. */
const tools: Record<string, { commands: string[]; install: string }> = {
  node: { commands: ['npm --version'], install: 'https://nodejs.org/en/download' },
  python: { commands: ['python3 -m venv --help'], install: 'apt-get install python3-venv' },
  go: { commands: ['go version'], install: 'https://go.dev/dl' },
};
const servers = ['valkey-server --version', 'redis-server --version'];

const runs = (command: string) =>
  spawnSync('sh', ['-c', command], { stdio: 'ignore' }).status === 0;

/** False if the example can be rehearsed here, else why not. */
function reasonToSkip(runtime: string): string | false {
  const tool = tools[runtime];
  if (!tool)
    return `packages for ${runtime} are not fetched in tests; its evidence says how they were`;
  if (!tool.commands.every(runs)) return `SKIPPED: no ${runtime}; install it: ${tool.install}`;
  if (!servers.some(runs)) return 'SKIPPED: no broker; install it: apt-get install redis-server';
  return false;
}

const names = readdirSync(join(root, 'examples')).filter((name) => readPlan(root, name));

test('there are examples to rehearse', () => {
  assert.ok(names.length > 0);
});

describe('a short deploy over each example loses what its page says', { concurrency: 3 }, () => {
  for (const name of names) {
    const text = readFileSync(join(root, 'examples', name, 'render.yaml'), 'utf8');
    const { tree } = parseBlueprint(text);
    assert.ok(tree);
    const { services } = readModel(tree);
    const worker = services.find(({ type }) => type === 'worker');
    const runtime = stringOf(worker?.node, 'runtime') ?? '';
    const reason = reasonToSkip(runtime);
    const isKnown = Object.hasOwn(tools, runtime);
    for (const form of forms) {
      const skip = reason && !(isRequired && isKnown) ? reason : false;
      test(`${name}, ${form}`, { skip }, async () => {
        assert.equal(reason, false, String(reason));
        const recorded = readEvidence(root, name)?.forms[form].scenarios.find(
          ({ scenario }) => scenario === 'deploy',
        );
        assert.ok(recorded?.count, 'its deploy was recorded');
        const { status, stdout, stderr } = await rehearseExample(name, form, [
          '--orders',
          '60',
          '--wait',
          String(recorded.wait),
          '--json',
        ]);
        assert.ok(status === 0 || status === 1, stderr);
        const [scenario] = (JSON.parse(stdout) as RehearsalResult).scenarios;
        const count = scenario?.count;
        assert.equal(count?.orders, 60);
        assert.equal((count?.lost ?? 0) > 0, recorded.count.lost > 0, `lost ${count?.lost}`);
        assert.equal((count?.twice ?? 0) > 0, recorded.count.twice > 0, `twice ${count?.twice}`);
        if (form === 'recommended') assert.equal(count?.lost, 0);
      });
    }
  }
});
