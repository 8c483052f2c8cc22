import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { headerColors, palette } from '../../src/palette.ts';

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

test('cards and the browser’s own bar have the colours of the site', () => {
  const card: Record<keyof typeof palette, string> = {
    background: '--sl-color-bg',
    text: '--sl-color-white',
    quiet: '--sl-color-gray-2',
    accent: '--sl-color-accent-high',
    live: '--rw-live',
    drain: '--rw-drain',
    kill: '--rw-kill',
    gone: '--sl-color-gray-5',
  };
  for (const [name, variable] of Object.entries(card)) {
    assert.equal(palette[name as keyof typeof palette], dark.get(variable), name);
  }
  assert.deepEqual(headerColors, {
    light: light.get('--sl-color-bg'),
    dark: dark.get('--sl-color-bg'),
  });
});
