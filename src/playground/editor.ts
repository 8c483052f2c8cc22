import { createEditor, languageMap, type PrismEditor } from 'prism-code-editor';
import { autoComplete, fuzzyFilter } from 'prism-code-editor/autocomplete';
import autoCompleteCss from 'prism-code-editor/autocomplete.css?inline';
import {
  addEditorHotkey,
  defaultKeymap,
  editHistory,
  editorCommands,
  ignoreTab,
  setIgnoreTab,
} from 'prism-code-editor/commands';
import { cursorPosition } from 'prism-code-editor/cursor';
import layoutCss from 'prism-code-editor/layout.css?inline';
import 'prism-code-editor/prism/languages/yaml';
import { getLineBefore, insertText, setSelection } from 'prism-code-editor/utils';
import { element } from '../components/dom.ts';
import ownCss from '../styles/playground-editor.css?inline';

/** Above this many lines colours cost more time per key than they are worth. */
const MOST_COLOURED = 2_000;

languageMap['yaml'] = {
  comments: { line: '#' },
  // The keys of a list item and what belongs to a key without a value stand one step further in.
  autoIndent: [([start], value) => /^\s*(?:- \S.*|.*:\s*)$/.test(getLineBefore(value, start))],
};

/**
 * Starts the editor of the playground: a textarea, with the same text in colours behind it. It has a
 * shadow root, because the page's rules about neighbours would look at every line again for each line
 * that comes or goes.
 *
 * @param description how to work with it by keyboard
 */
export function startEditor(host: HTMLElement, description: string): PrismEditor {
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [layoutCss, autoCompleteCss, ownCss].map((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
  const editor = createEditor(
    root,
    { language: 'yaml', value: '', tabSize: 2 },
    editorCommands(defaultKeymap),
    editHistory(),
    cursorPosition(),
    autoComplete({ filter: fuzzyFilter }),
  );
  addEditorHotkey(editor, 'Escape', letTabLeave);
  root.append(element('p', { id: 'description', class: 'described' }, description));
  editor.textarea.setAttribute('aria-label', 'render.yaml');
  editor.textarea.setAttribute('aria-describedby', 'description');
  return editor;
}

/** Lets Tab move the focus until the editor has lost it. */
function letTabLeave({ textarea }: PrismEditor): boolean {
  // The editor has just given the focus to nobody, and from there Tab would lead back into it.
  textarea.focus({ preventScroll: true });
  const was = ignoreTab;
  setIgnoreTab(true);
  textarea.addEventListener('blur', () => setIgnoreTab(was), { once: true });
  return true;
}

/** Replaces the whole text as one step that undo takes back. */
export function replaceText(editor: PrismEditor, text: string): void {
  // Before it is inserted: colouring a large text would be the slowest part of it.
  colour(editor, text);
  if (editor.value === '') {
    editor.setOptions({ value: text });
    return;
  }
  insertText(editor, text, 0, editor.value.length, 0);
}

/** Colours a text, or leaves a large one plain. */
export function colour(editor: PrismEditor, text: string): void {
  const language = text.split('\n', MOST_COLOURED + 1).length > MOST_COLOURED ? 'text' : 'yaml';
  if (editor.options.language !== language) editor.setOptions({ language });
}

/** Selects a place and brings it into view. */
export function reveal(editor: PrismEditor, start: number, end: number): void {
  editor.textarea.focus({ preventScroll: true });
  setSelection(editor, start, end);
  editor.extensions.cursor?.scrollIntoView();
}
