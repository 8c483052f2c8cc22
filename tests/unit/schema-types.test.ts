import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import test from 'node:test';
import { stringify } from 'yaml';
import { type BlueprintFile, checkBlueprint } from '../../src/blueprint/index.ts';
import type { EnvVar, Service } from '../../src/blueprint/schema/types.ts';
import { root } from '../corpus/public.ts';

const blueprint: BlueprintFile = {
  services: [
    {
      type: 'keyvalue',
      name: 'orders-broker',
      region: 'oregon',
      plan: '256mb',
      ipAllowList: [],
      maxmemoryPolicy: 'noeviction',
    },
    {
      type: 'worker',
      name: 'orders-worker',
      runtime: 'node',
      region: 'oregon',
      plan: '0.5c-512mb',
      buildCommand: 'npm ci',
      startCommand: 'node worker.js',
      maxShutdownDelaySeconds: 60,
      envVars: [
        {
          key: 'REDIS_URL',
          fromService: { type: 'keyvalue', name: 'orders-broker', property: 'connectionString' },
        },
        { key: 'CONCURRENCY', value: 4 },
        { fromGroup: 'shared' },
      ],
    },
    { type: 'web', runtime: 'static', name: 'docs', staticPublishPath: './dist' },
  ],
  envVarGroups: [{ name: 'shared', envVars: [{ key: 'LOG_LEVEL', value: 'info' }] }],
};

/** Each compiles only as long as the types refuse it: `npm run types` reads them. */
export const refused: { services: Service[]; envVars: EnvVar[]; file: BlueprintFile } = {
  services: [
    // @ts-expect-error a misspelt field
    { type: 'worker', name: 'a', runtime: 'node', startComand: 'node worker.js' },
    // @ts-expect-error a plan of another type of service
    { type: 'keyvalue', name: 'a', ipAllowList: [], plan: '0.5c-512mb' },
    // @ts-expect-error a field that a cron job has not
    { type: 'cron', name: 'a', runtime: 'node', schedule: '* * * * *', numInstances: 2 },
    // @ts-expect-error a missing field
    { type: 'keyvalue', name: 'a' },
    // @ts-expect-error no type of service
    { type: 'job', name: 'a', runtime: 'node' },
  ],
  envVars: [
    // @ts-expect-error a value that is neither text nor a number
    { key: 'DEBUG', value: true },
    // @ts-expect-error a property that databases have and services have not
    { key: 'A', fromService: { type: 'web', name: 'b', property: 'password' } },
  ],
  file: {
    // @ts-expect-error the version is text
    version: 1,
  },
};

test('what the types accept, the engine accepts', () => {
  const { schema, diagnostics } = checkBlueprint(stringify(blueprint));
  assert.equal(schema, 'valid', JSON.stringify(diagnostics, null, 1));
});

test('the types are what the schema makes', () => {
  const script = join(root, 'scripts/schema-types.ts');
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
});
