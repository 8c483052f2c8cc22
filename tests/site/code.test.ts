import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { type Element, elementsOf } from '../unit/elements.ts';
import { dist, pages } from './dist.ts';

const attribute = ({ attrs }: Element, name: string) =>
  attrs.find((own) => own.name === name)?.value;

const textOf = (node: DefaultTreeAdapterTypes.ChildNode): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';

/** The frames of a page with code in lines that do not wrap. */
function framesOf(address: string): { pre: Element; copied: string }[] {
  const document = parse(readFileSync(join(dist, address, 'index.html'), 'utf8'));
  return elementsOf(document).flatMap((figure) => {
    if (figure.tagName !== 'figure') return [];
    const inside = elementsOf(figure);
    const pre = inside.find(({ tagName }) => tagName === 'pre');
    const button = inside.find((each) => attribute(each, 'data-code') !== undefined);
    if (!pre || !button || attribute(pre, 'class')?.split(' ').includes('wrap')) return [];
    const copied = attribute(button, 'data-code')?.replaceAll('\u007f', '\n') ?? '';
    return [{ pre, copied }];
  });
}

suite('code in lines that do not wrap', () => {
  let frames = 0;
  let marked = 0;
  for (const address of pages.values()) {
    test(`is drawn on ${address} as it is copied, and its lines are text`, () => {
      for (const { pre, copied } of framesOf(address)) {
        const [code, ...others] = elementsOf(pre);
        assert.ok(code, 'has code');
        assert.equal(textOf(code), copied);
        frames += 1;
        if (attribute(code, 'class') !== 'flat') {
          // A mark of a whole line is all that needs an element for each.
          assert.ok(others.some((each) => attribute(each, 'class')?.includes('highlight')));
          continue;
        }
        const lines = others.filter((each) => attribute(each, 'class') === 'ec-line');
        const marks = lines.filter((line) => elementsOf(line).some(isMark));
        assert.equal(lines.length, marks.length, 'only a line with a mark has an element');
        marked += marks.length;
      }
    });
  }

  test('was looked at often enough to mean something', () => {
    assert.ok(frames > 400 && marked > 20, `${frames} frames, ${marked} marked lines`);
  });
});

function isMark({ tagName }: Element): boolean {
  return ['mark', 'ins', 'del'].includes(tagName);
}
