import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { checkBlueprint } from '../../src/blueprint/index.ts';

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
