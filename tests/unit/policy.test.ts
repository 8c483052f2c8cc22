import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { type BuiltPage, readPage } from '../../scripts/built/pages.ts';
import { checkPolicy, withHashes } from '../../scripts/built/policy.ts';

const script = '\n\tdocument.documentElement.dataset.theme = "dark";\n';
const parsed = (pages: [path: string, html: string][]) =>
  new Map(pages.map(([path, html]) => [path, readPage(html)]));
const pageWith = (body: string) =>
  parsed([['index.html', `<!doctype html><title>T</title>${body}`]]);
const page = pageWith(`<script>${script}</script><p style="--0:#fff">code</p>`);
const [hash = ''] = checkPolicy(page, "script-src 'self'").hashes;
const policy = `default-src 'none'; script-src 'self' ${hash} 'wasm-unsafe-eval'; style-src 'self'`;
const problems = (pages: ReadonlyMap<string, BuiltPage>, own = policy) =>
  checkPolicy(pages, own).problems.join('\n');

describe('the policy of the site', () => {
  test('is right where it names each inline script by its hash', () => {
    assert.match(hash, /^'sha256-[\w+/]{43}='$/);
    assert.equal(problems(page), '');
  });

  const wrong: [name: string, body: string, problem: RegExp][] = [
    ['an inline script that was tampered with', `<script>${script} </script>`, /does not name/],
    ['one more inline script', `<script>${script}</script><script>x()</script>`, /name: x\(\)$/],
    ['an inline module', '<script type="module">x()</script>', /name: x\(\)\n/],
    ['an import map', '<script type="importmap">{}</script>', /name: \{\}\n/],
    ['a script in a template', '<template><script>x()</script></template>', /name: x\(\)\n/],
    ['a handler in an attribute', '<p onclick="x()">', /event handler: onclick="x\(\)"/],
    ['a script as address', '<a href=" JavaScript:x()">', /a script as address/],
    ['a style element', '<style>p { color: red }</style>', /a <style> element: p \{ color/],
  ];
  for (const [name, body, problem] of wrong) {
    test(`catches ${name}`, () => assert.match(problems(pageWith(body)), problem));
  }

  test('lets data and scripts of the site alone', () => {
    const body = `<script>${script}</script><script type="application/ld+json">{}</script><script src="/a.js"></script>`;
    assert.equal(problems(pageWith(body)), '');
  });

  for (const source of ["'unsafe-inline'", "'unsafe-eval'", '*', 'https:']) {
    test(`must not allow scripts from ${source}, nor by what stands in for script-src`, () => {
      const expected = `the policy allows scripts from ${source}`;
      assert.ok(problems(page, policy.replace(hash, `${hash} ${source}`)).includes(expected));
      assert.ok(problems(page, `default-src ${source}`).includes(expected));
    });
  }

  test('must not allow everything by saying nothing', () => {
    assert.match(problems(page, "img-src 'self'"), /allows scripts from \*/);
  });

  test('must not allow style elements', () => {
    const own = policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
    assert.match(problems(page, own), /allows <style> elements/);
  });

  test('must not name a script that is gone', () => {
    assert.match(problems(pageWith('')), /names 'sha256-.*no page has that script/);
  });

  test('says a thing once for all pages that have it', () => {
    const pages = parsed(['a', 'b', 'c'].map((path) => [path, '<script>x()</script>']));
    assert.match(problems(pages), /^a and 2 more: [^\n]*x\(\)\n/);
  });

  test('is written into the Blueprint, and again with the same result', () => {
    const blueprint = "value: >-\n  script-src 'self'\n  'wasm-unsafe-eval';\n  img-src 'self'\n";
    const written = withHashes(blueprint, ["'sha256-a='", "'sha256-b='"]);
    assert.equal(
      written,
      "value: >-\n  script-src 'self'\n  'sha256-a='\n  'sha256-b='\n  'wasm-unsafe-eval';\n  img-src 'self'\n",
    );
    assert.equal(withHashes(written, ["'sha256-a='", "'sha256-b='"]), written);
    assert.equal(withHashes(written, []), blueprint);
    assert.throws(() => withHashes('services: []\n', []), /no line/);
  });
});
