import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { type BundledLanguage, createHighlighter } from 'shiki';
import { readMarkdown } from '../../src/fences/coverage.ts';
import { Highlighter } from '../../src/highlight/highlighter.ts';
import { classesOf, cssOf, paletteOf, type Theme } from '../../src/highlight/palette.ts';
import { makeTokenizer } from '../../src/highlight/tokens.ts';

const root = join(import.meta.dirname, '../..');

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

test('code read once looks as Shiki has it, which reads it once for each theme', async () => {
  const all = ['night-owl', 'min-light'] as const;
  const shiki = await createHighlighter({ themes: [...all], langs: [] });
  const real = all.map((name): Theme => {
    const { type, fg, bg, settings } = shiki.getTheme(name);
    return { name, type, fg, bg, settings: settings as Theme['settings'] };
  });
  const tokenize = await makeTokenizer(real);
  const palettes = real.map(paletteOf);
  const longest = new Map<string, string>();
  for (const { fences } of readMarkdown(root, { isBuilt: true })) {
    for (const { language, code } of fences) {
      // Text has no colour, and what a reader fills in is not read as Shiki reads it.
      if (language === 'text' || /<[^>]*>/.test(code)) continue;
      if (code.length > (longest.get(language) ?? '').length) longest.set(language, code);
    }
  }
  assert.ok(longest.size > 10, [...longest.keys()].join());
  for (const [language, code] of longest) {
    const lang = language === 'js' ? 'typescript' : (language as BundledLanguage);
    await shiki.loadLanguage(lang);
    const themes = { dark: all[0], light: all[1] };
    const theirs = shiki
      .codeToTokensWithThemes(code, { lang, themes })
      .map((line) =>
        line.flatMap(({ content, variants: { dark, light } }) =>
          [...content].map((letter) =>
            [letter, dark, light].map((look) => written(look)).join(' '),
          ),
        ),
      );
    const found = await tokenize(language, code);
    const ours = found?.lines.map((line, index) => {
      const text = code.split('\n')[index] ?? '';
      assert.equal(line.at(-1)?.end ?? 0, text.length, language);
      return line.flatMap(({ end, look }, at) =>
        [...text.slice(line[at - 1]?.end ?? 0, end)].map((letter) =>
          [
            letter,
            ...(found.looks[look] ?? []).map(({ color, fontStyle }, theme) =>
              written({ color: palettes[theme]?.[color], fontStyle }),
            ),
          ].join(' '),
        ),
      );
    });
    assert.deepEqual(ours, theirs, language);
  }
});

/** A letter, or how it looks. */
function written(
  look: string | { color?: string | undefined; fontStyle?: number } | undefined,
): string {
  if (typeof look !== 'object') return look ?? '';
  return `${look.color?.toUpperCase()}.${Math.max(look.fontStyle ?? 0, 0)}`;
}

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
