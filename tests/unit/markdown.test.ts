import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { readMarkdown } from '../../src/fences/coverage.ts';
import { UnreadableMarkdown } from '../../src/fences/fence.ts';
import { parseMarkdown } from '../../src/fences/markdown.ts';
import { readFences } from '../../src/fences/read.ts';

const files = readMarkdown(join(import.meta.dirname, '../..'));

test('the parser of the pages and that of the command see the same fences', () => {
  assert.ok(files.length > 200, `${files.length} files`);
  for (const { path, source, fences } of files) {
    assert.deepEqual(fences, readFences(path, source), path);
  }
});

for (const [what, source, line] of [
  ['an expression without an end', 'text\n\n{oops\n', 3],
  ['an expression that is no JavaScript', 'text\n\nx {1 +} y\n', 3],
  ['an import that is no JavaScript', '---\ntitle: x\n---\n\nimport x from\n', 5],
  ['a tag without an end', '# a\n\n<Foo\n', 3],
] as const) {
  test(`MDX does not parse with ${what}`, () => {
    assert.throws(
      () => parseMarkdown('page.mdx', source),
      (error) => error instanceof UnreadableMarkdown && error.line === line && error.column > 0,
    );
  });
}
