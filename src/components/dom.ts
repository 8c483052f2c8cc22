import { codeParts } from './code-parts.ts';

type Child = Node | string;

/** An attribute as it is, one that is there or not, or what listens to the event of that name. */
type Property = string | boolean | undefined | ((event: Event) => void);

/**
 * Makes an element.
 *
 * @param properties one that is undefined is left out
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Readonly<Record<string, Property>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (typeof value === 'boolean') made.toggleAttribute(key, value);
    else if (value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/**
 * The part of a component that its page marks with `data-part`.
 *
 * @throws if the page lacks it
 */
export function partOf<Kind extends HTMLElement = HTMLElement>(
  root: HTMLElement,
  name: string,
): Kind {
  const found = root.querySelector<Kind>(`[data-part="${name}"]`);
  if (!found) throw new Error(`There is no part ${name}.`);
  return found;
}

/** Gives the reader a file. */
export function offerFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  element('a', { href: address, download: name }).click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A text as the page shows it: what stands in backticks is code. */
export function inline(text: string): (HTMLElement | string)[] {
  return codeParts(text).map(({ part, code }) => (code ? element('code', {}, part) : part));
}
