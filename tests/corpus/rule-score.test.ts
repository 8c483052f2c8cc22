import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { checkBlueprint } from '../../src/blueprint/index.ts';
import { rules } from '../../src/blueprint/rules/index.ts';
import { mutate } from './rules/change.ts';
import { mutators } from './rules/index.ts';
import { cleanBlueprints, formatScore, scoreOf } from './rules/score.ts';

const blueprints = cleanBlueprints(join(import.meta.dirname, '../..'));

test('every semantic rule has mutants, and no mutants are of a rule that is gone', () => {
  assert.deepEqual(Object.keys(mutators).sort(), rules.map(({ id }) => id).sort());
});

test('nothing is found in what the mutants are made of', () => {
  assert.ok(blueprints.length >= 40);
  for (const { where, text } of blueprints) {
    assert.deepEqual(checkBlueprint(text).diagnostics, [], where);
    assert.deepEqual(checkBlueprint(mutate(text, [])).diagnostics, [], `${where}, written anew`);
  }
});

describe('each rule catches its mutants', () => {
  for (const { id } of rules) {
    test(id, () => {
      const score = scoreOf(id, blueprints);
      console.log(formatScore(score));
      assert.ok(score.mutants >= 20, `${score.mutants} mutants`);
      const first = score.missed[0];
      assert.ok(
        score.caught >= 0.95 * score.mutants,
        `${formatScore(score)}; one that it missed, of ${first?.where}:\n${first?.text}`,
      );
    });
  }
});
