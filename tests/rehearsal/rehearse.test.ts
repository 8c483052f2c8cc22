import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import type { RehearsalResult, ScenarioResult } from '../../src/rehearsal/result.ts';
import { copyOf, rehearse } from './run.ts';

/** The one scenario of a JSON report. */
function scenarioOf(stdout: string): ScenarioResult {
  const [scenario, ...more] = (JSON.parse(stdout) as RehearsalResult).scenarios;
  assert.ok(scenario);
  assert.deepEqual(more, []);
  return scenario;
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
    const { count, instances, events, isClean } = scenarioOf(stdout);
    assert.equal(status, 0, stderr);
    assert.deepEqual(
      [count?.orders, count?.once, count?.twice, count?.lost, isClean],
      [40, 40, 0, 0, true],
    );
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
    assert.equal(status, 1);
    assert.equal(count?.lost, instances[0]?.stop?.inFlight);
    assert.equal(count?.lost, 1);
  });

  test('a worker that does all work twice is found out', async () => {
    const project = copyOf('orders', mode('twice'));
    const { status, stdout } = await rehearse(project, ['--orders', '8', '--wait', '20', '--json']);
    const { count } = scenarioOf(stdout);
    assert.equal(status, 1);
    assert.ok((count?.twice ?? 0) >= 7, JSON.stringify(count));
  });

  test('--watch finds the second delivery that comes late', async () => {
    const project = copyOf('orders', mode('again'));
    const args = ['--orders', '40', '--json', '--watch'];
    const short = scenarioOf((await rehearse(project, [...args, '0'])).stdout);
    const long = scenarioOf((await rehearse(project, [...args, '8'])).stdout);
    assert.deepEqual([short.count?.twice, long.count?.twice], [0, 1]);
  });

  test('--logs keeps what each instance printed, and overwrites nothing', async () => {
    const project = copyOf('plain');
    const logs = join(project.temporary, 'logs');
    assert.equal((await rehearse(project, ['--logs', logs])).status, 0);
    const [first, second, ...more] = readdirSync(logs).sort();
    assert.deepEqual([first, second, more], ['plain-worker-1.log', 'plain-worker-2.log', []]);
    const text = readFileSync(join(logs, 'plain-worker-1.log'), 'utf8');
    assert.match(text, /^ +\d+\.\d{3} ready\n +\d+\.\d{3} draining\n$/);
    const again = await rehearse(project, ['--logs', logs]);
    assert.equal(again.status, 2);
    assert.match(again.stderr, /the folder is not empty, and nothing is overwritten/);
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
    assert.equal(status, 0);
    assert.equal(count?.redelivered, 1);
    assert.equal(count?.late, 0);
  });
});

describe('trouble has a sentence of its own', { concurrency: true }, () => {
  const start = (command: string) => (text: string) =>
    text.replace('startCommand: exec node worker.mjs', `startCommand: ${command}`);
  const cases: [string, (text: string) => string, number, RegExp][] = [
    [
      'a worker that exits at once',
      start('echo no module named worker; exit 3'),
      1,
      /^`plain-worker` ended with exit code 3 \d\.\d s after its start\..*\n {2}\| no module named worker$/m,
    ],
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
    assert.equal(status, 2);
  });

  test('a worker that ignores SIGTERM: killed at the deadline, 1', async () => {
    const project = copyOf('plain');
    writeFileSync(
      join(project.folder, 'worker.mjs'),
      "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);",
    );
    const { status, stdout } = await rehearse(project);
    assert.match(stdout, /plain-worker-1 did not end in time and was killed/);
    assert.equal(status, 1);
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
    assert.equal(status, 1);
  });

  test('a worker that takes no order', async () => {
    const project = copyOf('orders', mode('idle'));
    const { status, stderr } = await rehearse(project, ['--orders', '4']);
    assert.match(stderr, /orders-worker-1 is up and has taken no order for 45 s/);
    assert.equal(status, 1);
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
    assert.equal(status, 1);
  });

  test('an option that does not exist, a scenario that does not exist, a value out of range: 2', async () => {
    const wrong: [string[], RegExp][] = [
      [['--scenari', 'deploy'], /There is no option --scenari\. Did you mean --scenario\?/],
      [['--scenario', 'meteor'], /There is no scenario `meteor`\. Expected one of deploy, /],
      [['--set', 'API_TOKEN'], /--set is `API_TOKEN`\. Expected KEY=value\./],
      [['--delay', '301'], /--delay is `301`\. Expected a whole number from 1 to 300\./],
    ];
    for (const [args, message] of wrong) {
      const { status, stderr } = await rehearse(copyOf('plain'), args);
      assert.match(stderr, message);
      assert.equal(status, 2);
    }
  });
});
