import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { slashed } from '../../src/cli/inputs.ts';
import { rehearse } from '../../src/cli/rehearse.ts';
import { readRehearseOptions } from '../../src/cli/rehearse-options.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { folderOf, root, run, withError, withWarning } from './cli.ts';

suite('on Windows', () => {
  test('a backslash separates folders, and elsewhere it is part of a name', () => {
    assert.equal(slashed('app\\deploy\\render.yaml', 'win32'), 'app/deploy/render.yaml');
    assert.equal(slashed('C:\\app\\render.yaml', 'win32'), 'C:/app/render.yaml');
    assert.equal(slashed('a\\b.yaml', 'linux'), 'a\\b.yaml');
  });

  test('a file with CRLF has the same findings, and a fix keeps its line endings', () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    const findings = (text: string) => run(folderOf({ 'render.yaml': text }), ['check']).stdout;
    const bare = findings(withError);
    assert.match(bare, /\[missing-command\]/);
    assert.equal(findings(crlf(withError)), bare);
    const folder = folderOf({ 'render.yaml': crlf(withWarning) });
    assert.equal(run(folder, ['check', '--fix']).status, 0);
    const fixed = readFileSync(join(folder, 'render.yaml'), 'utf8');
    assert.ok(fixed.includes('runtime: node'), fixed);
    assert.equal(fixed.split('\r\n').length, fixed.split('\n').length);
  });

  test('a rehearsal says what it needs: exit 2', async (t) => {
    const platform = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor;
    t.after(() => Object.defineProperty(process, 'platform', platform));
    Object.defineProperty(process, 'platform', { ...platform, value: 'win32' });
    await assert.rejects(
      rehearse(readRehearseOptions([]), new URL('../../', import.meta.url)),
      (error) =>
        error instanceof UsageError &&
        /^A rehearsal needs Linux or macOS\b.*\bWSL\.$/.test(error.message),
    );
  });

  test('a checkout has the line endings of the repository', () => {
    assert.match(readFileSync(join(root, '.gitattributes'), 'utf8'), /^\* text=auto eol=lf$/m);
    assert.ok(!readFileSync(join(root, 'tests/fixtures/rules/free-plan.bad.yaml')).includes(13));
  });
});
