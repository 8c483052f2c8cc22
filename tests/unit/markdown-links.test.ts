import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { after } from 'node:test';
import { brokenInMarkdown } from '../../scripts/check-markdown-links.ts';
import { readLinked } from '../../scripts/links/markdown.ts';
import { site } from '../../src/site.ts';

const root = mkdtempSync(join(tmpdir(), 'markdown-links-'));
after(() => rmSync(root, { recursive: true, force: true }));

const files: Record<string, string> = {
  'dist/index.html': '<h1 id="top">Home</h1>',
  'dist/a/index.html': '<h1>A</h1><h2 id="drawn">Drawn</h2>',
  'dist/a.md': `# A\n\n## The \`code\` in it\n\n## Twice\n\n## Twice\n\n[own](#twice-1) [gone](#twice-2)\n`,
  'dist/llms.txt': `# All\n\n- [A](${site}/a.md#the-code-in-it)\n- [B](${site}/b.md)\n`,
  'dist/.well-known/skills/one/SKILL.md':
    '# One\n\n[more](references/more.md)\n\n[none](none.md)\n',
  'dist/.well-known/skills/one/references/more.md': `# More\n\n[page](${site}/a/#drawn) [page](${site}/a/#gone)\n`,
  'dist/playground/index.html': '',
  'skills/one/SKILL.md': `---\nname: one\n---\n\n# One\n\n[x]\n\n[x]: ./gone.md\n`,
  'examples/a/README.md': '# A\n\n[up](../../README.md#set-up) [up](../../README.md#gone)\n',
  'evals/README.md': '[scripts](../scripts/)\n',
  'README.md': `# Us\n\n<a id="by-hand"></a>\n\n## Set up\n\n[evals](./evals/) [hand](#by-hand) [file](${site}/playground/#1.q80)\n\n\`[code](none.md)\` https://elsewhere.test/none\n\n![none](./docs/none.png)\n`,
};
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test('every broken link is named with its file, its line and why', () => {
  assert.deepEqual(brokenInMarkdown(root).broken.sort(), [
    'README.md:11: ./docs/none.png (no such page or file)',
    'dist/.well-known/skills/one/SKILL.md:5: none.md (no such page or file)',
    `dist/.well-known/skills/one/references/more.md:3: ${site}/a/#gone (no such anchor)`,
    'dist/a.md:9: #twice-2 (no such anchor)',
    `dist/llms.txt:4: ${site}/b.md (no such page or file)`,
    'evals/README.md:1: ../scripts/ (no such page or file)',
    'examples/a/README.md:3: ../../README.md#gone (no such anchor)',
    'skills/one/SKILL.md:9: ./gone.md (no such page or file)',
  ]);
});

test('each internal link is counted, and none to elsewhere', () => {
  const { files, links } = brokenInMarkdown(root);
  assert.deepEqual({ files, links }, { files: 8, links: 16 });
});

test('a link in a fence is none, and a heading of two scripts has the anchor of the site', () => {
  const { links, anchors } = readLinked('# Über `x`: a/b\n\n```md\n[a](none.md)\n```\n');
  assert.deepEqual(links, []);
  assert.deepEqual([...anchors], ['über-x-ab']);
});
