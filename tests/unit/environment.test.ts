import assert from 'node:assert/strict';
import test from 'node:test';
import { parseBlueprint, readModel } from '../../src/blueprint/index.ts';
import { platformVariables, Resolver } from '../../src/rehearsal/environment.ts';
import { readProject } from '../../src/rehearsal/project.ts';

const blueprint = `
envVarGroups:
  - name: shared
    envVars:
      - key: LEVEL
        value: info
      - key: SECRET
        generateValue: true
databases:
  - name: db
services:
  - type: keyvalue
    name: kv
    ipAllowList: []
  - type: web
    name: api
    runtime: node
    buildCommand: npm ci
    startCommand: node api.js
    envVars:
      - fromGroup: shared
      - key: COPIED
        fromService: { type: worker, name: jobs, envVarKey: TOKEN }
  - type: worker
    name: jobs
    runtime: node
    buildCommand: npm ci
    startCommand: node jobs.js
    envVars:
      - fromGroup: shared
      - key: REDIS_URL
        fromService: { type: keyvalue, name: kv, property: connectionString }
      - key: POOLED
        fromDatabase: { name: db, property: connectionPoolString }
      - key: API
        fromService: { type: web, name: api, property: hostport }
      - key: COUNT
        value: 5
      - key: TOKEN
        sync: false
      - key: LATER
        fromService: { type: web, name: elsewhere, property: host }
      - fromGroup: dashboard
      - key: ROUND
        fromService: { type: worker, name: jobs, envVarKey: ROUND }
`;

function resolve(given: Record<string, string>) {
  const { tree } = parseBlueprint(blueprint);
  assert.ok(tree);
  const model = readModel(tree);
  const addresses = new Map<string, Record<string, string>>([
    ['kv', { connectionString: 'redis://127.0.0.1:1' }],
    ['db', { connectionString: 'postgres://127.0.0.1:2' }],
    ['api', { hostport: '127.0.0.1:3' }],
  ]);
  const resolver = new Resolver(model, addresses, given);
  const of = (name: string) => {
    const service = model.services.find((candidate) => candidate.name === name);
    assert.ok(service);
    return resolver.resolve(service);
  };
  return { worker: of('jobs'), api: of('api') };
}

test('literal, referenced, given and generated values', () => {
  const { worker, api } = resolve({ TOKEN: 't', FROM_GROUP: 'g' });
  const { SECRET, ...rest } = worker.variables;
  assert.deepEqual(rest, {
    LEVEL: 'info',
    REDIS_URL: 'redis://127.0.0.1:1',
    API: '127.0.0.1:3',
    COUNT: '5',
    TOKEN: 't',
    FROM_GROUP: 'g',
  });
  assert.equal(Buffer.from(SECRET ?? '', 'base64').length, 32);
  assert.equal(api.variables['SECRET'], SECRET, 'a group has one value for all of its services');
  assert.equal(api.variables['COPIED'], 't');
});

test('what has no value is named with the reason', () => {
  const { worker } = resolve({});
  assert.deepEqual(worker.missing, [
    { key: 'POOLED', why: '`db` has no `connectionPoolString` here' },
    { key: 'TOKEN', why: '`sync: false`: Render asks for it in the Dashboard' },
    { key: 'LATER', why: '`elsewhere` is not started by a rehearsal' },
    { key: 'dashboard', why: 'a group of the Dashboard: write its variables' },
    { key: 'ROUND', why: 'its references go in a circle' },
  ]);
});

test('Render sets WEB_CONCURRENCY on web services and not on workers', () => {
  const { worker, producer } = readProject(blueprint, undefined);
  assert.ok(producer);
  const ofWorker = platformVariables(worker, 'jobs-1');
  assert.equal(ofWorker['WEB_CONCURRENCY'], undefined);
  assert.equal(ofWorker['RENDER_WEB_CONCURRENCY'], undefined);
  assert.equal(ofWorker['RENDER_SERVICE_TYPE'], 'worker');
  assert.equal(ofWorker['NODE_ENV'], 'production');
  assert.equal(platformVariables(producer, 'api')['WEB_CONCURRENCY'], '1');
});
