import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { layers, oneStylesheet } from '../../src/plugins/one-stylesheet.ts';

test('the layers are those of the Starlight that is installed, in its order', () => {
  const beside = import.meta.resolve('@astrojs/starlight/style/markdown.css');
  const said = readFileSync(new URL('layers.css', beside), 'utf8');
  assert.equal(
    said.match(/@layer ([^;]+);/)?.[1],
    layers.map((name) => `starlight.${name}`).join(', '),
  );
});

test('a file that uses layers says their order first, and others stay as they are', () => {
  const file = (fileName: string, source: string) => ({ type: 'asset', fileName, source });
  const bundle = {
    style: file('_astro/style.css', '@layer starlight.core{a{color:red}}'),
    print: file('_astro/print.css', 'a{color:red}'),
    text: file('_astro/text.txt', '@layer starlight.core'),
  };
  oneStylesheet().generateBundle.handler({}, bundle);
  assert.match(
    bundle.style.source,
    /^@layer starlight\.base,.*,starlight\.utils;@layer starlight\.core\{/,
  );
  assert.equal(bundle.print.source, 'a{color:red}');
  assert.equal(bundle.text.source, '@layer starlight.core');
});
