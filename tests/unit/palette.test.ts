import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The colours of a piece of CSS, by variable. */
const coloursOf = (css: string) =>
  new Map([...css.matchAll(/(--[\w-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]));

const [darkCss = '', lightCss = ''] = read('src/styles/handbook.css').split(
  ':root[data-theme="light"]',
);
const dark = coloursOf(darkCss);
const light = coloursOf(lightCss);
for (const theme of [dark, light]) theme.set('--sl-color-bg', theme.get('--sl-color-black'));

test('every colour has a value for dark and one for light', () => {
  assert.deepEqual([...dark.keys()].sort(), [...light.keys()].sort());
});

// A picture in a file of its own has no page that gives it colours.
test('the files of `graph --svg` have the colours of the site', () => {
  const [, own = ''] = read('src/cli/graph.ts').split('const colours');
  const [ownLight = '', ownDark = ''] = own.split('prefers-color-scheme: dark');
  for (const [theme, written] of [
    [light, coloursOf(ownLight)],
    [dark, coloursOf(ownDark)],
  ] as const) {
    assert.ok(written.size > 5);
    for (const [name, value] of written) assert.equal(value, theme.get(name), name);
  }
});

test('a timeline outside of the site has its light colours', () => {
  const fallbacks = [
    ...read('src/rehearsal/chart.ts').matchAll(/var\((--[\w-]+), (#[0-9a-f]{6})\)/g),
  ];
  assert.ok(fallbacks.length > 5);
  for (const [, name = '', value] of fallbacks) assert.equal(value, light.get(name), name);
});
