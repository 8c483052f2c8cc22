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
