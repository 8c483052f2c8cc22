import assert from 'node:assert/strict';
import test from 'node:test';
import { checkBlueprint } from '../../src/blueprint/index.ts';

const worker = (fields: string) =>
  `services:\n  - type: worker\n    name: mail\n    ${fields.replaceAll('\n', '\n    ')}\n`;

/** Each finding as `line:column message`. */
function messages(text: string): string[] {
  return checkBlueprint(text).diagnostics.map(
    ({ message, range: { start } }) => `${start.line}:${start.column} ${message}`,
  );
}

test('a misspelt field is one finding, not a missing field as well', () => {
  const cases: [string, string][] = [
    [
      worker('runtme: node\nbuildCommand: npm ci\nstartCommand: node a.js'),
      '4:5 `runtme` is not a field of a worker. Did you mean `runtime`?',
    ],
    [
      worker('runtime: node\nbuildComand: npm ci\nstartCommand: node a.js'),
      '5:5 `buildComand` is not a field of a worker. Did you mean `buildCommand`?',
    ],
    [
      'services:\n  - type: web\n    name: a\n    runtime: static\n    staticPublishDir: dist\n',
      '5:5 `staticPublishDir` is not a field of a static site. Did you mean `staticPublishPath`?',
    ],
  ];
  for (const [text, expected] of cases) assert.deepEqual(messages(text), [expected]);
});

test('`type` and `runtime` pick the shape, and only its problems are told', () => {
  const cases: [string, string[]][] = [
    [
      'services:\n  - type: keyvalue\n    name: a\n    runtime: node\n',
      [
        '2:5 A Key Value instance needs `ipAllowList`.',
        '4:5 `runtime` is not a field of a Key Value instance. Expected one of `type`, `name`, `region`, `ipAllowList`, `plan`, `previewPlan`, `maxmemoryPolicy`, `persistenceMode`.',
      ],
    ],
    [
      'services:\n  - type: wroker\n    name: a\n',
      [
        '2:11 `wroker` is not a type of service. Did you mean `worker`? Expected one of `web`, `pserv`, `worker`, `cron`, `keyvalue`, `workflow`.',
      ],
    ],
    [
      'services:\n  - name: a\n    runtime: node\n',
      [
        '2:5 The service has no `type`. Expected one of `web`, `pserv`, `worker`, `cron`, `keyvalue`, `workflow`.',
      ],
    ],
    ['services:\n  type: worker\n', ['2:3 `services` must be a list; this is a mapping.']],
    [
      'services: []\nredis:\n  - name: a\n',
      [
        '2:1 `redis` is not a field of a Blueprint. Expected one of `services`, `databases`, `envVarGroups`, `previews`, `previewsEnabled`, `previewsExpireAfterDays`, `buildSources`, `projects`, `ungrouped`, `version`.',
      ],
    ],
  ];
  for (const [text, expected] of cases) assert.deepEqual(messages(text), expected);
});

test('a type of service that is none is said in the words of what stands there', () => {
  const types: [string, string][] = [
    ['', '2:10 An empty value is not a type of service.'],
    [' {a: 1}', '2:11 A mapping is not a type of service.'],
    [' [web]', '2:11 A list is not a type of service.'],
    [
      ' static',
      '2:11 `static` is not a type of service. A static site is `type: web` with `runtime: static`.',
    ],
  ];
  for (const [type, expected] of types) {
    assert.deepEqual(messages(`services:\n  - type:${type}\n    name: a\n`), [
      `${expected} Expected one of \`web\`, \`pserv\`, \`worker\`, \`cron\`, \`keyvalue\`, \`workflow\`.`,
    ]);
  }
});

test('of two fields that exclude each other, and of two of which one must be there', () => {
  const source = (fields: string) => `buildSources:\n  - name: b\n    ${fields}\n`;
  const filter = (fields: string) => worker(`runtime: docker\nbuildFilter: ${fields}`);
  assert.deepEqual(
    messages(source('git: {repo: https://a.test/b, runtime: docker}\n    image: {url: a.test/b}')),
    ['2:5 A build source takes `git` or `image`, not both.'],
  );
  assert.match(messages(source('autoDeployTrigger: commit')).join(), /needs `git` or `image`\./);
  assert.deepEqual(messages(filter('{}')), ['5:5 `buildFilter` needs `paths` or `ignoredPaths`.']);
  assert.deepEqual(messages(filter('{path: [a]}')), [
    '5:19 `path` is not a field of `buildFilter`. Did you mean `paths`?',
  ]);
});

test('a value beside a reference, and which of the two has to go', () => {
  const variable = (fields: string) =>
    worker(`runtime: docker\nenvVars:\n  - ${fields.replaceAll('\n', '\n    ')}`);
  assert.deepEqual(messages(variable('fromGroup: g\nvalue: x')), [
    '7:9 `value` cannot stand beside `fromGroup`. A group brings its own keys: write `fromGroup` alone.',
  ]);
  assert.deepEqual(
    messages(variable('key: A\nvalue: x\nfromService: {type: worker, name: mail, envVarKey: B}')),
    [
      '7:9 `value` cannot stand beside `fromService`. The value comes from `fromService`: remove one of the two.',
    ],
  );
});

test('a number below the least, where there is no greatest', () => {
  assert.deepEqual(messages(worker('runtime: docker\nnumInstances: 0')), [
    '5:19 `numInstances` is 0; expected 1 or more.',
  ]);
});

test('a variable that is no mapping', () => {
  assert.deepEqual(messages(worker('runtime: docker\nenvVars:\n  - A=b')), [
    '6:9 The variable must be a mapping; `A=b` is a string.',
  ]);
});

test('an address that is none', () => {
  const text = (uri: string) =>
    `services:\n  - {type: web, name: a, runtime: docker, maintenanceMode: {enabled: true, uri: ${uri}}}\n`;
  assert.deepEqual(messages(text('https://status.test/up')), []);
  assert.deepEqual(messages(text('not a url')), [
    '2:81 `not a url` is not an absolute URL, such as `https://example.com/status`. Write spaces and other such characters as `%20`.',
  ]);
});

test('infinity is a whole number to the schema, and out of what Render takes', () => {
  const delay = (value: string) => worker(`runtime: docker\nmaxShutdownDelaySeconds: ${value}`);
  assert.deepEqual(messages(delay('.inf')), [
    '5:30 `maxShutdownDelaySeconds` is Infinity; expected 1 to 300.',
  ]);
  assert.deepEqual(messages(delay('30.5')), [
    '5:30 `maxShutdownDelaySeconds` must be a whole number; `30.5` is a number.',
  ]);
});
