import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { applyFixes, checkBlueprint } from '../../src/blueprint/index.ts';

/** What one rule says of a Blueprint. */
function messagesOf(rule: string, text: string): string[] {
  const { diagnostics } = checkBlueprint(text);
  return diagnostics.filter((found) => found.rule === rule).map(({ message }) => message);
}

/** A worker with the fields given, and variables from Key Value instances by key. */
function worker(fields: string, instances: Record<string, string> = {}): string {
  const variables = Object.entries(instances).map(
    ([key, name]) =>
      `      - key: ${key}\n        fromService: {type: keyvalue, name: ${name}, property: connectionString}\n`,
  );
  const list = variables.length > 0 ? `    envVars:\n${variables.join('')}` : '';
  return `  - type: worker\n    name: w\n    runtime: docker\n${fields}${list}`;
}

const keyValue = (name: string, fields = '') =>
  `  - {type: keyvalue, name: ${name}, ipAllowList: []${fields}}\n`;

describe('broker-evicts', () => {
  test('where a name speaks of jobs, the worker’s other instances may evict', () => {
    const instances = { SIDEKIQ_REDIS_URL: 'queue', SESSION_REDIS: 'sessions' };
    const text = `services:\n${worker('', instances)}${keyValue('queue')}${keyValue('sessions')}`;
    assert.deepEqual(
      messagesOf('broker-evicts', text).map((message) => message.split('`')[1]),
      ['queue'],
    );
  });
});

test('broker-evicts: what is called a cache holds the jobs, where they can be nowhere else', () => {
  const text = (database: string) =>
    `services:\n${worker('', { REDIS_URL: 'cache' })}${database}${keyValue('cache')}databases: [{name: db}]\n`;
  const fromDatabase =
    '      - key: DATABASE_URL\n        fromDatabase: {name: db, property: connectionString}\n';
  assert.equal(messagesOf('broker-evicts', text('')).length, 1);
  assert.equal(messagesOf('broker-evicts', text(fromDatabase)).length, 0);
});

describe('a mistake that an alias or a merge key repeats is said once', () => {
  const aliased = (value: string) =>
    `services:\n${worker(`    envVars: &vars\n      - key: API_KEY\n        value: ${value}\n`)}  - type: cron\n    name: nightly\n    runtime: docker\n    schedule: "0 3 * * *"\n    envVars: *vars\n`;

  test('with the other services as related places', () => {
    const { diagnostics } = checkBlueprint(aliased('abcd1234efgh5678'));
    assert.deepEqual(
      diagnostics.map(({ rule, message, range, related }) => [
        rule,
        message.slice(0, 16),
        range.start.line,
        related.map((other) => `${other.range.start.line} ${other.label}`),
      ]),
      [['literal-credential', '`API_KEY` of `w`', 7, ['9 the same for `nightly`']]],
    );
  });

  test('where the message names no service, and in what the schema finds', () => {
    for (const value of ['off', 'true']) {
      assert.equal(checkBlueprint(aliased(value)).diagnostics.length, 1, value);
    }
    const merged = `services:\n  - &base\n    type: worker\n    name: a\n    runtime: node\n    buildCommand: npm ci\n    startCommand: npm start\n    healthCheckPath: /up\n  - <<: *base\n    name: b\n`;
    assert.deepEqual(
      checkBlueprint(merged).diagnostics.map(({ rule }) => rule),
      ['signal-swallowed', 'http-field-on-worker'],
    );
  });

  test('and two mistakes at one place are two', () => {
    const text = 'services:\n  - {type: worker}\n';
    assert.equal(messagesOf('missing-field', text).length, 2);
  });
});

/** A worker that is started so; the command is written as JSON, which YAML reads too. */
const started = (command: string, fields = '') =>
  `services:\n${worker(`    dockerCommand: ${JSON.stringify(command)}\n${fields}`)}`;

describe('signal-swallowed', () => {
  const cases: [command: string, message: RegExp | undefined][] = [
    // What has ended when the signal comes.
    ['npm run migrate && node dist/worker.js', undefined],
    ['yarn prisma migrate deploy && exec node dist/worker.js', undefined],
    ['yarn install --production; node d.js', undefined],
    ['sh -c "npm run migrate && exec node worker.js"', undefined],
    ['sh -c "./prepare" && node worker.js', undefined],
    ['echo npm start', undefined],
    ['dumb-init npm start', undefined],
    ['foreman start -t 25', undefined],
    ['bash -c "node worker.js"', undefined],
    ['sh -c "exec node worker.js || exit 1"', undefined],
    // What runs then, wherever it stands.
    ['node migrate.js && npm run worker', /`npm` exits at once/],
    ['cd app\nnpm start', /`npm`/],
    ['npm start 2>&1', /`npm`/],
    ['npm start | tee log', /`npm`/],
    ['npm start & node web.js', /`npm`/],
    ['npm --prefix apps/worker start', /`npm`/],
    ['npm -w server run worker', /`npm`/],
    ['NODE_ENV=production npm start', /`npm`/],
    ['bash -lc "cd app && yarn worker"', /`yarn` .* Start the program itself\.$/],
    // Each is told what helps against it.
    [
      'exec npm start',
      /Start the program itself, or put `exec` before it in the package’s script\./,
    ],
    ['foreman start worker', /5 seconds .* with `-t`\.$/],
    ['sh -c "node worker.js"', /Put `exec` before the program\.$/],
    ['/bin/sh -ec "cd app; node worker.js"', /`sh -c`/],
  ];
  for (const [command, message] of cases) {
    test(command, () => {
      const found = messagesOf('signal-swallowed', started(command));
      assert.equal(found.length, message ? 1 : 0);
      if (message) assert.match(found[0] ?? '', message);
    });
  }
});

describe('scheduler-doubled, whatever starts the scheduler', () => {
  const commands = [
    'ddtrace-run celery -A a worker -B',
    'opentelemetry-instrument --service_name jobs celery -A a worker -B',
    'newrelic-admin run-program celery -A a beat',
    'dumb-init -- celery -A a beat',
    'env FOO=1 celery -A a beat',
    'nice -n 5 celery -A a beat',
    'nohup python -m celery -A a beat 2>&1 &',
    "bash -c 'celery -A a worker & exec /opt/venv/bin/celery -A a beat'",
    'celery \\\n  -A a \\\n  beat',
  ];
  for (const command of commands) {
    test(command, () => {
      assert.equal(messagesOf('scheduler-doubled', started(command)).length, 1);
    });
  }
});

describe('shutdown-delay', () => {
  test('over lines that a backslash joins', () => {
    const command = 'bundle exec sidekiq \\\n  -c 5 \\\n  -t 90\n';
    assert.match(messagesOf('shutdown-delay', started(command))[0] ?? '', /asks for 90 s/);
  });

  test('not from the command on the next line', () => {
    assert.deepEqual(messagesOf('shutdown-delay', started('sidekiq\nother -t 90\n')), []);
  });
});

describe('pooled-listener', () => {
  const pooled = (variable: string, command = 'node worker.js') =>
    `${started(command, `    envVars:\n      - key: DATABASE_URL\n        fromDatabase: {name: pg, property: connectionPoolString}\n${variable}`)}databases:\n  - name: pg\nenvVarGroups:\n  - name: brokers\n    envVars:\n      - key: AMQP_URL\n        value: amqp://mq.test\n`;
  const cases: [what: string, text: string, count: number][] = [
    ['a broker outside of Render', pooled('      - key: REDIS_URL\n        sync: false\n'), 0],
    ['a broker in a group', pooled('      - fromGroup: brokers\n'), 0],
    ['a framework that never listens in Postgres', pooled('', 'celery -A app worker'), 0],
    ['a framework that rake starts', pooled('', 'rake resque:work'), 0],
    ['another task of rake', pooled('', 'rake jobs:work # not resque'), 1],
    ['the names of queues', pooled('      - key: QUEUES\n        value: mail\n'), 1],
    ['a cache outside of Render', pooled('      - key: REDIS_CACHE_URL\n        sync: false\n'), 1],
  ];
  for (const [what, text, count] of cases) {
    test(what, () => {
      assert.equal(messagesOf('pooled-listener', text).length, count);
    });
  }
});

describe('broker-forgets, where the worker is not plain to see', () => {
  const broker = '{type: keyvalue, name: q, property: connectionString}';
  const service = (type: string, name: string, command: string, variable: string) =>
    `  - type: ${type}\n    name: ${name}\n    runtime: docker\n    dockerCommand: ${JSON.stringify(command)}\n    envVars:\n      - ${variable}\n`;
  const free = keyValue('q', ', plan: free');
  const related = (services: string) =>
    checkBlueprint(`services:\n${services}${free}`)
      .diagnostics.filter(({ rule }) => rule === 'broker-forgets')
      .map((found) => found.related[0]?.label);

  test('a worker that copies the variable of another service', () => {
    const api = service('web', 'api', 'gunicorn a', `{key: CACHE_OR_NOT, fromService: ${broker}}`);
    const copy = '{key: URL, fromService: {type: web, name: api, envVarKey: CACHE_OR_NOT}}';
    const labels = related(api + service('worker', 'jobs', './jobs', copy));
    assert.deepEqual(labels, ['`jobs` takes its jobs from it']);
  });

  test('a worker inside of a web service', () => {
    const command = 'sh -c "celery -A a worker & exec gunicorn a"';
    const labels = related(service('web', 'all', command, `{key: URL, fromService: ${broker}}`));
    assert.deepEqual(labels, ['`all` takes its jobs from it']);
  });

  test('a producer alone, if its variable speaks of jobs', () => {
    const from = (key: string) =>
      related(service('web', 'api', 'gunicorn a', `{key: ${key}, fromService: ${broker}}`));
    assert.deepEqual(from('CELERY_BROKER_URL'), ['`api` calls it `CELERY_BROKER_URL`']);
    assert.deepEqual(from('CELERY_RESULT_BACKEND'), []);
    assert.deepEqual(from('REDIS_URL'), []);
  });
});

test('free-plan: the plan of previews, by its old name too', () => {
  for (const field of ['previewPlan: free', 'previews: {plan: free}']) {
    const text = `services:\n${worker(`    ${field}\n`)}`;
    assert.equal(messagesOf('free-plan', text).length, 1, field);
  }
});

test('cron-expression: what only some crons take', () => {
  const said = (schedule: string) =>
    messagesOf(
      'cron-expression',
      `services:\n  - {type: cron, name: c, runtime: docker, schedule: "${schedule}"}\n`,
    ).join();
  for (const schedule of [
    '0 0 LW * *',
    '0 0 15W * *',
    '0 0 * * 5#2',
    '0 0 * * FRIL',
    '0 0 * * +1',
  ]) {
    assert.match(said(schedule), /: standard cron has no `[LW#+]`/, schedule);
  }
  assert.match(said('0 0 * * weekday'), /`weekday` is no day of week/);
  assert.equal(said('0 0 1 JUL WED'), '');
});

test('literal-credential: a secret behind thousands of characters is not looked for', () => {
  const found = (length: number) =>
    messagesOf(
      'literal-credential',
      `services:\n${worker(`    envVars:\n      - {key: A, value: ${'a'.repeat(length)} AKIAABCDEFGHIJKLMNOP}\n`)}`,
    ).length;
  assert.equal(found(3_900), 1);
  assert.equal(found(4_000), 0);
});

test('worker-has-no-address: a worker of another file has none either', () => {
  const text = `services:\n${worker('    envVars:\n      - key: API\n        fromService: {type: worker, name: elsewhere, property: host}\n')}`;
  const found = checkBlueprint(text).diagnostics.find(
    ({ rule }) => rule === 'worker-has-no-address',
  );
  assert.equal(
    found?.message,
    '`elsewhere` is a worker and has no `host`: nothing can connect to it. Send it work through the broker.',
  );
  assert.deepEqual(found.related, []);
});

describe('signal-swallowed lets alone', () => {
  for (const command of [
    'npm ci',
    'yarn',
    'yarn install',
    'dumb-init npm start',
    'A=1',
    'sh run.sh -c x',
  ]) {
    test(command, () => {
      const text = `services:\n${worker(`    dockerCommand: ${command}\n`)}`;
      assert.deepEqual(messagesOf('signal-swallowed', text), []);
    });
  }
});

test('scheduler-doubled: supercronic needs a crontab to be one', () => {
  const said = (command: string) =>
    messagesOf('scheduler-doubled', `services:\n${worker(`    dockerCommand: ${command}\n`)}`);
  assert.deepEqual(said('supercronic'), []);
  assert.match(said('supercronic /etc/crontab').join(), /`supercronic` has no lock/);
});

describe('shutdown-delay, of a timeout that no delay can cover', () => {
  const text = (timeout: number) =>
    `services:\n${worker(`    dockerCommand: sidekiq -t ${timeout}\n`)}`;
  const fixes = (timeout: number) =>
    checkBlueprint(text(timeout)).diagnostics.flatMap((found) => found.fixes);

  test('asks for a smaller one, and offers no delay that Render refuses', () => {
    assert.deepEqual(messagesOf('shutdown-delay', text(400)), [
      '`w` asks for 400 s with `-t`, and SIGKILL comes after 30 s, the default. 300 s are the most there are: set the timeout to 295 or lower.',
    ]);
    assert.deepEqual(fixes(400), []);
  });

  test('offers the greatest one for what it just covers', () => {
    assert.deepEqual(
      fixes(295).map(({ title }) => title),
      ['Set `maxShutdownDelaySeconds: 300`'],
    );
  });

  test('judges no variable that is no number', () => {
    const said = (value: string) =>
      messagesOf(
        'shutdown-delay',
        `services:\n${worker(`    dockerCommand: rake resque:work\n    envVars:\n      - {key: RESQUE_TERM_TIMEOUT, ${value}}\n`)}`,
      ).length;
    assert.equal(said('value: 60'), 1);
    assert.equal(said('value: "60"'), 1);
    assert.equal(said('value: soon'), 0);
    assert.equal(said('generateValue: true'), 0);
  });
});

describe('pooled-listener lets the pool alone where the jobs are in Key Value', () => {
  const text = (key: string) =>
    `services:\n${worker('', { [key]: 'kv' })}      - key: DATABASE_URL\n        fromDatabase: {name: db, property: connectionPoolString}\n${keyValue('kv')}databases: [{name: db}]\n`;
  const isSaid = (key: string) => messagesOf('pooled-listener', text(key)).length > 0;

  test('which a cache is not', () => {
    assert.equal(isSaid('JOBS'), false);
    assert.equal(isSaid('CACHE_URL'), true);
  });

  test('and speaks of a database that another file has', () => {
    const elsewhere = text('CACHE_URL').replace('databases: [{name: db}]\n', '');
    assert.match(
      messagesOf('pooled-listener', elsewhere).join(),
      /^The worker `w` reaches `db` through the transaction pooler/,
    );
  });
});

describe('reference-property', () => {
  test('a type that every object has a property of is one that is not judged', () => {
    const text = `services:\n${worker('', { REDIS_URL: 'x' })}  - {type: constructor, name: x}\n`;
    assert.deepEqual(messagesOf('reference-property', text), [
      '`x` is `type: constructor`; the reference says `type: keyvalue`.',
    ]);
  });

  const web = '  - {type: web, name: api, runtime: docker}\n';
  const reference = (fields: string) =>
    `services:\n${worker(`    envVars:\n      - key: API\n        fromService: {${fields}}\n`)}${web}`;

  test('a reference that asks for two things', () => {
    assert.deepEqual(
      messagesOf(
        'reference-property',
        reference('type: web, name: api, property: host, envVarKey: PORT'),
      ),
      ['The reference to `api` has both `property` and `envVarKey`. It needs exactly one.'],
    );
  });

  test('a wrong type, where nothing tells what was meant instead', () => {
    const text = reference('type: cron, name: api, property: connectionString');
    const { diagnostics } = checkBlueprint(text);
    const found = diagnostics.find(({ rule }) => rule === 'reference-property');
    assert.equal(found?.message, '`api` is `type: web`; the reference says `type: cron`.');
    assert.deepEqual(found?.fixes, []);
  });

  test('nothing, to something of which nobody knows what it offers', () => {
    const text = reference('type: worker, name: elsewhere');
    const { diagnostics } = checkBlueprint(text);
    const found = diagnostics.find(({ rule }) => rule === 'reference-property');
    assert.match(found?.message ?? '', /neither `property` nor `envVarKey`/);
    assert.deepEqual(found?.fixes, []);
  });
});

test('region-mismatch: a region that is left out is added, after the name', () => {
  const text = `services:\n${worker('    envVars:\n      - key: API\n        fromService: {type: web, name: api, property: host}\n')}  - {type: web, name: api, runtime: docker, region: ohio}\n`;
  const [found, ...others] = checkBlueprint(text).diagnostics;
  assert.deepEqual(others, []);
  assert.equal(
    found?.message,
    '`w` runs in `oregon` and `api` in `ohio`: the private address does not work across regions.',
  );
  assert.deepEqual(
    found.related.map(({ label, range }) => `${range.start.line} ${label}`),
    ['8 `api` is in ohio', '3 `w` is in oregon'],
  );
  assert.match(
    applyFixes(text, [found], { unsafe: true }).text,
    /^ {4}name: w\n {4}region: ohio\n {4}runtime/m,
  );
});

describe('deprecated-field', () => {
  const found = (text: string) =>
    checkBlueprint(text).diagnostics.filter(({ rule }) => rule === 'deprecated-field');

  test('beside `previews` itself, which a person has to merge with it', () => {
    const text = `services:\n${worker('    previewPlan: 1c-2g\n    previews:\n      generation: automatic\n')}`;
    const [old] = found(text);
    assert.equal(
      old?.message,
      '`previewPlan` is the old form of `previews.plan`. Write `previews.plan: 1c-2g`.',
    );
    assert.deepEqual(
      old.related.map(({ label, range }) => `${range.start.line} ${label}`),
      ['6 `previews` is here'],
    );
    assert.deepEqual(old.fixes, []);
  });

  test('with a value that means nothing, which no fix carries over', () => {
    for (const field of ['pullRequestPreviewsEnabled: maybe', 'previewPlan: [a]']) {
      const [old] = found(`services:\n${worker(`    ${field}\n`)}`);
      assert.match(old?.message ?? '', /Write `previews\.(?:generation|plan)`\.$/, field);
      assert.deepEqual(old?.fixes, [], field);
    }
  });
});

test('disk-unsupported: a static site', () => {
  const { diagnostics } = checkBlueprint(
    'services:\n  - type: web\n    name: site\n    runtime: static\n    staticPublishPath: out\n    disk: {name: d, mountPath: /data}\n',
  );
  const found = diagnostics.find(({ rule }) => rule === 'disk-unsupported');
  assert.equal(found?.message, '`site` is a static site, which cannot have a disk. Remove `disk`.');
  assert.deepEqual(
    found.related.map(({ label, range }) => `${range.start.line} ${label}`),
    ['4 the runtime'],
  );
});

test('pinned-branch: previews that are no word make none', () => {
  const text = (generation: string) =>
    `previews: {generation: ${generation}}\nservices:\n${worker('    branch: main\n')}`;
  assert.equal(messagesOf('pinned-branch', text('automatic')).length, 1);
  assert.deepEqual(messagesOf('pinned-branch', text('[automatic]')), []);
  const unreadable = text('automatic').replace('branch: main', 'branch: [main]');
  assert.deepEqual(messagesOf('pinned-branch', unreadable), []);
});

test('literal-credential: a value that an alias brings has no fix', () => {
  const text = `services:\n${worker('    envVars:\n      - key: API_KEY\n        value: &key abcd1234efgh5678\n      - key: API_TOKEN\n        value: *key\n')}`;
  const found = checkBlueprint(text).diagnostics.filter(
    ({ rule }) => rule === 'literal-credential',
  );
  assert.deepEqual(
    found.map(({ range, fixes }) => [range.start.line, fixes.length]),
    [
      [7, 0],
      [9, 0],
    ],
  );
});

test('unknown-reference: names are compared a million times, and then no more', () => {
  const databases = Array.from({ length: 999 }, (_, index) => `  - {name: x${index}}\n`);
  const references = Array.from(
    { length: 1_001 },
    (_, index) => `      - {key: K${index}, fromDatabase: {name: job, property: host}}\n`,
  );
  const found = messagesOf(
    'unknown-reference',
    `services:\n${worker(`    envVars:\n${references.join('')}`)}databases:\n  - {name: jobs}\n${databases.join('')}`,
  );
  assert.deepEqual(
    found.map((message) => message.includes('Did you mean `jobs`?')),
    references.map((_, index) => index < 1_000),
  );
});
