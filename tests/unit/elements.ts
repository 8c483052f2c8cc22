import type { DefaultTreeAdapterTypes } from 'parse5';

export type Element = DefaultTreeAdapterTypes.Element;

/** The elements below a node, in the order of the document. */
export function elementsOf(node: DefaultTreeAdapterTypes.ParentNode): Element[] {
  return node.childNodes.flatMap((child) =>
    'tagName' in child ? [child, ...elementsOf(child)] : [],
  );
}

export function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find((own) => own.name === name)?.value;
}

/** Classes, in the order of the attribute. */
export function classesOf(element: Element): string[] {
  return attribute(element, 'class')?.split(' ') ?? [];
}

/** The text of a node and of all below it. */
export function textOf(node: DefaultTreeAdapterTypes.ChildNode): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
