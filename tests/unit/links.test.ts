import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { after } from 'node:test';
import { brokenLinks } from '../../scripts/built/links.ts';
import { readBuilt } from '../../scripts/built/pages.ts';

const dist = mkdtempSync(join(tmpdir(), 'links-'));
after(() => rmSync(dist, { recursive: true, force: true }));

const write = (path: string, html: string) => {
  mkdirSync(dirname(join(dist, path)), { recursive: true });
  writeFileSync(join(dist, path), html);
};

test('a file in a link to the playground is no anchor, and anywhere else it is', () => {
  write('playground/index.html', '<h1 id="title">Playground</h1>');
  write('other/index.html', '<h1>Other</h1>');
  const links = [
    '/playground/#1.q80rykw',
    '/playground/#title',
    '/playground/#keys',
    '/other/#1.q8',
  ];
  write('index.html', links.map((href) => `<a href="${href}">x</a>`).join(''));
  assert.deepEqual(brokenLinks(dist, readBuilt(dist)).broken, [
    'index.html: /playground/#keys (no such anchor)',
    'index.html: /other/#1.q8 (no such anchor)',
  ]);
});
