import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { after, describe } from 'node:test';
import { checkHtml } from '../../scripts/check-html.ts';
import { config, switchedOff } from '../../scripts/html/config.ts';
import { formatFinding } from '../../scripts/html/finding.ts';
import { pngSize, readHead, wrongHeads } from '../../scripts/html/head.ts';
import { locationsOf, wrongSitemap } from '../../scripts/html/sitemap.ts';
import { invalidHtml } from '../../scripts/html/valid.ts';

const origin = 'https://handbook.test';
const description = 'What a worker loses when it is killed, and what keeps its jobs.';

/** The first bytes of a PNG of this size. */
function png(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(24);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

const good = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Sizing | Handbook</title>
<link rel="canonical" href="${origin}/sizing/">
<meta name="description" content="${description}">
<meta property="og:title" content="Sizing">
<meta property="og:description" content="${description}">
<meta property="og:type" content="article">
<meta property="og:url" content="${origin}/sizing/">
<meta property="og:image" content="${origin}/og/sizing.png">
<meta property="og:image:alt" content="Sizing">
<meta name="twitter:card" content="summary_large_image">
</head><body><h1>Sizing</h1></body></html>
`;

function headsOf(pages: Record<string, string>, image: Uint8Array | undefined = png(1200, 630)) {
  const heads = Object.entries(pages).map(([path, html]) => readHead(path, html));
  const read = (path: string) => (path === 'og/sizing.png' ? image : undefined);
  return wrongHeads(heads, { origin, name: 'Handbook', read }).map(formatFinding);
}

describe('what a page says of itself', () => {
  test('is right where each is said once', () => {
    assert.deepEqual(headsOf({ 'sizing/index.html': good }), []);
  });

  const wrong: [what: string, from: string | RegExp, to: string, finding: RegExp][] = [
    ['no language', ' lang="en"', '', /<html> has no lang/],
    ['no h1', '<h1>Sizing</h1>', '', /Expected one <h1> with a text, found none/],
    ['an empty h1', '<h1>Sizing</h1>', '<h1></h1>', /one <h1> with a text, found “”/],
    ['two h1', '<h1>', '<h1>A</h1><h1>', /found “A”, “Sizing”/],
    ['no title', /<title>.*<\/title>/, '', /found 0: “”/],
    ['the name alone', 'Sizing | ', '', /says more than “Handbook”.*found 1: “Handbook”/],
    ['a title too long', 'Sizing |', `${'Sizing '.repeat(12)}|`, /at most 70 characters/],
    ['no description', /<meta name="desc.*>/, '', /found 0, of 0: “”/],
    [
      'a short description',
      `name="description" content="${description}`,
      'name="description" content="Short.',
      /50 to 160 characters, found 1, of 6: “Short\.”/,
    ],
    ['a long description', description, 'long '.repeat(33), /found 1, of 165/],
    ['no canonical', /<link.*>/, '', /canonical address, .*\/sizing\/, found none/],
    [
      'another canonical',
      'href="https://handbook.test/sizing/',
      'href="https://handbook.test/',
      /found https:\/\/handbook\.test\/\./,
    ],
    [
      'no og:title',
      /<meta property="og:title.*>/,
      '',
      /Expected one og:title with a value, found none/,
    ],
    ['no og:type', /<meta property="og:type.*>/, '', /one og:type with a value/],
    [
      'an empty alternative text',
      'alt" content="Sizing',
      'alt" content="',
      /og:image:alt with a value, found “”/,
    ],
    ['no card of Twitter', /<meta name="twitter.*>/, '', /one twitter:card/],
    [
      'another og:url',
      'url" content="https://handbook.test/sizing/',
      'url" content="https://handbook.test/x/',
      /og:url is .*\/x\/\. Expected the page's own/,
    ],
    [
      'a card elsewhere',
      `${origin}/og/sizing.png`,
      'https://other.test/og.png',
      /is not below https:\/\/handbook\.test\//,
    ],
    ['no such card', '/og/sizing.png', '/og/none.png', /none\.png is no file of the site/],
  ];
  for (const [what, from, to, finding] of wrong) {
    test(`is wrong with ${what}`, () => {
      const findings = headsOf({ 'sizing/index.html': good.replace(from, to) });
      assert.equal(findings.length, 1, findings.join('\n'));
      assert.match(findings[0] ?? '', finding);
      assert.match(findings[0] ?? '', /^sizing\/index\.html /);
    });
  }

  test('is wrong with a card of another size, or that is no PNG', () => {
    const page = { 'sizing/index.html': good };
    assert.match(
      headsOf(page, png(600, 315)).join(),
      /is 600 by 315\. Expected a PNG of 1200 by 630/,
    );
    assert.match(headsOf(page, Buffer.from('<svg/>')).join(), /is no PNG/);
    assert.deepEqual(pngSize(png(3, 2)), { width: 3, height: 2 });
  });

  test('is wrong where two pages say the same', () => {
    const other = good.replaceAll('/sizing/"', '/other/"');
    const findings = headsOf({ 'sizing/index.html': good, 'other/index.html': other });
    assert.deepEqual(
      findings.map((line) => line.slice(0, line.indexOf(' “'))),
      ['other/index.html The title', 'other/index.html The description'],
    );
    assert.match(findings[0] ?? '', /is also that of sizing\/index\.html\. Give one/);
  });

  test('needs no address and no card where the page asks to be left out', () => {
    const hidden = good
      .replace(/<link.*>|<meta (?:property|name="twitter).*>/g, '')
      .replace('</head>', '<meta name="robots" content="noindex"></head>');
    assert.deepEqual(headsOf({ '404.html': hidden }), []);
  });
});

describe('valid HTML', () => {
  const findings = (body: string) =>
    invalidHtml(
      new Map([
        [
          'a/index.html',
          `<!DOCTYPE html>\n<html lang="en"><head><title>A</title></head><body>${body}</body></html>\n`,
        ],
      ]),
      [],
    ).map(formatFinding);

  test('has no findings', () => {
    assert.deepEqual(findings('<h1 id="1-first">A</h1><p style="--0:#fff">x</p>'), []);
  });

  const wrong: [body: string, rule: string][] = [
    ['<p id="a">x</p><p id="a">y</p>', 'no-dup-id'],
    ['<pre><code><div>x</div></code></pre>', 'element-permitted-content'],
    ['<p>x</div>', 'close-order'],
    ['<p><b>x</p>', 'close-order'],
    ['<img src="/a.png">', 'wcag/h37'],
    ['<button type="button"></button>', 'text-content'],
    ['<a href="/" class="a" class="b">x</a>', 'no-dup-attr'],
    ['<nav aria-labelledby="none">x</nav>', 'no-missing-references'],
  ];
  for (const [body, rule] of wrong) {
    test(`is not ${body}`, () => {
      const found = findings(body);
      assert.ok(
        found.some((line) => line.endsWith(`[${rule}]`)),
        found.join('\n'),
      );
      assert.match(found[0] ?? '', /^a\/index\.html:2:\d+ /);
    });
  }

  test('has allowances by place, and one that nothing needs is a finding', () => {
    const html =
      '<!DOCTYPE html>\n<html lang="en"><head><title>A</title></head><body><nav><button>x</button></nav></body></html>\n';
    const allowances = [
      { rule: 'no-implicit-button-type', selector: 'nav > button', reason: 'a test' },
      { rule: 'no-dup-id', selector: 'p', reason: 'a test' },
    ];
    assert.deepEqual(invalidHtml(new Map([['index.html', html]]), allowances).map(formatFinding), [
      'scripts/html/config.ts No page needs the allowance for no-dup-id at `p`. Delete it. [unused-allowance]',
    ]);
  });

  test('leaves out no rule without a reason', () => {
    const off = Object.entries(config.rules ?? {}).filter(([, severity]) => severity === 'off');
    assert.deepEqual(
      off.map(([rule]) => rule),
      Object.keys(switchedOff),
    );
    for (const reason of Object.values(switchedOff)) assert.match(reason, /\w{3,}.*\.$/);
  });
});

test('the sitemap has each page once and nothing else', () => {
  const pages = new Map([
    [`${origin}/`, 'index.html'],
    [`${origin}/a/`, 'a/index.html'],
  ]);
  const listed = locationsOf(
    `<urlset><url><loc>${origin}/</loc></url><url><loc>${origin}/a/</loc></url></urlset>`,
  );
  assert.deepEqual(wrongSitemap(listed, pages), []);
  assert.deepEqual(
    wrongSitemap([`${origin}/`, `${origin}/`, `${origin}/404/`], pages).map(formatFinding),
    [
      `sitemap-index.xml ${origin}/ stands in it twice. [sitemap]`,
      `sitemap-index.xml ${origin}/404/ is no page, or one that asks to be left out. [sitemap]`,
      `a/index.html ${origin}/a/ is not in the sitemap. [sitemap]`,
    ],
  );
});

test('a whole folder is checked: pages, heads and the sitemap together', () => {
  const dist = mkdtempSync(join(tmpdir(), 'html-'));
  after(() => rmSync(dist, { recursive: true, force: true }));
  const file = join(dist, 'sizing/index.html');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, good.replace('</h1>', '</h1><p id="a">x</p><p id="a">y</p>'));
  const { pages, findings } = checkHtml(dist);
  const rules = new Set(findings.map(({ rule }) => rule));
  assert.equal(pages, 1);
  for (const rule of ['no-dup-id', 'canonical', 'card', 'sitemap'])
    assert.ok(rules.has(rule), rule);
});
