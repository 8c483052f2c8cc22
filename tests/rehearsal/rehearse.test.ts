import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import type { Count } from '../../src/rehearsal/ledger.ts';
import type { RehearsalResult, ScenarioResult } from '../../src/rehearsal/result.ts';
import { copyOf, rehearse } from './run.ts';

/** The one scenario of a JSON report. */
function scenarioOf(stdout: string): ScenarioResult {
  const [scenario, ...more] = (JSON.parse(stdout) as RehearsalResult).scenarios;
  assert.ok(scenario);
  assert.deepEqual(more, []);
  return scenario;
}

/** A count with at least so many orders: an idle worker gets more before it is stopped. */
function countOf({ count }: ScenarioResult, atLeast: number): Count {
  assert.ok(count);
  assert.ok(count.orders >= atLeast, JSON.stringify(count));
  return count;
}

/** Gives the worker a variable. */
const given = (key: string, value: string) => (text: string) =>
  text.replace(
    /( {6}- key: QUEUE\n {8}fromService)/,
    `      - key: ${key}\n        value: ${value}\n$1`,
  );
const mode = (name: string) => given('MODE', name);

describe('orders are counted', { concurrency: true }, () => {
  test('a worker that gives back what it has: none lost, none twice', async () => {
    const { status, stdout, stderr } = await rehearse(copyOf('orders'), [
      '--orders',
      '40',
      '--json',
    ]);
    assert.equal(status, 0, stderr);
    const scenario = scenarioOf(stdout);
    const { instances, events, isClean } = scenario;
    const { orders, once, twice, lost } = countOf(scenario, 40);
    assert.deepEqual([once, twice, lost, isClean], [orders, 0, 0, true]);
    const [old, next] = instances;
    assert.equal(old?.exit?.code, 0);
    assert.equal(old?.stop?.signal, 'SIGTERM');
    assert.equal(next?.stop, undefined);
    assert.deepEqual(
      events.map(({ kind }) => kind).filter((kind) => kind !== 'enqueue'),
      ['start', 'up', 'start', 'up', 'overlap', 'sigterm', 'exit', 'drained'],
    );
  });

  test('a worker that dies with what it has: exactly that is lost', async () => {
    const project = copyOf('orders', mode('lose'));
    const { status, stdout } = await rehearse(project, ['--orders', '40', '--wait', '6', '--json']);
    const { count, instances } = scenarioOf(stdout);
    assert.equal(status, 1, stdout);
    assert.equal(count?.lost, instances[0]?.stop?.inFlight);
    assert.equal(count?.lost, 1);
  });

  test('a worker that does all work twice is found out', async () => {
    const project = copyOf('orders', mode('twice'));
    const { status, stdout } = await rehearse(project, ['--orders', '8', '--wait', '20', '--json']);
    const { count } = scenarioOf(stdout);
    assert.equal(status, 1, stdout);
    assert.ok((count?.twice ?? 0) >= 7, JSON.stringify(count));
  });

  test('an order that its own worker tries again is counted as that', async () => {
    const project = copyOf('orders', mode('fail'));
    const { status, stdout } = await rehearse(project, ['--orders', '40', '--json']);
    assert.equal(status, 0, stdout);
    const { orders, once, retried, retryDelay, late } = countOf(scenarioOf(stdout), 40);
    assert.deepEqual([once, retried, late], [orders, Math.floor(orders / 10), 0]);
    assert.ok((retryDelay?.most ?? 9) < 2);
  });

  test('a worker that is done too early gets more before it is stopped', async () => {
    const project = copyOf('orders');
    const { status, stdout } = await rehearse(project, [
      '--orders',
      '4',
      '--overlap',
      '8',
      '--json',
    ]);
    const { count, instances } = scenarioOf(stdout);
    assert.equal(status, 0, stdout);
    assert.equal(count?.lost, 0);
    assert.ok((count?.orders ?? 0) > 4);
    assert.equal(instances[0]?.stop?.inFlight, 1);
  });

  test('numInstances: all of the old ones are told to stop, and as many new ones come', async () => {
    const project = copyOf('orders', (text) =>
      text.replace(
        '    maxShutdownDelaySeconds: 5\n',
        '    maxShutdownDelaySeconds: 5\n    numInstances: 2\n',
      ),
    );
    const { status, stdout, stderr } = await rehearse(project, ['--orders', '60', '--json']);
    assert.equal(status, 0, stderr);
    const scenario = scenarioOf(stdout);
    const { orders, once, lost } = countOf(scenario, 60);
    assert.deepEqual([once, lost], [orders, 0]);
    assert.deepEqual(scenario.instances.map(({ name, stop }) => [name, stop?.signal]).sort(), [
      ['orders-worker-1', 'SIGTERM'],
      ['orders-worker-2', 'SIGTERM'],
      ['orders-worker-3', undefined],
      ['orders-worker-4', undefined],
    ]);
    const one = await rehearse(project, ['--orders', '20', '--instances', '1', '--json']);
    assert.equal(scenarioOf(one.stdout).instances.length, 2);
  });

  test('--watch finds the second delivery that comes late', async () => {
    const project = copyOf('orders', mode('again'));
    const args = ['--orders', '40', '--json', '--watch'];
    const short = scenarioOf((await rehearse(project, [...args, '0'])).stdout);
    const long = scenarioOf((await rehearse(project, [...args, '8'])).stdout);
    assert.deepEqual([short.count?.twice, long.count?.twice], [0, 1]);
  });

  test('a worker with a disk is stopped before the next one starts', async () => {
    const project = copyOf('orders', (text) =>
      text.replace(
        '    maxShutdownDelaySeconds: 5\n',
        '    maxShutdownDelaySeconds: 5\n    disk: { name: data, mountPath: /var/data, sizeGB: 1 }\n',
      ),
    );
    const { status, stdout, stderr } = await rehearse(project, ['--orders', '20', '--json']);
    assert.equal(status, 0, stderr);
    assert.deepEqual(
      scenarioOf(stdout)
        .events.map(({ kind }) => kind)
        .filter((kind) => kind !== 'enqueue'),
      ['start', 'up', 'sigterm', 'exit', 'start', 'up', 'drained'],
    );
  });

  test('a worker that ends by itself is started again until it comes up', async () => {
    const project = copyOf('orders', (text) => given('PACE', '1')(mode('fall')(text)));
    const { status, stdout } = await rehearse(project, ['--orders', '20', '--json']);
    const { count, events } = scenarioOf(stdout);
    assert.equal(status, 1, stdout);
    assert.equal(count?.lost, 0);
    assert.deepEqual(
      events.map(({ kind }) => kind).slice(events.findIndex(({ kind }) => kind === 'sigterm')),
      ['sigterm', 'exit', 'exit', 'start', 'exit', 'start', 'up', 'drained'],
    );
  });

  test('an overrun that is given back is started again at once', async () => {
    const project = copyOf('orders', given('PACE', '1'));
    const { status, stdout } = await rehearse(project, [
      '--scenario',
      'overrun',
      '--wait',
      '20',
      '--json',
    ]);
    const { count } = scenarioOf(stdout);
    assert.equal(status, 0, stdout);
    assert.equal(count?.redelivered, 1);
    assert.equal(count?.late, 0);
  });
});

describe('a long job', { concurrency: true }, () => {
  const twice = (project: ReturnType<typeof copyOf>, ...args: string[]) =>
    rehearse(project, [
      ...['--scenario', 'long-job', '--seconds', '12', '--deploys', '2', '--overlap', '0'],
      ...['--wait', '20', ...args],
    ]);
  const works = (name: string) => (text: string) => given('PACE', '1')(mode(name)(text));

  test('that is handed over in the middle: nothing is done again', async () => {
    const { status, stdout, stderr } = await twice(copyOf('orders', works('steps')), '--json');
    assert.equal(status, 0, stderr);
    const { longJob, count, events, instances } = scenarioOf(stdout);
    const { redone = 9, ...job } = longJob ?? { redone: 9 };
    assert.deepEqual(job, { seconds: 12, deploys: 2, runs: 3, steps: { done: 12, again: 0 } });
    assert.ok(redone < 0.05, String(redone));
    assert.deepEqual([count?.once, count?.redelivered, count?.late], [1, 1, 0]);
    const kinds = events.map(({ kind }) => kind);
    assert.equal(kinds.filter((kind) => kind === 'handed-over').length, 2);
    const [first = 0, second = 0] = instances.flatMap(({ stop }) => (stop ? [stop.at] : []));
    assert.ok(Math.abs(second - first - 4) < 1.5, `SIGTERM at ${first} and ${second}`);
  });

  test('that begins again each time: it is done, and much of it more than once', async () => {
    const { status, stdout, stderr } = await twice(copyOf('orders', works('give-back')), '--json');
    assert.equal(status, 0, stderr);
    const { longJob } = scenarioOf(stdout);
    assert.deepEqual([longJob?.runs, longJob?.steps], [3, undefined]);
    // Four seconds of each of two runs that were in vain, of twelve.
    assert.ok((longJob?.redone ?? 0) > 0.4 && (longJob?.redone ?? 9) < 1, stdout);
  });

  test('that dies with its worker: lost, and nothing of it is called redone', async () => {
    const { status, stdout } = await twice(copyOf('orders', works('lose')));
    assert.equal(status, 1, stdout);
    assert.match(stdout, /^ {2}lost +1, not back after 32 s$/m);
    assert.match(stdout, /^ {2}long job +12 s of work, started 1 times under 2 deploys$/m);
    assert.doesNotMatch(stdout, /redone/);
  });
});

describe('trouble has a sentence of its own', { concurrency: true }, () => {
  const start = (command: string) => (text: string) =>
    text.replace('startCommand: exec node worker.mjs', `startCommand: ${command}`);
  const cases: [string, (text: string) => string, number, RegExp][] = [
    [
      'a build that fails',
      (text) =>
        text.replace('buildCommand: "true"', 'buildCommand: echo cannot find it >&2; exit 4'),
      1,
      /^The build of `plain-worker` failed with exit code 4: `echo cannot.*\n {2}\| cannot find it$/m,
    ],
    [
      'a variable that only the Dashboard has',
      (text) => `${text}    envVars:\n      - key: API_TOKEN\n        sync: false\n`,
      2,
      /^`plain-worker` has variables without a value\. Write them into \S+\.env, one KEY=value a line:\n {2}API_TOKEN: `sync: false`/m,
    ],
    [
      'a Blueprint that is wrong',
      (text) => text.replace('plan: 0.5c-512mb', 'plan: free'),
      1,
      /render\.yaml:6:11 error There is no free plan.*\[free-plan\][\s\S]*has to be right before it can be rehearsed/,
    ],
    [
      'a Blueprint without a worker',
      (text) => text.replace('type: worker', 'type: pserv'),
      2,
      /^The Blueprint has no service of `type: worker` to rehearse\.$/m,
    ],
    [
      'a container',
      (text) =>
        text
          .replace('runtime: node', 'runtime: docker')
          .replace(/ {4}(?:build|start)Command.*\n/g, ''),
      2,
      /^`plain-worker` runs in a container \(`runtime: docker`\)/m,
    ],
  ];
  for (const [what, change, code, message] of cases) {
    test(`${what}: ${code}`, async () => {
      const { status, stderr } = await rehearse(copyOf('plain', change));
      assert.match(stderr, message);
      assert.equal(status, code);
    });
  }

  test('no server on this machine: 2, with what to install', async () => {
    const project = copyOf(
      'plain',
      (text) =>
        `${text}    envVars:\n      - key: REDIS_URL\n        fromService: { type: keyvalue, name: kv, property: connectionString }\n  - type: keyvalue\n    name: kv\n    ipAllowList: []\n    maxmemoryPolicy: noeviction\n`,
    );
    const path = join(project.temporary, 'bin');
    mkdirSync(path);
    for (const name of ['sh', 'rm', 'tr', 'grep', 'sleep'])
      symlinkSync(`/bin/${name}`, join(path, name));
    const { status, stderr } = await rehearse(project, [], { PATH: path });
    assert.match(
      stderr,
      /^`kv` needs a Valkey server[\s\S]*apt-get install valkey-server[\s\S]*brew install valkey/m,
    );
    assert.equal(status, 2, stderr);
  });

  test('a worker that needs more memory than its plan has', async () => {
    const project = copyOf('plain');
    writeFileSync(
      join(project.folder, 'worker.mjs'),
      "const much = Buffer.alloc(700_000_000, 1); process.on('SIGTERM', () => process.exit(much[0] - 1)); setInterval(() => {}, 1000);",
    );
    const { stdout } = await rehearse(project);
    assert.match(stdout, /plain-worker-1 took \d+ MB, more than the 512 MB of its plan: Render/);
  });

  test('a shell that keeps SIGTERM to itself: what it started never hears it', async () => {
    const project = copyOf('plain', start("sh -c 'node worker.mjs; true'"));
    const { status, stdout } = await rehearse(project);
    assert.match(stdout, /1 processes? that never heard SIGTERM/);
    assert.equal(status, 1, stdout);
  });

  const hasForeman = spawnSync('foreman', ['version']).status === 0;
  const isRequired = process.env['RENDER_WORKERS_REQUIRE'] === 'all';
  test('foreman, which kills after five seconds whatever the delay is', {
    skip: hasForeman || isRequired ? false : 'SKIPPED: no foreman: apt-get install ruby-foreman',
  }, async () => {
    const drains =
      "process.on('SIGTERM', () => { console.log('draining'); setTimeout(() => { console.log('drained'); process.exit(0); }, 8000); }); setInterval(() => {}, 1000); console.log('ready');";
    const took = async (change: (text: string) => string) => {
      const project = copyOf('plain', (text) =>
        change(text).replace(/DelaySeconds: \d+/, 'DelaySeconds: 20'),
      );
      writeFileSync(join(project.folder, 'worker.mjs'), drains);
      writeFileSync(join(project.folder, 'Procfile'), 'worker: exec node worker.mjs\n');
      const logs = join(project.temporary, 'logs');
      const { stdout, stderr } = await rehearse(project, ['--json', '--logs', logs]);
      assert.notEqual(stdout, '', stderr);
      const log = readFileSync(join(logs, 'plain-worker-1.log'), 'utf8');
      return { stop: scenarioOf(stdout).instances[0]?.stop, hasDrained: /\bdrained\b/.test(log) };
    };
    const [alone, below] = await Promise.all([took(String), took(start('exec foreman start'))]);
    assert.ok(alone.hasDrained && (alone.stop?.took ?? 0) > 7);
    assert.equal(below.hasDrained, false, JSON.stringify(below.stop));
    assert.ok(
      (below.stop?.took ?? 0) > 4 && (below.stop?.took ?? 99) < 7,
      JSON.stringify(below.stop),
    );
  });

  test('a worker that takes no order', async () => {
    const project = copyOf('orders', mode('idle'));
    const { status, stderr } = await rehearse(project, ['--orders', '4']);
    assert.match(stderr, /orders-worker-1 is up and has taken no order for 45 s/);
    assert.equal(status, 1, stderr);
  });

  test('a producer whose port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const project = copyOf('orders', (text) =>
      text.replace('exec node api.mjs', `PORT=${port} exec node api.mjs`),
    );
    const { status, stderr } = await rehearse(project);
    other.close();
    assert.match(
      stderr,
      /`orders-api` ended, so no order can be put into the queue\.[\s\S]*EADDRINUSE/,
    );
    assert.equal(status, 1, stderr);
  });
});
