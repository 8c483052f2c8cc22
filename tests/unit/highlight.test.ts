import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import { Highlighter } from '../../src/highlight/highlighter.ts';
import { classesOf, cssOf, paletteOf, type Theme } from '../../src/highlight/palette.ts';

const themeOf = (type: Theme['type'], fg: string, key: string, text: string): Theme => ({
  name: type,
  type,
  fg,
  bg: '#777777',
  settings: [
    { settings: { foreground: fg } },
    { scope: 'entity.name.tag.yaml', settings: { foreground: key, fontStyle: 'bold' } },
    { scope: ['string'], settings: { foreground: text } },
  ],
});
const themes = [
  themeOf('dark', '#ffffff', '#aaaaff', '#AAFFAA'),
  themeOf('light', '#000000', '#000088', '#008800'),
];
const highlighter = new Highlighter(themes);

/** Each piece of code with its classes; a piece that looks like plain text without any. */
async function piecesOf(language: string, code: string): Promise<string[][] | undefined> {
  const found = await highlighter.tokens(language, code);
  return found?.lines.map((line, index) => {
    const text = code.split('\n')[index] ?? '';
    return line.map(({ end, look }, at) => {
      const classes = classesOf(found.looks[look] ?? [], themes).join(' ');
      return `${text.slice(line[at - 1]?.end ?? 0, end)} ${classes}`;
    });
  });
}

suite('code in colour', () => {
  test('has the classes of both themes, and neighbours that look alike are one piece', async () => {
    assert.deepEqual(await piecesOf('yaml', 'plan: starter\n# why'), [
      ['plan d1 db l1 lb', ':  d0 l0', 'starter d2 l2'],
      ['# why d0 l0'],
    ]);
  });

  test('is plain text in a language that nobody knows', async () => {
    assert.equal(await piecesOf('text', 'plan: starter'), undefined);
    assert.equal(await piecesOf('constructor', 'plan: starter'), undefined);
  });

  test('takes what a reader fills in for a word, not for a redirection', async () => {
    const [filled] = (await piecesOf('sh', 'echo <name>')) ?? [];
    assert.equal(filled?.at(-1), '<name> d2 l2');
    const [redirected] = (await piecesOf('sh', 'echo < file')) ?? [];
    assert.equal(redirected?.at(-1), 'file d2 l2');
  });

  test('comes again as it was, and many at once', async () => {
    const codes = Array.from({ length: 20 }, (_, index) => `plan: p${index % 5}`);
    const all = await Promise.all(codes.map((code) => piecesOf('yaml', code)));
    assert.deepEqual(all[0], all[5]);
    assert.deepEqual(all[4]?.[0]?.at(-1), 'p4 d2 l2');
  });
});

suite('the colours of a theme', () => {
  test('are each named once, plain text first', () => {
    assert.deepEqual(paletteOf(themeOf('dark', '#fff000', '#aaa000', '#FFF000')), [
      '#FFF000',
      '#AAA000',
    ]);
  });

  test('have a rule for each class, and those of the light theme only where it is chosen', () => {
    const css = cssOf(themes).split('\n');
    assert.ok(css.includes('pre .d2{color:#AAFFAA}'));
    assert.ok(css.includes(":root[data-theme='light'] & pre .l2{color:#008800}"));
    assert.ok(css.includes('pre .db{font-weight:bold}'));
    assert.equal(css.filter((rule) => rule.includes('pre .d')).length, 3 + 3);
  });
});

test('a thread that cannot start says so to whoever waits', async () => {
  const broken = new Highlighter([{ ...(themes[0] as Theme), settings: null as never }]);
  await assert.rejects(broken.tokens('yaml', 'a: b'));
  await assert.rejects(broken.tokens('yaml', 'asked: later'));
});
