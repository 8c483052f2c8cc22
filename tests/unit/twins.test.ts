import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { after, describe } from 'node:test';
import { bodyOf, type Page, readPages, twinOf, twinPath } from '../../src/twins/index.ts';
import { llmsFull, llmsText } from '../../src/twins/llms.ts';

const root = mkdtempSync(join(tmpdir(), 'twins-'));
after(() => rmSync(root, { recursive: true, force: true }));

const page = (path: string, source: string): Page => ({
  path: `src/content/docs/${path}`,
  address: `/${path.replace(/\.mdx?$/, '')}/`,
  title: 'T',
  description: 'D.',
  sources: [],
  source,
});
const others = [page('guides/a.md', ''), page('guides/b.md', '')];
const plain = (source: string, path = 'guides/x.mdx', keepsMeta = false) =>
  bodyOf(page(path, source), others, root, { keepsMeta });

describe('a page as Markdown', () => {
  test('has no frontmatter, imports or comments', () => {
    const source =
      "---\ntitle: T\n---\n\nimport A from './A.astro';\n\n{/* feeds a/SKILL.md */}\n\nText.\n";
    assert.equal(plain(source), 'Text.');
    assert.equal(
      plain('---\ntitle: T\n---\n\n<!-- feeds a -->\n\nText.\n', 'guides/x.md'),
      'Text.',
    );
  });

  test('has tabs as headings, one level below the section', () => {
    const source =
      '## One\n\n<Tabs syncKey="l">\n<TabItem label="Node">\n\n```js\n1;\n```\n\n</TabItem>\n<TabItem label="Go">\n\nText.\n\n</TabItem>\n</Tabs>\n\nEnd.\n';
    assert.equal(plain(source), '## One\n\n### Node\n\n```js\n1;\n```\n\n### Go\n\nText.\n\nEnd.');
  });

  test('has the home page’s example before and after, and a timeline in words', () => {
    const example = plain('<CheckedExample />\n');
    assert.match(example, /^```yaml title="render.yaml"\nservices:\n[\s\S]*region: frankfurt/);
    assert.match(
      example,
      /- \*\*error\*\* [^\n]* \[region-mismatch\]\(https:[^)]*#region-mismatch\)/,
    );
    assert.match(example, /With all four fixes:\n\n```yaml[\s\S]*maxmemoryPolicy: noeviction/);
    const timeline = plain('<ShutdownTimeline delay={60} grace={50} label="Celery" />\n');
    assert.match(
      timeline,
      /^Timeline of a deploy: [\s\S]*\n\n1\. −60 s: [\s\S]*\n4\. \+60 s: SIGKILL/,
    );
    assert.throws(
      () => plain('<ShutdownTimeline delay={30} grace={50} />\n'),
      /grace 50 must be below/,
    );
  });

  test('has asides as quotes, but not in code', () => {
    assert.equal(
      plain(':::caution[Not settled]\nOne.\n\n- Two.\n:::\n\nAfter.\n', 'guides/x.md'),
      '> **Caution: Not settled**\n>\n> One.\n>\n> - Two.\n\nAfter.',
    );
    const code = '```text\n:::note\n\n\nx\n:::\n```';
    assert.equal(plain(`${code}\n`, 'guides/x.md'), code);
  });

  test('has whole addresses: of twins, and of what else the site serves', () => {
    const site = 'https://render-workers.onrender.com';
    const source =
      '[a](/guides/a/) [b](/guides/b/#c "t") [own](#d) [zip](/examples/x.zip) [out](https://x.test/) `[no](/guides/a/)`\n\n[r]: /guides/a/\n';
    assert.equal(
      plain(source, 'guides/x.md'),
      `[a](${site}/guides/a.md) [b](${site}/guides/b.md#c "t") [own](${site}/guides/x/#d) [zip](${site}/examples/x.zip) [out](https://x.test/) \`[no](/guides/a/)\`\n\n[r]: ${site}/guides/a.md`,
    );
  });

  test('has of a fence its title only, and under a wrong one what the checker says', () => {
    const wrong =
      '```yaml title="render.yaml" invalid="free-plan" fragment="services[worker]"\nplan: free\n```\n';
    const text = plain(wrong, 'guides/x.md');
    assert.match(
      text,
      /^```yaml title="render\.yaml"\nplan: free\n```\n\nThe checker says:\n\n- 1:7 \*\*error\*\* /,
    );
    assert.match(text, /\[free-plan\]\(https:\S+\/reference\/rules\/?/);
    assert.match(
      plain(wrong, 'guides/x.md', true),
      /^```yaml title="render\.yaml" invalid="free-plan"/,
    );
  });

  test('has no marks of code, with or without what is for the checker', () => {
    const marked =
      '```yaml title="render.yaml" mark="plan: 1c-2g" fragment="services[worker]" mark=\'a "b"\'\nplan: 1c-2g\n```\n';
    assert.equal(plain(marked), '```yaml title="render.yaml"\nplan: 1c-2g\n```');
    assert.equal(
      plain(marked, 'guides/x.md', true),
      '```yaml title="render.yaml" fragment="services[worker]"\nplan: 1c-2g\n```',
    );
  });

  test('says where a component or an expression has no plain form', () => {
    assert.throws(
      () => plain('Text.\n\n<Unknown />\n'),
      /guides\/x\.mdx:3: <Unknown> has no plain form/,
    );
    assert.throws(
      () => plain('Text {1 + 1}.\n'),
      /guides\/x\.mdx:1: an expression has no plain form/,
    );
    assert.throws(() => plain('<Evidence example="nothing" />\n'), /There is no examples\/nothing/);
  });

  test('begins with what it is and ends with its sources', () => {
    const own = {
      ...page('guides/x.md', 'Text.\n'),
      sources: [
        { title: 'S', url: 'https://x.test', read: '2026-01-02', note: 'n' },
        { title: 'E', read: '2026-01-03' },
      ],
    };
    assert.match(
      twinOf(own, others, root),
      /^# T\n\n> D\.\n\nWeb page: https:\S+\/guides\/x\/\n\nText\.\n\n## Sources\n\n[^\n]+\n\n- \[S\]\(https:\/\/x\.test\): n \(2026-01-02\)\n- E \(2026-01-03\)\n\n---\n\nRender Workers is an independent project/,
    );
  });
});

describe('all pages', () => {
  const write = (path: string, order: number) => {
    const file = join(root, 'src/content/docs', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      `---\ntitle: ${path}\ndescription: About ${path}.\nsidebar: { order: ${order} }\n---\n\nText.\n`,
    );
  };
  write('guides/second.md', 2);
  write('guides/first.mdx', 1);
  write('guides/index.md', 0);
  write('learn/start.md', 9);
  write('index.mdx', 1);
  const pages = readPages(root);

  test('come in the order of the sidebar, each with its address', () => {
    assert.deepEqual(
      pages.map(({ address }) => address),
      ['/', '/learn/start/', '/guides/', '/guides/first/', '/guides/second/'],
    );
    assert.deepEqual(pages.map(({ address }) => twinPath(address)).slice(0, 3), [
      '/index.md',
      '/learn/start.md',
      '/guides.md',
    ]);
  });

  test('are listed by section in llms.txt, with what they answer', () => {
    const twins = pages.map((own) => ({ page: own, markdown: twinOf(own, pages, root) }));
    const text = llmsText(twins);
    assert.match(text, /^# Render Workers\n\n> /);
    assert.match(
      text,
      /## Do\n\n- \[guides\/index\.md\]\(\S+\/guides\.md\): About guides\/index\.md\.\n- \[guides\/first\.mdx\]/,
    );
    assert.equal(llmsFull('A', 'B.', twins.slice(0, 1)), `# A\n\n> B.\n\n${twins[0]?.markdown}`);
  });

  test('a page without a description is refused', () => {
    const file = join(root, 'src/content/docs/learn/bad.md');
    writeFileSync(file, '---\ntitle: Bad\n---\n\nText.\n');
    assert.throws(() => readPages(root), /learn\/bad\.md: title or description is missing/);
    rmSync(file);
  });
});
