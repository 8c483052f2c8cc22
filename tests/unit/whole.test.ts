import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { checkBlueprint } from '../../src/blueprint/index.ts';
import { CannotCompose } from '../../src/fences/compose.ts';
import { wholeBlueprint } from '../../src/fences/whole.ts';

const host = `services:
  # region: worker
  - type: worker
    name: mail
    runtime: node
    region: oregon
    plan: 0.5c-512mb
    buildCommand: npm ci
    startCommand: node main.js
  # endregion: worker
`;
const files: Record<string, string> = { 'mail/render.yaml': host, 'mail/other.yaml': 'a: 1\n' };
const whole = (meta: string, code: string) => wholeBlueprint({ meta, code }, (path) => files[path]);

describe('the whole Blueprint of a fence', () => {
  test('is the fence, where that is a whole file', () => {
    assert.equal(whole('title="render.yaml" blueprint', 'services: []'), 'services: []');
    assert.equal(whole('example="mail/render.yaml"', 'shown'), 'shown');
    assert.equal(whole('invalid="wrong-type"', 'services: 1'), 'services: 1');
  });

  test('is the example around a piece of it, without the marks of regions', () => {
    const text = whole('example="mail/render.yaml#services[mail]"', 'type: worker');
    assert.equal(text, host.replace(/ {2}# (?:end)?region: worker\n/g, ''));
  });

  test('is the file that a fragment is checked in', () => {
    const text = whole('fragment="services[worker]"', 'plan: 1c-2g') ?? '';
    assert.match(text, /^services:\n {2}- .*\n[\s\S]*\n {4}plan: 1c-2g\n/);
    assert.deepEqual(checkBlueprint(text).diagnostics, []);
    const inHost = whole('fragment="services[mail]" in="mail/render.yaml"', 'plan: 1c-2g') ?? '';
    assert.match(inHost, /name: mail\n[\s\S]*plan: 1c-2g\n/);
  });

  test('keeps the mistake of a fragment that is wrong on purpose', () => {
    const text = whole('fragment="services[worker]" invalid="free-plan"', 'plan: free') ?? '';
    assert.deepEqual(
      checkBlueprint(text).diagnostics.map(({ rule }) => rule),
      ['free-plan'],
    );
  });

  test('is the fragment alone, where that is no YAML', () => {
    const code = 'plan: [';
    assert.equal(whole('fragment="services[worker]" invalid="yaml-syntax"', code), code);
  });

  test('is none of what is no Blueprint or says nothing of itself', () => {
    for (const meta of [
      'other="GitHub Actions workflow"',
      '',
      'title="wrong"',
      'blueprint other="x"',
    ]) {
      assert.equal(whole(meta, 'a: 1'), undefined, meta);
    }
    assert.equal(whole('example="mail/other.yaml"', 'a: 1'), undefined);
    assert.equal(whole('example="none/render.yaml#services[mail]"', 'a: 1'), undefined);
  });

  test('is refused where the fragment does not fit', () => {
    assert.throws(() => whole('fragment="services[lorry]"', 'plan: free'), CannotCompose);
  });
});
