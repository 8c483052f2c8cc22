import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import { classesOf, type Element, elementsOf, textOf } from '../unit/elements.ts';
import { copiedBy, elementsOfPage, pages } from './dist.ts';

/** The frames of a page, each with its code as it is drawn and as its button copies it. */
function framesOf(address: string): { pre: Element; copied: string }[] {
  return elementsOfPage(address).flatMap((figure) => {
    if (figure.tagName !== 'figure') return [];
    const inside = elementsOf(figure);
    const pre = inside.find(({ tagName }) => tagName === 'pre');
    const [copied] = inside.flatMap((each) => copiedBy(each) ?? []);
    return pre && copied !== undefined ? [{ pre, copied }] : [];
  });
}

suite('code is drawn as it is copied', () => {
  let frames = 0;
  let wrapped = 0;
  let marked = 0;
  for (const address of pages.values()) {
    test(`on ${address}, and lines that do not wrap are text`, () => {
      for (const { pre, copied } of framesOf(address)) {
        frames += 1;
        const [code, ...others] = elementsOf(pre);
        assert.ok(code, 'has code');
        if (classesOf(pre).includes('wrap')) {
          wrapped += 1;
          // An empty line that may wrap is drawn as a line break of its own.
          assert.deepEqual(writtenLines(textOf(pre)), writtenLines(copied));
          continue;
        }
        assert.equal(textOf(code), copied);
        if (!classesOf(code).includes('flat')) {
          // A mark of a whole line is all that needs an element for each.
          assert.ok(others.some((each) => classesOf(each).includes('highlight')));
          continue;
        }
        const lines = others.filter((each) => classesOf(each).includes('ec-line'));
        const marks = lines.filter((line) => elementsOf(line).some(isMark));
        assert.equal(lines.length, marks.length, 'only a line with a mark has an element');
        marked += marks.length;
      }
    });
  }

  test('often enough to mean something', () => {
    const counted = `${frames} frames, ${wrapped} wrapped, ${marked} marked lines`;
    assert.ok(frames - wrapped > 400 && wrapped > 20 && marked > 20, counted);
  });
});

function writtenLines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function isMark({ tagName }: Element): boolean {
  return ['mark', 'ins', 'del'].includes(tagName);
}
