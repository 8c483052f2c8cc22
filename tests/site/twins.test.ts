import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { fileWithout, mistakes } from '../../src/components/checked-example.ts';
import type { MarkdownNode } from '../../src/fences/fence.ts';
import { parseMarkdown } from '../../src/fences/markdown.ts';
import { sectionOf, sections, site } from '../../src/site.ts';
import { twinPath } from '../../src/twins/pages.ts';
import { copiedBy, dist, elementsOfPage, pages } from './dist.ts';

const read = (path: string) => readFileSync(join(dist, path), 'utf8');

/** Every node of a type. */
function nodes(markdown: string, type: string): MarkdownNode[] {
  const found: MarkdownNode[] = [];
  const visit = (node: MarkdownNode) => {
    if (node.type === type) found.push(node);
    node.children?.forEach(visit);
  };
  visit(parseMarkdown('twin.md', markdown));
  return found;
}

for (const [path, address] of pages) {
  suite(`the twin of ${address}`, () => {
    const markdown = read(twinPath(address));

    test('is the same at both addresses, and the page points to it', () => {
      assert.equal(read(`${address}index.md`), markdown);
      assert.match(
        read(`${address}index.html`),
        new RegExp(`<link rel="alternate" type="text/markdown"[^>]* href="${twinPath(address)}"`),
      );
    });

    test('has the code of the page, byte for byte', () => {
      const code = nodes(markdown, 'code').map(({ value = '' }) => value);
      const html = read(`${address}index.html`);
      // The home page's example has its own drawing: the file before and after its fixes.
      const own = html.includes('data-mends=')
        ? [fileWithout(new Set()), fileWithout(new Set(mistakes))].map((file) => file.trimEnd())
        : [];
      const copied = elementsOfPage(address).flatMap((element) => copiedBy(element) ?? []);
      assert.deepEqual(code, [...own, ...copied]);
    });

    test('is Markdown: nothing of a component is left', () => {
      assert.deepEqual(
        nodes(markdown, 'html').map(({ value }) => value),
        [],
      );
      const text = nodes(markdown, 'text')
        .map(({ value = '' }) => value)
        .join('\n');
      assert.doesNotMatch(text, /^(?:import .* from '|:::)/m, path);
      assert.equal(nodes(markdown, 'heading').filter(({ depth }) => depth === 1).length, 1);
    });

    test('has whole addresses, and those of this site exist', () => {
      for (const { url = '' } of nodes(markdown, 'link')) {
        assert.match(url, /^(?:https?:\/\/|mailto:)/, url);
        if (!url.startsWith(site)) continue;
        const { pathname } = new URL(url);
        const file = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
        assert.ok(existsSync(join(dist, file)), `${url} exists`);
      }
    });
  });
}

suite('llms.txt', () => {
  test('names every page but the home page in its section, with what it answers', () => {
    const links = nodes(read('llms.txt'), 'link').map(({ url }) => url);
    const expected = [...pages.values()].filter((address) => address !== '/');
    for (const address of expected) {
      assert.ok(links.includes(`${site}${twinPath(address)}`), `${address} is in it`);
    }
    assert.match(read('llms.txt'), /^# .+\n\n> .+\n/);
    for (const { folder, label } of sections) {
      assert.match(read('llms.txt'), new RegExp(`^## ${label}$`, 'm'));
      assert.ok(links.includes(`${site}/llms/${folder}.txt`));
    }
  });

  test('the large files hold the twins whole', () => {
    const full = read('llms-full.txt');
    for (const address of pages.values()) {
      const twin = read(twinPath(address)).trimEnd();
      assert.ok(full.includes(twin), `${address} is in llms-full.txt`);
      const section = sectionOf(address)?.folder;
      assert.ok(section || address === '/', `${address} is in a section`);
      if (section)
        assert.ok(read(`llms/${section}.txt`).includes(twin), `${address} in ${section}`);
    }
  });
});
