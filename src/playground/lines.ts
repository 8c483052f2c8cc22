import type { PrismEditor } from 'prism-code-editor';

/**
 * A range of the coloured text of a line; at least one character where there is one, so that it can be
 * seen.
 *
 * @param from the first character, from 0
 * @param to the first one behind it; larger than the line for its end
 */
export function rangeIn(line: HTMLElement, from: number, to: number): Range {
  const length = lengthOf(line);
  const end = Math.min(Math.max(to, from + 1), length);
  const start = Math.max(0, Math.min(from, end - 1));
  const range = document.createRange();
  range.setStart(...place(line, start));
  range.setEnd(...place(line, end));
  return range;
}

/** The offset of the character below the pointer; undefined where there is none. */
export function offsetAt(
  editor: PrismEditor,
  { clientX, clientY }: MouseEvent,
): number | undefined {
  const first = editor.lines[1]?.getBoundingClientRect();
  if (!first) return undefined;
  const number = Math.floor((clientY - first.top) / first.height) + 1;
  const line = number > 0 ? editor.lines[number] : undefined;
  if (!line) return undefined;
  const length = lengthOf(line);
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rangeIn(line, middle, middle + 1).getBoundingClientRect().right <= clientX)
      low = middle + 1;
    else high = middle;
  }
  if (low === length || rangeIn(line, low, low + 1).getBoundingClientRect().left > clientX) {
    return undefined;
  }
  let start = 0;
  for (let at = 1; at < number; at += 1) start = editor.value.indexOf('\n', start) + 1;
  return start + low;
}

/** Without the line break, which the editor's lines end with. */
function lengthOf(line: HTMLElement): number {
  return (line.textContent ?? '').replace(/\n$/, '').length;
}

function place(line: HTMLElement, offset: number): [node: Node, offset: number] {
  const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { length } = node as Text;
    if (left <= length) return [node, left];
    left -= length;
  }
  return [line, line.childNodes.length];
}
