import assert from 'node:assert/strict';
import { type CheckResult, catalog, type Range } from '../../src/blueprint/index.ts';

const ids = new Set(catalog.map(({ id }) => id));

/** Fails unless every finding is complete and every place in it lies inside the text. */
export function assertSane(text: string, { schema, diagnostics }: CheckResult): void {
  const first = text.startsWith('\uFEFF') ? 1 : 0;
  const starts = [first];
  for (const { index } of text.matchAll(/\n/g)) starts.push(index + 1);

  const assertRange = ({ start, end }: Range, what: string) => {
    assert.ok(start.offset >= first && start.offset <= end.offset, `${what}: starts after its end`);
    assert.ok(end.offset <= text.length, `${what}: ends after the text`);
    for (const { line, column, offset } of [start, end]) {
      const lineStart = starts[line - 1];
      assert.ok(lineStart !== undefined, `${what}: there is no line ${line}`);
      assert.equal(lineStart + column - 1, offset, `${what}: line and column are of another place`);
      assert.ok(offset < (starts[line] ?? text.length + 1), `${what}: runs over its line`);
    }
  };

  assert.ok(['valid', 'invalid', 'yaml-error'].includes(schema));
  if (schema === 'yaml-error') assert.ok(diagnostics.length > 0, 'an error that nothing explains');
  for (const { rule, message, range, related, fixes } of diagnostics) {
    assert.ok(ids.has(rule), `unknown rule ${rule}`);
    assert.match(message, /\S/);
    assert.ok(!message.includes('undefined'), message);
    assertRange(range, rule);
    for (const { label, range } of related) assertRange(range, `${rule}, ${label}`);
    for (const { title, edits } of fixes) {
      assert.match(title, /\S/);
      assert.ok(edits.length > 0, `${title}: changes nothing`);
      for (const { start, end } of edits) {
        assert.ok(start >= 0 && start <= end && end <= text.length, `${title}: outside the text`);
      }
    }
  }
}
