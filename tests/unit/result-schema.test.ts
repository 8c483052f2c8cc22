import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { forms, readEvidence } from '../../src/rehearsal/evidence.ts';
import type { RehearsalResult } from '../../src/rehearsal/result.ts';
import { rehearsalSchema } from '../../src/rehearsal/result-schema.ts';
import { crash, deploy, full, killed, long, restarted, resultOf } from './rehearsal-results.ts';

const root = join(import.meta.dirname, '../..');

suite('the schema of `rehearse --json`', () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(rehearsalSchema);
  const result = (): RehearsalResult =>
    JSON.parse(JSON.stringify(resultOf(deploy, killed, crash, restarted, full, long)));

  test('takes a result', () => {
    assert.ok(validate(result()), JSON.stringify(validate.errors));
  });

  test('takes nothing else', () => {
    const changes: ((value: RehearsalResult) => unknown)[] = [
      (value) => Object.assign(value, { version: 2 }),
      (value) => Object.assign(value, { extra: 1 }),
      (value) => Object.assign(value.machine, { cores: 0 }),
      (value) => Object.assign(value, { date: 'today' }),
      (value) => Object.assign(value.scenarios[0] ?? {}, { scenario: 'no-such' }),
      (value) => Object.assign(value.scenarios[0]?.events[0] ?? {}, { kind: 'no-such' }),
      (value) => Object.assign(value.scenarios[0]?.instances[0]?.stop ?? {}, { signal: 'SIGHUP' }),
      (value) => Object.assign(value.scenarios[0]?.count ?? {}, { lost: -1 }),
      (value) => Object.assign(value.scenarios.at(-1)?.longJob ?? {}, { redone: -1 }),
      (value) => Object.assign(value.scenarios[0]?.servers[0] ?? {}, { connections: 5 }),
    ];
    for (const change of changes) {
      const value = result();
      change(value);
      assert.equal(validate(value), false, String(change));
    }
  });

  const part = (name: string) =>
    new Ajv2020({ strict: true, allowUnionTypes: true }).compile({
      $ref: `#/$defs/${name}`,
      $defs: rehearsalSchema.$defs,
    });
  for (const file of readdirSync(join(root, 'src/content/evidence'))) {
    test(`takes each scenario of ${file}`, () => {
      const evidence = readEvidence(root, file.replace('.json', ''));
      const isScenario = part('scenario');
      for (const form of forms) {
        assert.ok(evidence);
        for (const { date, runs, set: _, ...scenario } of evidence.forms[form].scenarios) {
          assert.ok(isScenario(scenario), JSON.stringify(isScenario.errors));
          assert.match(date, /^\d{4}-\d\d-\d\d$/);
          assert.ok(runs.length > 0);
        }
      }
    });
  }
});
