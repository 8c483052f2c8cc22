import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { readRehearseOptions } from '../../src/cli/rehearse-options.ts';
import { reportOf, watcherOf } from '../../src/cli/rehearse-report.ts';
import { paintOf } from '../../src/cli/terminal.ts';
import type { RehearsalResult, ScenarioResult } from '../../src/rehearsal/result.ts';
import { copyOf, rehearse } from '../rehearsal/run.ts';
import { folderOf, good, run, withError } from './cli.ts';
import { crash, deploy, full, killed, long, resultOf } from './rehearsal-results.ts';

const skip = process.platform === 'win32' ? 'SKIPPED: a rehearsal needs Unix signals' : false;

describe('what is asked for', () => {
  test('is one deploy of ./render.yaml, as on a small day', () => {
    const { blueprint, scenarios, orders, overlap, wait, watch, json } = readRehearseOptions([]);
    assert.deepEqual(
      { blueprint, scenarios, orders, overlap, wait, watch, json },
      {
        blueprint: 'render.yaml',
        scenarios: ['deploy'],
        orders: 200,
        overlap: 5,
        wait: 120,
        watch: 2,
        json: false,
      },
    );
  });

  test('may be several scenarios, and variables whose values hold what they like', () => {
    const { scenarios, set, orders } = readRehearseOptions([
      'a.yaml',
      '--scenario=deploy,crash',
      '--scenario',
      'long-job',
      '--set=A=b=c',
      '--set',
      'EMPTY=',
      '--orders',
      '5',
    ]);
    assert.deepEqual(scenarios, ['deploy', 'crash', 'long-job']);
    assert.deepEqual(set, { A: 'b=c', EMPTY: '' });
    assert.equal(orders, 5);
  });

  const folder = folderOf({
    'render.yaml': good,
    'wrong.yaml': withError,
    'empty/readme.txt': '',
    'overlay/render.yaml': withError,
  });
  test('may be help, whatever else is said', () => {
    const { status, stdout } = run(folder, ['rehearse', 'none.yaml', '--help']);
    assert.match(stdout, /^Usage\n {2}render-workers rehearse \[options\]/m);
    assert.equal(status, 0);
  });

  const wrong: [string[], number, RegExp][] = [
    [['--scenari', 'deploy'], 2, /^There is no option --scenari\. Did you mean --scenario\?/],
    [['--scenario', 'meteor'], 2, /^There is no scenario `meteor`\. Expected one of deploy, /],
    [['--set', 'API_TOKEN'], 2, /^--set is `API_TOKEN`\. Expected KEY=value\./],
    [['--deploys', '0'], 2, /^--deploys is `0`\. Expected a whole number from 1 to 50\./],
    [['--delay', '301'], 2, /^--delay is `301`\. Expected a whole number from 1 to 300\./],
    [['--orders', 'many'], 2, /^--orders is `many`\. Expected a whole number from 1 to 100000\./],
    [['--service'], 2, /^--service needs a value\.$/m],
    [['--json=yes'], 2, /^--json takes no value\.$/m],
    [['a', 'b'], 2, /^One Blueprint is rehearsed at a time; 2 are given\.$/m],
    [['none.yaml'], 2, /^none\.yaml does not exist\.$/m],
    [['empty'], 2, /^empty is a folder without a render\.yaml\.$/m],
    [['--logs', '.'], 2, /^--logs \.: the folder is not empty, and nothing is overwritten\.$/m],
    [['--logs', 'render.yaml'], 2, /^--logs render\.yaml: EEXIST/],
    [['--overlay', 'overlay'], 1, /^overlay\/render\.yaml:4:\d+ error .*\[missing-command\]$/m],
    [['wrong.yaml'], 1, /\[missing-command\][\s\S]*has to be right before it can be rehearsed\.$/m],
  ];
  for (const [args, code, message] of wrong) {
    test(`${args.join(' ')}: exit ${code}, and nothing is started`, { skip }, () => {
      const { status, stdout, stderr } = run(folder, ['rehearse', ...args]);
      assert.match(stderr, message);
      assert.equal(stdout, '');
      assert.equal(status, code);
    });
  }
});

describe('what is printed', () => {
  const paint = paintOf({ colors: false, links: false, width: 120 });
  const printed = (...scenarios: ScenarioResult[]) => reportOf(resultOf(...scenarios), paint);

  test('of a deploy: what was accepted, done and lost, how each instance ended, what is left', () => {
    assert.equal(
      printed(deploy),
      `mail of render.yaml
  starts with    node worker.js
  SIGKILL after  30 s
  overlap        5 s here, 60 s on Render

deploy clean
  0 of 200 orders lost.
  orders         200 accepted, 0 attempts refused
  done once      200
  done twice     0
  lost           0
  started again  0
  mail-1         ended 3.0 s after SIGTERM, exit 0, 5 orders in hand, 64 of 512 MB
  mail-2         60 of 512 MB
  mail-broker    Valkey 8.0.1, plan 256mb, maxmemory-policy noeviction
                 5 of 250 connections, 0 keys evicted
                 left: done 200
`,
    );
  });

  test('of what was killed, lost or evicted', () => {
    const text = printed(killed, crash, full);
    assert.match(text, /^deploy damage$/m);
    assert.match(text, /^ {2}lost +2, not back after 60 s$/m);
    assert.match(text, /^ {2}mail-1 +killed at the deadline, exit SIGKILL, 2 orders in hand, /m);
    assert.match(text, /^ {2}mail-1 +killed at once, exit SIGKILL, 1 orders in hand, /m);
    assert.match(text, /, 1534 keys evicted$/m);
  });

  test('of a long job: its runs, and how much of it was done again', () => {
    const text = printed(long);
    assert.match(text, /^ {2}long job +20 s of work, started 2 times under 1 deploys$/m);
    assert.match(text, /^ {2}work redone +0\.4 %$/m);
    assert.match(text, /^ {2}steps redone +0 of 20$/m);
    assert.match(text, /^ {2}started again +1, after 0\.5 s$/m);
  });

  test('of a worker that ends by itself, whose orders are tried again and come late', () => {
    const [first, ...others] = deploy.instances;
    assert.ok(deploy.count && first?.stop);
    const text = printed({
      ...deploy,
      count: {
        ...deploy.count,
        redelivered: 2,
        redeliveryDelay: { least: 1, most: 2.5 },
        retried: 3,
        retryDelay: { least: 4, most: 4 },
        late: 1,
      },
      instances: [
        {
          ...first,
          stop: { ...first.stop, orphans: 2 },
          exit: { at: 1, code: 3, signal: null, byItself: true },
        },
        ...others,
      ],
    });
    assert.match(text, /^ {2}started again +2, after 1\.0 to 2\.5 s$/m);
    assert.match(text, /^ {2}tried again +3, after 4\.0 s$/m);
    assert.match(text, /^ {2}late +1$/m);
    assert.match(
      text,
      /^ {2}mail-1 +.*ended by itself, exit 3, .*2 processes that never heard SIGTERM/m,
    );
  });

  test('of a worker that counts nothing, beside a database with much in it', () => {
    const { count: _, ...uncounted } = deploy;
    const left = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`t${index}`, index]));
    const database = {
      name: 'mail-db',
      software: 'PostgreSQL 17.2',
      settings: {},
      connections: { most: 3, limit: 100 },
      left,
    };
    const text = printed({ ...uncounted, servers: [database, { ...database, left: {} }] });
    assert.doesNotMatch(text, /orders {2}|lost {2}/);
    assert.match(text, /^ {2}mail-db +PostgreSQL 17\.2\n +3 of 100 connections\n +left: t0 0, /m);
    assert.match(text, /t7 7, …$/m);
    assert.equal(text.match(/left:/g)?.length, 1);
  });
});

describe('what is shown meanwhile', () => {
  /** What is written while something happens. */
  const written = (isTTY: boolean, isQuiet: boolean, columns = 80) => {
    let text = '';
    const stream = { isTTY, columns, write: (chunk: string) => (text += chunk) };
    const watcher = watcherOf(stream as unknown as NodeJS.WriteStream, isQuiet);
    watcher.onPhase('building mail');
    watcher.onEvent({ at: 1.25, kind: 'start', text: 'mail-1 starts', who: 'mail-1' });
    watcher.onProgress({ at: 2, what: 'waiting for mail-1', orders: 200 });
    watcher.onProgress({ at: 2, what: 'draining', done: 10, orders: 200 });
    watcher.onProgress({ at: 4, what: 'draining', done: 50, orders: 200 });
    watcher.onPhase('done');
    watcher.clear();
    return text;
  };

  test('a pipe gets a line for each event, and no line that changes', () => {
    assert.equal(written(false, false), '… building mail\n   1.3 s  mail-1 starts\n\n');
  });

  test('a terminal gets the rate too, on one line that is written over', () => {
    const lines = written(true, false).split('\r\u001B[K');
    assert.ok(lines.includes('   2.0 s  waiting for mail-1'), lines.join('|'));
    assert.ok(lines.includes('   2.0 s  10/200 done, 0.0/s; draining'), lines.join('|'));
    assert.ok(lines.includes('   4.0 s  50/200 done, 20.0/s; draining'), lines.join('|'));
  });

  test('the line that changes is no longer than the terminal is wide', () => {
    for (const line of written(true, false, 20).split(/[\r\n]/)) {
      if (line.includes('draining') || line.includes('done,')) assert.ok(line.length <= 23, line);
    }
  });

  test('a terminal that does not say how wide it is has 80 columns', () => {
    assert.equal(written(true, false, 0), written(true, false, 80));
  });

  test('--quiet gets nothing, on a terminal either', () => {
    assert.equal(written(false, true), '');
    assert.equal(written(true, true), '');
  });
});

test('--logs keeps what each instance printed, and the report is JSON if it is asked for', {
  skip,
}, async () => {
  const project = copyOf('plain');
  const logs = join(project.temporary, 'logs');
  const { status, stdout, stderr } = await rehearse(project, ['--logs', logs, '--json']);
  assert.equal(status, 0, stderr);
  const { worker, scenarios } = JSON.parse(stdout) as RehearsalResult;
  assert.equal(worker.name, 'plain-worker');
  assert.deepEqual(
    scenarios.map(({ scenario, isClean }) => [scenario, isClean]),
    [['deploy', true]],
  );
  const [first, second, ...more] = readdirSync(logs).sort();
  assert.deepEqual([first, second, more], ['plain-worker-1.log', 'plain-worker-2.log', []]);
  const text = readFileSync(join(logs, 'plain-worker-1.log'), 'utf8');
  assert.match(text, /^ +\d+\.\d{3} ready\n +\d+\.\d{3} draining\n$/);
});

test('a project that does not run: exit 1, with what it printed last', { skip }, async () => {
  const project = copyOf('plain', (text) =>
    text.replace('exec node worker.mjs', 'echo no module named worker; exit 3'),
  );
  const { status, stdout, stderr } = await rehearse(project, ['--quiet']);
  assert.match(
    stderr,
    /^`plain-worker` ended with exit code 3 \d\.\d s after its start\..*\n {2}\| no module named worker$/m,
  );
  assert.equal(stdout, '');
  assert.equal(status, 1);
});

test('a worker that ignores SIGTERM: killed at the deadline, exit 1', { skip }, async () => {
  const project = copyOf('plain');
  writeFileSync(
    join(project.folder, 'worker.mjs'),
    "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);",
  );
  const { status, stdout } = await rehearse(project);
  assert.match(stdout, /plain-worker-1 did not end in time and was killed/);
  assert.match(stdout, /^ {2}plain-worker-1 +killed at the deadline, exit SIGKILL/m);
  assert.equal(status, 1, stdout);
});
