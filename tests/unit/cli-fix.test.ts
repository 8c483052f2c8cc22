import assert from 'node:assert/strict';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { folderOf, good, run, withUnsafe, withWarning } from './cli.ts';

describe('--fix', () => {
  test('applies what is safe, keeps every other byte, and does nothing the second time', () => {
    const text = `\uFEFF${withWarning.replaceAll('\n', '\r\n')}`;
    const folder = folderOf({ 'render.yaml': text });
    const read = () => readFileSync(join(folder, 'render.yaml'), 'utf8');
    const first = run(folder, ['check', '--fix']);
    assert.match(
      first.stdout,
      /^render\.yaml\n {2}fixed .*\[deprecated-field\]\n\n1 file checked: no findings; 1 fixed\.$/m,
    );
    assert.equal(first.status, 0);
    assert.equal(read(), `\uFEFF${good.replaceAll('\n', '\r\n')}`);
    assert.doesNotMatch(run(folder, ['check', '--fix']).stdout, /fixed/);
    assert.equal(read(), `\uFEFF${good.replaceAll('\n', '\r\n')}`);
  });

  test('leaves what is unsafe to --fix-unsafe', () => {
    const folder = folderOf({ 'render.yaml': withUnsafe });
    const read = () => readFileSync(join(folder, 'render.yaml'), 'utf8');
    const safe = run(folder, ['check', '--fix']);
    assert.match(safe.stdout, /fix available: .*\(--fix-unsafe\)/);
    assert.equal(safe.status, 1);
    assert.equal(read(), withUnsafe);
    assert.equal(run(folder, ['check', '--fix-unsafe']).status, 0);
    assert.equal(read(), good);
  });

  test('--fix beside --fix-unsafe takes nothing back', () => {
    for (const both of [
      ['--fix', '--fix-unsafe'],
      ['--fix-unsafe', '--fix'],
    ]) {
      const folder = folderOf({ 'render.yaml': withUnsafe });
      assert.equal(run(folder, ['check', ...both]).status, 0);
      assert.equal(readFileSync(join(folder, 'render.yaml'), 'utf8'), good);
    }
  });

  test('only the rules that are asked for', () => {
    const folder = folderOf({ 'render.yaml': withWarning });
    run(folder, ['check', '--fix', '--rule', 'free-plan']);
    assert.equal(readFileSync(join(folder, 'render.yaml'), 'utf8'), withWarning);
  });

  test('standard input goes fixed to standard output, the report to standard error', () => {
    const { stdout, stderr } = run(folderOf(), ['check', '--fix', '-'], { input: withWarning });
    assert.equal(stdout, good);
    assert.match(stderr, /1 fixed/);
  });

  test('a file that cannot be written: exit 2, and none is', {
    skip: process.getuid?.() === 0 && 'root may write everything',
  }, () => {
    const folder = folderOf({ 'a.yaml': withWarning, 'b.yaml': withWarning });
    chmodSync(join(folder, 'b.yaml'), 0o444);
    const { status, stderr } = run(folder, ['check', '--fix', 'a.yaml', 'b.yaml']);
    assert.match(stderr, /^b\.yaml cannot be written: permission denied\.\nNothing was fixed\.$/m);
    assert.equal(status, 2);
    assert.equal(readFileSync(join(folder, 'a.yaml'), 'utf8'), withWarning);
  });
});
