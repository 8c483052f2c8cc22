import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { obstacles } from '../../scripts/release-check.ts';
import { root } from './cli.ts';

const ready = {
  version: '1.2.3',
  repository: { type: 'git', url: 'git+https://github.com/someone/render-workers.git' },
};

suite('a release', () => {
  test('goes if tag, version and repository agree', () => {
    assert.deepEqual(obstacles(ready, 'v1.2.3', 'someone/render-workers'), []);
  });

  test('is kept back by another version, a private package, and a foreign or missing repository', () => {
    const of = (manifest: Partial<typeof ready> & { private?: boolean }, tag = 'v1.2.3') =>
      obstacles({ version: '1.2.3', ...manifest }, tag, 'someone/render-workers');
    assert.match(
      of(ready, 'v1.2.4').join('\n'),
      /^The tag is `v1\.2\.4`.*`1\.2\.3`.*Tag `v1\.2\.3`/,
    );
    assert.match(
      of({ ...ready, private: true }).join('\n'),
      /^package\.json says `"private": true`/,
    );
    assert.match(of({}).join('\n'), /repository `nothing`.*someone\/render-workers\.git/);
    assert.equal(obstacles(ready, 'v1.2.3', 'fork/render-workers').length, 1);
  });

  test('is asked for with one tag', () => {
    const script = join(root, 'scripts/release-check.ts');
    assert.equal(spawnSync(process.execPath, [script]).status, 2);
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, 'v0.0.0'], {
      encoding: 'utf8',
    });
    assert.match(stderr, /^The tag is `v0\.0\.0`/);
    assert.match(stdout, /^release v0\.0\.0: \d in the way$/m);
    assert.equal(status, 1);
  });
});
