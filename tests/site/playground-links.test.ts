import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { catalog, checkBlueprint } from '../../src/blueprint/index.ts';
import { classify } from '../../src/fences/classify.ts';
import { readFences } from '../../src/fences/read.ts';
import { wholeBlueprint } from '../../src/fences/whole.ts';
import { playgroundPath, readLink } from '../../src/playground/link.ts';
import { readSamples } from '../../src/playground/samples.ts';
import { attribute, elementsOf } from '../unit/elements.ts';
import { copiedBy, dist, elementsOfPage, pages, root } from './dist.ts';

interface Block {
  /** What the copy button gives. */
  code: string;
  link: { href: string; label: string } | undefined;
}

/** The YAML blocks of a page, in order. */
function blocksOf(address: string): Block[] {
  return elementsOfPage(address)
    .filter(({ tagName }) => tagName === 'figure')
    .map(elementsOf)
    .filter((inside) => inside.some((each) => attribute(each, 'data-language') === 'yaml'))
    .map((inside) => {
      const link = inside.find((each) => attribute(each, 'class') === 'open-in-playground');
      const [code = ''] = inside.flatMap((each) => copiedBy(each) ?? []);
      return {
        code,
        link: link && {
          href: attribute(link, 'href') ?? '',
          label: attribute(link, 'aria-label') ?? '',
        },
      };
    });
}

async function textOf({ link }: Block): Promise<string> {
  assert.ok(link, 'has a link');
  const { pathname, hash } = new URL(link.href, 'http://site.invalid');
  assert.equal(pathname, playgroundPath);
  assert.match(link.label, /^Open in the playground: \S/);
  const shared = await readLink(hash);
  assert.ok(shared && 'text' in shared, JSON.stringify(shared));
  return shared.text;
}

const readExample = (path: string) => readFileSync(join(root, 'examples', path), 'utf8');

suite('a link to the playground', () => {
  let linked = 0;
  let without = 0;
  for (const [path, address] of pages) {
    test(`is at each Blueprint of ${address}, with its file in it, and at nothing else`, async () => {
      const fences = readFences(path, readFileSync(join(root, path), 'utf8'));
      const blocks = blocksOf(address);
      let at = 0;
      for (const fence of fences.filter(({ language }) => language === 'yaml')) {
        at = blocks.findIndex(({ code }, index) => index >= at && code === fence.code);
        const block = blocks[at];
        assert.ok(block, `${path}:${fence.line} is drawn`);
        at += 1;
        const whole = wholeBlueprint(fence, readExample);
        if (whole === undefined) {
          assert.equal(block.link, undefined, `${path}:${fence.line} is no Blueprint`);
          without += 1;
          continue;
        }
        linked += 1;
        const text = await textOf(block);
        assert.equal(text, whole);
        const found = checkBlueprint(text).diagnostics.map(({ rule }) => rule);
        const wrong = classify(fence);
        if (wrong.class === 'invalid') assert.ok(found.includes(wrong.rule), wrong.rule);
        else assert.deepEqual(found, [], `${path}:${fence.line} opens a file without a finding`);
      }
    });
  }

  test('was looked for at enough fences to mean something', () => {
    assert.ok(linked > 60 && without > 1, `${linked} with, ${without} without`);
  });

  test('is at the wrong file of each rule, and opens what breaks it', async () => {
    const labelled = blocksOf('/reference/rules/').filter(({ link }) =>
      link?.label.includes('breaks'),
    );
    const rules = labelled.map(({ link }) => / breaks (\S+)$/.exec(link?.label ?? '')?.[1]);
    assert.deepEqual(rules.sort(), catalog.map(({ id }) => id).sort());
    for (const block of labelled) {
      const text = await textOf(block);
      assert.equal(text, block.code);
      const found = checkBlueprint(text).diagnostics.map(({ rule }) => rule);
      assert.ok(
        found.some((rule) => block.link?.label.endsWith(` ${rule}`)),
        block.link?.label,
      );
    }
  });
});

test('the samples of the playground are published', () => {
  const published: unknown = JSON.parse(
    readFileSync(join(dist, 'playground/samples.json'), 'utf8'),
  );
  assert.deepEqual(published, readSamples(root));
});
