import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { applyFixes, checkBlueprint } from '../../src/blueprint/index.ts';
import { type Hunk, hunksOf } from '../../src/playground/hunks.ts';

const text = 'one\ntwo\nthree\nfour\n';
const at = (word: string) => text.indexOf(word);
const edit = (word: string, by: string) => ({
  start: at(word),
  end: at(word) + word.length,
  text: by,
});

describe('what a preview shows of edits', () => {
  const cases: [name: string, edits: { start: number; end: number; text: string }[], Hunk[]][] = [
    ['one word', [edit('two', '2')], [{ line: 2, removed: ['two'], added: ['2'] }]],
    ['a line that goes', [edit('two\n', '')], [{ line: 2, removed: ['two'], added: [] }]],
    [
      'a line that comes',
      [{ start: at('\nthree'), end: at('\nthree'), text: '\nmore' }],
      [{ line: 3, removed: [], added: ['more'] }],
    ],
    [
      'two words of one line, whatever their order',
      [
        { start: at('ree'), end: at('ree'), text: '-' },
        { start: at('three'), end: at('three'), text: '+' },
      ],
      [{ line: 3, removed: ['three'], added: ['+th-ree'] }],
    ],
    [
      'places that are far apart',
      [edit('one', '1'), edit('four', '4')],
      [
        { line: 1, removed: ['one'], added: ['1'] },
        { line: 4, removed: ['four'], added: ['4'] },
      ],
    ],
    ['nothing, where nothing changes', [edit('two', 'two')], []],
    [
      'what is added behind the last line',
      [{ start: text.length, end: text.length, text: 'five\n' }],
      [{ line: 5, removed: [], added: ['five'] }],
    ],
  ];
  for (const [name, edits, hunks] of cases) {
    test(name, () => assert.deepEqual(hunksOf(text, edits), hunks));
  }

  test('the fixes of every rule: what it shows is what applying them gives', () => {
    const folder = join(import.meta.dirname, '../fixtures/rules');
    let count = 0;
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.bad.yaml'))) {
      const source = readFileSync(join(folder, name), 'utf8');
      for (const diagnostic of checkBlueprint(source).diagnostics) {
        for (const fix of diagnostic.fixes) {
          const lines = source.split('\n');
          for (const { line, removed, added } of hunksOf(source, fix.edits).reverse()) {
            assert.deepEqual(lines.splice(line - 1, removed.length, ...added), removed, name);
          }
          const only = { ...diagnostic, fixes: [fix] };
          assert.equal(lines.join('\n'), applyFixes(source, [only], { unsafe: true }).text, name);
          count += 1;
        }
      }
    }
    assert.ok(count > 20, `${count} fixes`);
  });
});
