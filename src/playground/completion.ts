import type { PrismEditor } from 'prism-code-editor';
import { type CompletionSource, registerCompletions } from 'prism-code-editor/autocomplete';
import { getLineBefore } from 'prism-code-editor/utils';
import type { Completion, Completions } from '../blueprint/complete.ts';
import { element, inline } from '../components/dom.ts';
import type { Engine } from './engine.ts';

/** After a word or where a value or an item begins, an offer helps without being asked for. */
const invites = /\w$|[:-] $/;

/** The editor's own names of icons, of which the list shows the colour. */
const icons = { field: 'property', value: 'enum', reference: 'variable' } as const;

/**
 * Offers what can be written at the cursor. The editor wants an answer at once and the engine's worker
 * gives it later, so a question is asked again when its answer is there.
 */
export function offerCompletions(editor: PrismEditor, engine: Engine): void {
  let known: (Completions & { before: string; behind: number }) | undefined;

  const ask = async (isExplicit: boolean) => {
    const text = editor.value;
    const offset = editor.textarea.selectionStart;
    const found = await engine.ask('complete', { text, offset }).catch(() => undefined);
    if (!found || editor.value !== text || editor.textarea.selectionStart !== offset) return;
    known = { ...found, before: text.slice(0, found.from), behind: found.to - offset };
    editor.extensions.autoComplete?.startQuery(isExplicit);
    known = isExplicit ? undefined : known;
  };

  const source: CompletionSource = ({ pos, explicit, lineBefore }) => {
    const typed = known && editor.value.slice(known.from, pos);
    if (!known || !typed?.match(/^[\w.-]*$/) || !editor.value.startsWith(known.before)) {
      if (explicit || invites.test(lineBefore)) ask(explicit);
      return undefined;
    }
    const { from, behind, items } = known;
    // What is already written in full needs no offer, and Enter is for the next line.
    if (!explicit && items.some(({ label }) => label === typed)) return undefined;
    const indent = /^\s*/.exec(lineBefore)?.[0] ?? '';
    const options = items.map((item, index) => optionOf(item, indent, items.length - index));
    return { from, to: pos + behind, options };
  };

  registerCompletions(['yaml', 'text'], { sources: [source] });
  mendList(editor);
  editor.textarea.addEventListener('input', (event) => {
    const isInserted = (event as InputEvent).data?.length !== 1;
    const before = getLineBefore(editor.value, editor.textarea.selectionStart);
    // A field that was chosen from the list is followed by its value.
    if (isInserted && /: $/.test(before)) ask(false);
  });
}

/**
 * Mends what a screen reader is told of the list: the library gives it no name, counts its rows from 0, and
 * leaves rows of an earlier, longer list below its end.
 */
function mendList({ container }: PrismEditor): void {
  const observer = new MutationObserver((records) => {
    const list = container.querySelector('[role="listbox"]');
    if (!list) return;
    list.setAttribute('aria-label', 'What fits here');
    const count = Number(list.firstElementChild?.getAttribute('aria-setsize'));
    for (const [index, row] of [...list.children].entries()) {
      row.setAttribute('aria-hidden', String(index >= count));
    }
    // What was set before the list was shown is in no record.
    const isNew = records.some(({ addedNodes }) => [...addedNodes].some((n) => n.contains(list)));
    const placed = records.filter(({ attributeName }) => attributeName === 'aria-posinset');
    const counted = isNew ? list.children : placed.map(({ target }) => target as Element);
    for (const row of new Set(counted)) {
      const place = Number(row.getAttribute('aria-posinset'));
      row.setAttribute('aria-posinset', String(place + 1));
    }
    // What was mended here is not to be mended again.
    observer.takeRecords();
  });
  observer.observe(container, {
    childList: true,
    subtree: true,
    attributeFilter: ['aria-posinset', 'aria-setsize'],
  });
}

function optionOf(
  { label, kind, detail, description, insert, required }: Completion,
  indent: string,
  boost: number,
) {
  const details = [...(required ? ['needed'] : []), ...(detail ? [detail] : [])].join(', ');
  return {
    label,
    boost,
    icon: icons[kind],
    // The editor indents further lines as far as this one.
    insert: insert.replaceAll(`\n${indent}`, '\n'),
    ...(details && { detail: details }),
    ...(description && { renderDocs: () => [element('span', {}, ...inline(description))] }),
  };
}
