/**
 * The elements whose place in the window tells which heading a reader is at: the headings themselves, and
 * whatever stands below one and has none in it.
 *
 * The same elements as by Starlight's own selector, whose `:not(:has(…))` a browser tries on each element of the
 * page: 100 ms for one of ten thousand, and twice, because there is a list for phones and one for desktops.
 *
 * @param heading a selector of the headings that are listed
 * @returns in the order in which they stand on the page, each once
 */
export function tocTargets(heading: string): Element[] {
  const headings = [...document.querySelectorAll(`main :where(${heading})`)];
  const around = new Set<Element>();
  for (const { parentElement } of headings) {
    let element = parentElement;
    for (; element && !around.has(element); element = element.parentElement) around.add(element);
  }
  const targets = new Set(headings);
  const add = (element: Element) => {
    if (!around.has(element)) targets.add(element);
  };
  for (const element of [...headings, ...document.querySelectorAll('main .sl-heading-wrapper')]) {
    for (let next = element.nextElementSibling; next; next = next.nextElementSibling) add(next);
  }
  for (const element of document.querySelectorAll('main .sl-markdown-content > *, main > *')) {
    add(element);
  }
  return [...targets].sort((one, other) =>
    one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
  );
}
