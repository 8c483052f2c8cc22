import assert from 'node:assert/strict';
import test from 'node:test';
import {
  databaseConnections,
  keyValueSize,
  planNames,
  serverCpus,
  serverMemory,
} from '../../src/blueprint/platform/plans.ts';

test('memory of services, by new and by old names', () => {
  const expected: [string | undefined, number][] = [
    [undefined, 512],
    ['free', 512],
    ['starter', 512],
    ['0.5c-512mb', 512],
    ['standard', 2048],
    ['1c-2g', 2048],
    ['pro plus', 8192],
    ['12c-96g', 98_304],
    // The default, where a Blueprint says what nobody knows.
    ['huge', 512],
  ];
  for (const [plan, memory] of expected) assert.equal(serverMemory(plan), memory, plan);
  for (const plan of planNames.server) assert.ok(serverMemory(plan) >= 512, plan);
});

test('CPUs of a plan, and of none', () => {
  assert.equal(serverCpus('1c-2g'), 1);
  assert.equal(serverCpus('starter'), 0.5);
  assert.throws(() => serverCpus('huge'), /^Error: There is no plan huge\.$/);
});

test('memory and connections of Key Value', () => {
  const expected: [string | undefined, number, number][] = [
    [undefined, 256, 250],
    ['free', 25, 50],
    ['starter', 256, 250],
    ['1g', 1024, 1000],
    ['40g', 40_960, 40_000],
    ['pro', 5120, 5000],
    ['huge', 256, 250],
  ];
  for (const [plan, memory, connections] of expected) {
    assert.deepEqual(keyValueSize(plan), { memory, connections }, plan);
  }
  for (const plan of planNames.keyvalue) assert.ok(keyValueSize(plan).connections >= 50, plan);
});

test('connections of Postgres', () => {
  const expected: [string | undefined, number][] = [
    [undefined, 100],
    ['free', 100],
    ['basic-1gb', 100],
    ['2c-4g', 100],
    ['2c-8g', 200],
    ['pro-16gb', 400],
    ['4c-32g', 500],
    ['128c-1024g', 500],
  ];
  for (const [plan, connections] of expected)
    assert.equal(databaseConnections(plan), connections, plan);
  for (const plan of planNames.postgres) assert.ok(databaseConnections(plan) >= 100, plan);
});
