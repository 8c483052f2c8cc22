import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { remediesFor } from '../../scripts/remedies.ts';
import { catalog } from '../../src/blueprint/index.ts';
import { filesBelow } from '../../src/fences/files.ts';
import { root } from './cli.ts';

suite('what to do about a finding of npm run check', () => {
  /** The kinds that the checkers of fences, sources, timelines and prose report. */
  const kinds = ['src/fences', 'src/prose'].flatMap((folder) =>
    filesBelow(root, folder).flatMap((path) =>
      [
        ...readFileSync(join(root, path), 'utf8').matchAll(/(?:rule: |#report\(\s*)'([a-z-]+)'/g),
      ].map(([, kind = '']) => kind),
    ),
  );

  test('stands there for every kind and every rule', () => {
    assert.ok(
      kinds.includes('fence-example') && kinds.includes('prose') && kinds.includes('timeline'),
    );
    for (const kind of [...kinds, ...catalog.map(({ id }) => id)]) {
      assert.equal(remediesFor([kind]).length, 1, kind);
    }
  });

  test('once for each kind', () => {
    assert.deepEqual(remediesFor(['prose', 'free-plan', 'prose', 'unheard-of']), [
      '[prose] write it in other words; src/prose/words.ts has the list and the reasons.',
      '[free-plan] `npx render-workers rules free-plan` explains it, with a file that is right.',
    ]);
  });
});
