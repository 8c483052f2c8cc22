import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fixText } from '../../src/components/rule-fixes.ts';

const wrong = (id: string) =>
  readFileSync(join(import.meta.dirname, `../fixtures/rules/${id}.bad.yaml`), 'utf8');

test('a fix that needs no look, one that does, and none', () => {
  assert.equal(
    fixText('broker-evicts', wrong('broker-evicts')).startsWith('Fix: by hand, or with `--fix'),
    true,
  );
  assert.match(
    fixText('free-plan', wrong('free-plan')),
    /with `--fix-unsafe`: Write `0\.5c-512mb`/,
  );
  assert.match(
    fixText('deprecated-field', 'services:\n  - type: redis\n    name: a\n    ipAllowList: []\n'),
    /with `--fix`: Write `type: keyvalue`\.$/,
  );
  assert.equal(
    fixText('yaml-syntax', wrong('yaml-syntax')),
    'Fix: by hand; the message says what is expected.',
  );
});
