import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import { planText } from '../../src/cli/rehearse-report.ts';
import {
  buildVariables,
  machineVariables,
  serverVariables,
} from '../../src/rehearsal/environment.ts';
import { planOf } from '../../src/rehearsal/plan.ts';
import { readProject } from '../../src/rehearsal/project.ts';
import { folderOf, good, run } from './cli.ts';

const blueprint = `
databases:
  - name: db
services:
  - type: keyvalue
    name: kv
    ipAllowList: []
  - type: web
    name: api
    runtime: python
    buildCommand: pip install .
    startCommand: gunicorn api:api
    envVars:
      - key: DB
        fromDatabase: { name: db, property: connectionPoolString }
  - type: worker
    name: jobs
    runtime: python
    buildCommand: pip install .
    preDeployCommand: "python migrate.py\\u001b[2K"
    startCommand: |-
      celery \\
        worker
    envVars:
      - key: REDIS_URL
        fromService: { type: keyvalue, name: kv, property: connectionString }
`;
const options = { blueprint: 'render.yaml', build: undefined, enqueue: undefined, probes: {} };

suite('what a rehearsal says that it will run', () => {
  const project = readProject(blueprint, undefined);

  test('each command once, in its order, and the servers', () => {
    const { commands, stores } = planOf(project, { ...options, enqueue: 'python put.py' });
    assert.deepEqual(
      commands.map(({ what, command }) => `${what}: ${command}`),
      [
        'build of jobs, api: python3 -m venv "$VIRTUAL_ENV" && pip install .',
        'pre-deploy of jobs: python migrate.py\u001b[2K',
        'start of jobs: celery \\\n  worker',
        'start of api: gunicorn api:api',
        '--enqueue: python put.py',
      ],
    );
    assert.deepEqual(stores.map(({ name, software }) => `${name}: ${software}`).sort(), [
      'db: PgBouncer',
      'db: PostgreSQL',
      'kv: Valkey or Redis',
    ]);
  });

  test('a build of another folder, and one that --build replaces', () => {
    const apart = readProject(
      blueprint.replace('name: api\n', 'name: api\n    rootDir: web\n'),
      undefined,
    );
    const builds = (build?: string) =>
      planOf(apart, { ...options, build }).commands.filter(({ what }) => what.startsWith('build'));
    assert.deepEqual(
      builds().map(({ what }) => what),
      ['build of jobs', 'build of api'],
    );
    assert.ok(builds('true').every(({ command }) => command.endsWith('&& true')));
  });

  test('nothing in a command moves the cursor of the terminal that shows it', () => {
    const text = planText(planOf(project, options));
    assert.ok(!text.includes('\u001b'), text);
    assert.match(text, /^ {2}pre-deploy of jobs {2}python migrate\.py␛\[2K$/m);
    assert.match(text, /^ {2}start of jobs {7}celery \\␊ {2}worker$/m);
  });
});

suite('what processes get of the environment', () => {
  const own = {
    AWS_SECRET_ACCESS_KEY: 's',
    DATABASE_URL: 's',
    GITHUB_TOKEN: 's',
    UV_PUBLISH_TOKEN: 's',
    CARGO_REGISTRY_TOKEN: 's',
    GEM_HOST_API_KEY: 's',
    HEX_API_KEY: 's',
    npm_config_registry: 'https://packages.invalid/',
    LD_LIBRARY_PATH: '/opt/valkey/lib',
  };
  test('a name that is not on the list does not reach them, a key to publish neither', (t) => {
    const before = { ...process.env };
    t.after(() => {
      process.env = before;
    });
    Object.assign(process.env, own);
    const passed = (variables: Record<string, string>) =>
      Object.keys(own).filter((name) => name in variables);
    assert.deepEqual(passed(machineVariables()), []);
    assert.deepEqual(passed(buildVariables()), ['npm_config_registry']);
    assert.deepEqual(passed(serverVariables()), ['LD_LIBRARY_PATH']);
    assert.ok('PATH' in machineVariables());
  });
});

suite('the command', () => {
  test('--dry-run says it and runs nothing', () => {
    const folder = folderOf({ 'render.yaml': good.replace('npm ci', 'touch ../built') });
    const { status, stdout, stderr } = run(folder, ['rehearse', '--dry-run']);
    assert.equal(stderr, '');
    assert.match(
      stdout,
      /^Rehearsing mail-worker runs these commands of render\.yaml on this machine, as you, in a copy of its folder:\n {2}build of mail-worker {2}touch \.\.\/built\n {2}start of mail-worker {2}node worker\.js\nOf your environment they get /,
    );
    assert.equal(status, 0);
  });

  test('--dry-run of what cannot be rehearsed: exit 2, with the reason', () => {
    const folder = folderOf({ 'render.yaml': good });
    const { status, stderr } = run(folder, ['rehearse', '--dry-run', '--service', 'other']);
    assert.match(stderr, /no worker `other`/);
    assert.equal(status, 2);
  });
});
