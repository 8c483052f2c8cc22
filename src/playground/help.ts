import type { PrismEditor } from 'prism-code-editor';
import type { Hover } from '../blueprint/hover.ts';
import type { Diagnostic } from '../blueprint/index.ts';
import { element, inline } from '../components/dom.ts';
import { onSite } from '../components/on-site.ts';
import type { Engine } from './engine.ts';
import { offsetAt, rangeIn } from './lines.ts';

/** How long the pointer or the cursor rests before something is said, in milliseconds. */
const REST = 250;

interface Help {
  editor: PrismEditor;
  engine: Engine;
  /** The findings of the text that the editor shows. */
  findings(): readonly Diagnostic[];
}

/** Says below the editor what the field or value at the cursor is. */
export function explainAtCursor({ editor, engine }: Help, strip: HTMLElement): void {
  let timer: ReturnType<typeof setTimeout>;
  editor.on('selectionChange', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const [text, offset] = [editor.value, editor.textarea.selectionStart];
      const hover = await engine.ask('hover', { text, offset }).catch(() => undefined);
      if (text === editor.value) strip.replaceChildren(...(hover ? described(hover) : []));
    }, REST);
  });
}

/** Says beside the pointer what is found there and what the field or value is. */
export function explainAtPointer(help: Help, host: HTMLElement): void {
  const { editor, engine, findings } = help;
  const box = element('div', { class: 'hover', role: 'tooltip', hidden: true });
  host.append(box);
  let timer: ReturnType<typeof setTimeout>;
  const hide = () => {
    clearTimeout(timer);
    box.hidden = true;
  };
  const show = async (event: PointerEvent) => {
    const offset = offsetAt(editor, event);
    if (offset === undefined) return hide();
    const text = editor.value;
    const found = findings().filter(
      ({ range }) =>
        range.start.offset <= offset && offset < Math.max(range.end.offset, range.start.offset + 1),
    );
    const hover = await engine.ask('hover', { text, offset }).catch(() => undefined);
    if (text !== editor.value || (found.length === 0 && !hover)) return hide();
    box.replaceChildren(
      ...found.map(({ severity, message }) =>
        element('p', {}, element('strong', { class: severity }, severity), ' ', ...inline(message)),
      ),
      ...(hover ? [element('p', {}, ...described(hover))] : []),
    );
    box.hidden = false;
    const column = offset - text.lastIndexOf('\n', offset - 1) - 1;
    const line = editor.lines[text.slice(0, offset).split('\n').length];
    if (line) settle(box, rangeIn(line, column, column + 1).getBoundingClientRect());
  };
  editor.textarea.addEventListener('pointermove', (event) => {
    clearTimeout(timer);
    if (event.pointerType === 'mouse') timer = setTimeout(() => show(event), REST);
  });
  // It stays while the pointer is on it, so that its links can be reached.
  editor.textarea.addEventListener('pointerleave', () => {
    clearTimeout(timer);
    timer = setTimeout(hide, REST);
  });
  box.addEventListener('pointerenter', () => clearTimeout(timer));
  box.addEventListener('pointerleave', hide);
  editor.container.addEventListener('scroll', hide);
  // Before the editor, which keeps some keys to itself.
  addEventListener('keydown', hide, { capture: true });
}

/** Puts a box below a place, or above it where there is no room. */
function settle(box: HTMLElement, at: DOMRect): void {
  const { width, height } = box.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, innerWidth - width - 8));
  const isBelow = at.bottom + height + 8 < innerHeight;
  box.style.left = `${left}px`;
  box.style.top = `${isBelow ? at.bottom + 2 : Math.max(8, at.top - height - 2)}px`;
}

function described({ title, description, default: initial, values, docs }: Hover) {
  const more = [
    ...(initial === undefined ? [] : [`Default: \`${initial}\`.`]),
    ...(values ? [`One of ${values.map((value) => `\`${value}\``).join(', ')}.`] : []),
  ];
  return [
    element('strong', {}, ...inline(title)),
    ' ',
    ...inline([description, ...more].filter(Boolean).join(' ')),
    ...(docs ? [' ', element('a', { href: onSite(docs) }, 'More')] : []),
  ];
}
