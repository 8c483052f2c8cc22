import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { forms, readEvidence, readPlan } from '../../src/rehearsal/evidence.ts';
import { isClean } from '../../src/rehearsal/result.ts';

const root = join(import.meta.dirname, '../..');

for (const name of readdirSync(join(root, 'examples'))) {
  const evidence = readEvidence(root, name);
  if (!evidence) continue;
  suite(`what was measured of ${name}`, () => {
    const all = forms.flatMap((form) =>
      evidence.forms[form].scenarios.map((scenario) => ({ form, scenario })),
    );

    test('names what ran', () => {
      assert.ok(Object.keys(evidence.versions).length >= 2);
      for (const [what, version] of Object.entries(evidence.versions)) {
        assert.match(version, /\d/, what);
      }
      const isReplaced = evidence.obtained !== readPlan(root, name)?.obtained;
      assert.equal(evidence.command.endsWith(' --build … --obtained …'), isReplaced);
    });

    test('is of every scenario of its plan', () => {
      const plan = readPlan(root, name);
      for (const form of forms) {
        assert.deepEqual(
          evidence.forms[form].scenarios.map(({ scenario }) => scenario),
          Object.keys(plan?.forms[form] ?? {}),
        );
      }
    });

    test('the recommended form loses nothing and does nothing twice in a deploy, three times', () => {
      const deploy = evidence.forms.recommended.scenarios.find(
        ({ scenario }) => scenario === 'deploy',
      );
      assert.ok((deploy?.count?.orders ?? 0) >= 200);
      assert.deepEqual(deploy?.runs, Array(3).fill({ lost: 0, twice: 0, killed: 0 }));
      assert.equal(deploy?.isClean, true);
    });

    test('its counts add up, and its verdicts follow from them', () => {
      for (const { form, scenario } of all) {
        const { count } = scenario;
        assert.ok(count, `${form} ${scenario.scenario}`);
        assert.equal(count.once + count.twice + count.lost, count.orders);
        assert.equal(scenario.isClean, isClean(scenario));
        const last = scenario.runs.at(-1);
        assert.deepEqual([last?.lost, last?.twice], [count.lost, count.twice]);
      }
    });
  });
}
