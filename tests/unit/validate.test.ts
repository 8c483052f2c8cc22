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
