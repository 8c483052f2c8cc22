import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { catalog } from '../../src/blueprint/index.ts';
import { errorMessages } from '../../src/errors/index.ts';
import { filesBelow } from '../../src/fences/files.ts';
import { parseMarkdown } from '../../src/fences/markdown.ts';
import { lintProse, remarksOn } from '../../src/prose/lint.ts';
import { avoided, spellings } from '../../src/prose/words.ts';

const root = join(import.meta.dirname, '../..');

suite('the prose linter', () => {
  test('finds every phrase of the list, in any case', () => {
    for (const { phrase, instead } of avoided) {
      const [remark, ...others] = remarksOn(`Now ${phrase.toUpperCase()} they go.`);
      assert.equal(remark?.start, 4, phrase);
      assert.ok(remark.message.endsWith(instead), phrase);
      assert.deepEqual(others, [], phrase);
    }
  });

  test('finds every wrong spelling, and leaves the right one', () => {
    for (const { right, wrong } of spellings) {
      assert.deepEqual(remarksOn(`Now ${right} here.`), [], right);
      for (const word of wrong) {
        assert.match(remarksOn(`Now ${word} here.`)[0]?.message ?? '', / is written /, word);
      }
    }
  });

  test('leaves names in addresses, paths and other names', () => {
    for (const text of [
      'celery/celery issue 3270',
      'celery#593',
      'see redis-cli and render.yaml',
      'ruby-sidekiq of Debian',
      'postgres.js',
      '@bull-board/api',
    ]) {
      assert.deepEqual(remarksOn(text), [], text);
    }
  });

  test('finds a word that stands there twice, and an exclamation mark', () => {
    assert.deepEqual(
      remarksOn('It kills the\nthe worker. Beware! A `!=` b').map(({ message }) => message),
      ['“the” stands here twice', 'no exclamation marks: say what happens'],
    );
  });

  test('gives line and column, in frontmatter, text and tables, and not in code or quotes', () => {
    const source = [
      '---',
      'title: Simply stop',
      'description: A powerful page.',
      'sources:',
      '  - title: Very old page',
      '---',
      '',
      'You `simply` wait, really.',
      '',
      '> They say it is very good.',
      '',
      '| a | b |',
      '| - | - |',
      '| x | utilize it |',
      '',
      '```sh',
      'echo simply',
      '```',
      '',
    ].join('\n');
    for (const name of ['a.md', 'a.mdx']) {
      assert.deepEqual(
        lintProse(name, source, parseMarkdown(name, source)).map(({ range }) => [
          range.start.line,
          range.start.column,
        ]),
        [
          [2, 8],
          [3, 16],
          [8, 20],
          [14, 7],
        ],
      );
    }
  });
});

test('what the checker and the messages say is written in the style of the pages', () => {
  const texts = [
    ...catalog.flatMap(({ summary, why }) => [summary, why]),
    ...errorMessages.flatMap(({ means, cause, fix }) => [means, cause, fix]),
  ].map((text) => text.replace(/`[^`]*`/g, '`'));
  assert.ok(texts.length > 500);
  assert.deepEqual(
    texts.flatMap((text) => remarksOn(text).map(({ message }) => `${message}: ${text}`)),
    [],
  );
});

test('so are the descriptions of fields that the schema publishes', () => {
  const texts = filesBelow(root, 'src/blueprint/schema').map((path) =>
    readFileSync(join(root, path), 'utf8'),
  );
  const descriptions = texts.flatMap((text) =>
    [...text.matchAll(/description:\s*'((?:[^'\\]|\\.)*)'/g)].map(([, own = '']) => own),
  );
  assert.ok(descriptions.length > 50);
  assert.deepEqual(
    descriptions.flatMap((text) =>
      remarksOn(text.replace(/`[^`]*`/g, '`')).map(({ message }) => `${message}: ${text}`),
    ),
    [],
  );
});
