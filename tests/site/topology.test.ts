import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import { parseBlueprint } from '../../src/blueprint/index.ts';
import { classify } from '../../src/fences/classify.ts';
import { readMarkdown } from '../../src/fences/coverage.ts';
import { topologyText } from '../../src/topology/text.ts';
import { readTopology } from '../../src/topology/topology.ts';
import { attribute, type Element, elementsOf, textOf } from '../unit/elements.ts';
import { elementsOfPage, pages, root } from './dist.ts';

const pictures = (elements: Element[]) =>
  elements.filter((element) => attribute(element, 'class') === 'topology');

/** The words of a picture with the indentation that their style gives. */
function wordsOf(picture: Element): string {
  return elementsOf(picture)
    .filter(({ tagName }) => tagName === 'li')
    .map((line) => {
      const [, indentation] =
        /padding-inline-start:(\d+)ch/.exec(attribute(line, 'style') ?? '') ?? [];
      return ' '.repeat(Number(indentation) - 2) + textOf(line);
    })
    .join('\n');
}

suite('each page shows what its Blueprints wire, and no more than that', () => {
  const files = new Map(readMarkdown(root).map((file) => [file.path, file]));
  let count = 0;

  for (const [path, address] of pages) {
    test(address, () => {
      const expected = (files.get(path)?.fences ?? []).flatMap((fence) => {
        const found = fence.language === 'yaml' ? classify(fence) : undefined;
        const isWhole =
          found?.class === 'blueprint' ||
          (found?.class === 'example' && found.target.endsWith('/render.yaml')) ||
          (found?.class === 'invalid' &&
            !found.place &&
            fence.meta.includes('title="render.yaml"'));
        const topology = readTopology(isWhole ? parseBlueprint(fence.code).tree : undefined);
        const isWorth = topology.edges.length > 0 || topology.nodes.length >= 3;
        return isWorth ? [{ topology, isOpen: found?.class === 'example' }] : [];
      });
      const elements = elementsOfPage(address);
      const shown = pictures(elements);
      assert.deepEqual(
        shown.map(wordsOf),
        expected.map(({ topology }) => topologyText(topology)),
      );
      shown.forEach((picture, index) => {
        const inner = elementsOf(picture);
        const names = inner.filter((element) => attribute(element, 'class') === 'name').map(textOf);
        assert.deepEqual(
          names,
          expected[index]?.topology.nodes.map(({ name }) => name),
        );
        const description = inner.find(({ tagName }) => tagName === 'desc');
        assert.equal(description && textOf(description), wordsOf(picture));
        assert.equal(attribute(picture, 'open') !== undefined, expected[index]?.isOpen);
        assert.notEqual(attribute(picture, 'data-search-ignore'), undefined);
      });
      const ids = elements.flatMap((element) => attribute(element, 'id') ?? []);
      assert.deepEqual(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        [],
      );
      count += shown.length;
    });
  }

  test('on more than twenty pages', () => {
    assert.ok(count > 20, `${count} pictures`);
  });
});

test('on the page of each framework the picture is open', () => {
  const frameworks = [...pages.values()].filter((address) => /^\/frameworks\/./.test(address));
  assert.ok(frameworks.length >= 11);
  for (const address of frameworks) {
    const open = pictures(elementsOfPage(address)).filter(
      (picture) => attribute(picture, 'open') !== undefined,
    );
    // That page has a Blueprint for each of its languages.
    const isOfAll = address === '/frameworks/poll-loop/';
    assert.equal(open.length, isOfAll ? 6 : 1, address);
  }
});
