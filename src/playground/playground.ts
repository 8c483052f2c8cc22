import type { PrismEditor } from 'prism-code-editor';
import { insertText } from 'prism-code-editor/utils';
import type { Diagnostic, Fix } from '../blueprint/diagnostic.ts';
import { applyEdits } from '../blueprint/edits.ts';
import { plainText } from '../components/code-parts.ts';
import { element, offerFile, partOf } from '../components/dom.ts';
import { onSite } from '../components/on-site.ts';
import { offerCompletions } from './completion.ts';
import { colour, replaceText, reveal, startEditor } from './editor.ts';
import { engineInWorker } from './engine.ts';
import { readFile, tooLarge, withPlainBreaks } from './files.ts';
import { findingItems, summaryOf } from './findings.ts';
import { explainAtCursor, explainAtPointer } from './help.ts';
import { linkTo, readLink } from './link.ts';
import { Marks } from './marks.ts';
import type { Checked } from './messages.ts';

/** Where a text that is being worked on survives a reload of its tab. */
const DRAFT = 'render-workers-playground';

/** How long nothing is found before the list is drawn, in milliseconds: a long one costs more than a key. */
const LULL = 100;

/** How long nothing is typed before a count is read out, in milliseconds. */
const QUIET = 800;

/** Links that are longer than this are cut off by some chats and mail programs. */
const LONG_LINK = 8_000;

const undo = 'Undo brings back what was there.';

/** The page on which anyone checks a file: `<blueprint-playground>`, drawn by Playground.astro. */
class Playground extends HTMLElement {
  readonly #engine = engineInWorker();
  /** In a worker of its own: the layout of a large picture takes longer than a key may. */
  readonly #artist = engineInWorker();
  #editor!: PrismEditor;
  #marks!: Marks;
  #lineBreak: '\n' | '\r\n' = '\n';
  #name = 'render.yaml';
  /** The last answer, and the text that it is about. */
  #checked: (Checked & { text: string }) | undefined;
  #isChecking = false;
  /** What the hash of the address holds, as long as it is what the editor shows. */
  #linked: string | undefined;
  #list: ReturnType<typeof setTimeout> | undefined;
  #drawList: (() => void) | undefined;
  #speak: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    const editor = startEditor(partOf(this, 'editor'), partOf(this, 'keys').textContent ?? '');
    this.#editor = editor;
    this.#marks = new Marks(editor);
    editor.on('update', () => this.#changed());
    offerCompletions(editor, this.#engine);
    const help = { editor, engine: this.#engine, findings: () => this.#found() };
    explainAtCursor(help, partOf(this, 'about'));
    explainAtPointer(help, this);
    editor.textarea.addEventListener('paste', (event) => this.#pasted(event));
    this.addEventListener('keydown', (event) => this.#pressed(event));
    this.#listen();
    addEventListener('hashchange', () => this.#openLink());
    this.dataset['ready'] = '';
    this.#begin();
  }

  async #begin(): Promise<void> {
    const first = partOf<HTMLTemplateElement>(this, 'first').content.textContent ?? '';
    const kept = draft();
    // Below what a link brings, so that undo leads back to it.
    if (kept !== null && kept !== first) this.#open(kept, 'render.yaml');
    const isLinked = await this.#openLink();
    if (!isLinked && this.#editor.value === '') this.#open(first, 'render.yaml');
  }

  #listen(): void {
    const click = (name: string, action: () => void) =>
      partOf(this, name).addEventListener('click', action);
    const input = partOf<HTMLInputElement>(this, 'file');
    click('open', () => input.click());
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      if (file) this.#openFile(file);
      input.value = '';
    });
    click('share', () => this.#share());
    click('copy', () => this.#copy(this.#text(), 'Copied.'));
    click('download', () =>
      offerFile(new Blob([this.#text()], { type: 'application/yaml' }), this.#name),
    );
    click('fix-all', () => this.#fixAll());
    partOf(this, 'wires').addEventListener('toggle', () => this.#drawPicture());
    partOf(this, 'picture').addEventListener('click', ({ target }) => {
      const card = (target as Element).closest<SVGElement>('[data-offset]');
      const offset = Number(card?.dataset['offset']);
      if (card) reveal(this.#editor, offset, offset);
    });
    partOf(this, 'sample').addEventListener('change', (event) =>
      this.#openSample(event.target as HTMLSelectElement),
    );
    this.addEventListener('dragover', (event) => {
      event.preventDefault();
      this.dataset['dropping'] = '';
    });
    this.addEventListener('dragleave', (event) => {
      if (!this.contains(event.relatedTarget as Node | null)) delete this.dataset['dropping'];
    });
    this.addEventListener('drop', (event) => {
      event.preventDefault();
      delete this.dataset['dropping'];
      const [file] = event.dataTransfer?.files ?? [];
      if (file) this.#openFile(file);
    });
  }

  /** The text with the line breaks that its file had. */
  #text(): string {
    return this.#editor.value.replaceAll('\n', this.#lineBreak);
  }

  #open(text: string, name: string): void {
    const plain = withPlainBreaks(text);
    this.#lineBreak = plain.lineBreak;
    this.#name = name;
    replaceText(this.#editor, plain.text);
  }

  async #openFile(file: File): Promise<void> {
    const read = await readFile(file);
    if ('problem' in read) return this.#say(read.problem);
    const hadText = this.#editor.value !== '';
    this.#open(read.text, file.name);
    this.#say(`${file.name} is open, and has not left this browser.${hadText ? ` ${undo}` : ''}`);
  }

  async #openSample(picker: HTMLSelectElement): Promise<void> {
    const id = picker.value;
    const label = picker.selectedOptions[0]?.label ?? '';
    picker.value = '';
    if (id === '') return;
    try {
      const response = await fetch(onSite('/playground/samples.json'));
      if (!response.ok) throw new Error(String(response.status));
      const samples = (await response.json()) as { id: string; text: string }[];
      const sample = samples.find((candidate) => candidate.id === id);
      if (!sample) throw new Error(id);
      this.#open(sample.text, 'render.yaml');
      this.#say(`${label} is open. ${undo}`);
    } catch {
      this.#say('The examples could not be loaded. Try again, or reload the page.');
    }
  }

  /** @returns whether the address leads to a text */
  async #openLink(): Promise<boolean> {
    const shared = await readLink(location.hash);
    if (!shared) return false;
    if ('problem' in shared) {
      this.#say(shared.problem);
      return false;
    }
    const problem = tooLarge(shared.text);
    if (problem) {
      this.#say(problem);
      return false;
    }
    const { text } = withPlainBreaks(shared.text);
    const replaces = this.#editor.value !== '' && this.#editor.value !== text;
    this.#linked = text;
    this.#open(shared.text, 'render.yaml');
    if (replaces) this.#say(`The file of the link is open. ${undo}`);
    return true;
  }

  #pasted(event: ClipboardEvent): void {
    const problem = tooLarge(event.clipboardData?.getData('text') ?? '');
    if (!problem) return;
    event.preventDefault();
    this.#say(problem);
  }

  #changed(): void {
    const text = this.#editor.value;
    // The editor is still about to note what it has drawn.
    queueMicrotask(() => colour(this.#editor, this.#editor.value));
    keepDraft(text);
    if (location.hash !== '' && this.#linked !== undefined && text !== this.#linked) {
      // A reload would bring back what the link holds in place of the draft.
      this.#linked = undefined;
      history.replaceState(null, '', location.pathname + location.search);
    }
    this.#check();
  }

  /** Checks the text of the moment; while one is being checked, only the newest waits. */
  async #check(): Promise<void> {
    if (this.#isChecking) return;
    this.#isChecking = true;
    const text = this.#editor.value;
    try {
      const checked = await this.#engine.ask('check', { text });
      this.#show(text, checked);
    } catch (error) {
      this.#show(text, undefined);
      this.#say((error as Error).message);
    }
    this.#isChecking = false;
    if (text !== this.#editor.value) this.#check();
  }

  #show(text: string, checked: Checked | undefined): void {
    this.#checked = checked && { ...checked, text };
    const diagnostics = checked?.diagnostics ?? [];
    if (text === this.#editor.value) this.#marks.show(diagnostics);
    const summary = partOf(this, 'summary');
    summary.textContent = checked ? summaryOf(checked) : '';
    summary.dataset['worst'] = worst(checked);
    clearTimeout(this.#list);
    this.#drawList = () => {
      clearTimeout(this.#list);
      this.#drawList = undefined;
      this.#drawFindings(text, checked);
      this.#drawPicture();
    };
    this.#list = setTimeout(this.#drawList, LULL);
    const more = (checked?.errors ?? 0) + (checked?.warnings ?? 0) - diagnostics.length;
    partOf(this, 'more').textContent =
      more > 0 ? `And ${more} more: mend some of these, and the next ones are shown.` : '';
    partOf(this, 'fix-all').toggleAttribute('disabled', !checked || checked.safeFixes === 0);
    clearTimeout(this.#speak);
    if (checked) this.#speak = setTimeout(() => this.#readOut(summaryOf(checked)), QUIET);
  }

  #drawFindings(text: string, checked: Checked | undefined): void {
    const list = partOf(this, 'findings');
    const focused = [...list.querySelectorAll('button, a, summary, pre')].indexOf(
      document.activeElement as Element,
    );
    list.replaceChildren(
      ...(checked
        ? findingItems(text, checked, {
            reveal: (start, end) => reveal(this.#editor, start, end),
            apply: (fix) => this.#apply(text, fix),
          })
        : []),
    );
    if (focused >= 0) {
      const again = list.querySelectorAll<HTMLElement>('button, a, summary, pre');
      (again[Math.min(focused, again.length - 1)] ?? this.#editor.textarea).focus();
    }
    this.dataset['checked'] = String(text.length);
  }

  /** Draws what the text wires, where the reader wants to see it; an older picture stays until then. */
  async #drawPicture(): Promise<void> {
    if (!partOf<HTMLDetailsElement>(this, 'wires').open) return;
    const text = this.#editor.value;
    const picture = await this.#artist.ask('draw', { text }).catch(() => undefined);
    if (!picture || text !== this.#editor.value) return;
    // Made by our own drawing, which escapes what comes from the text.
    partOf(this, 'picture').innerHTML = picture.markup;
    partOf(this, 'words').textContent = picture.words;
  }

  #apply(text: string, fix: Fix): void {
    if (text !== this.#editor.value) return;
    const edits = fix.edits.toSorted((a, b) => a.start - b.start);
    this.#edit(applyEdits(text, edits));
    this.#say(`Done: ${plainText(fix.title)}. Undo takes it back.`);
  }

  async #fixAll(): Promise<void> {
    const text = this.#editor.value;
    try {
      const { text: fixed, applied } = await this.#engine.ask('fix', { text });
      if (text !== this.#editor.value) return;
      this.#edit(fixed);
      this.#say(`${applied.length} fixed. Undo takes it back.`);
    } catch (error) {
      this.#say((error as Error).message);
    }
  }

  /** Replaces only what differs, so that the rest keeps its place and undo is one step. */
  #edit(text: string): void {
    const old = this.#editor.value;
    let start = 0;
    while (start < old.length && old[start] === text[start]) start += 1;
    let end = 0;
    const most = Math.min(old.length, text.length) - start;
    while (end < most && old.at(-1 - end) === text.at(-1 - end)) end += 1;
    insertText(this.#editor, text.slice(start, text.length - end), start, old.length - end);
  }

  async #share(): Promise<void> {
    const link = await linkTo(this.#text());
    const url = new URL(onSite(link), location.href);
    history.replaceState(null, '', url.hash);
    this.#linked = this.#editor.value;
    const hasSecret = this.#checked?.diagnostics.some(({ rule }) => rule === 'literal-credential');
    const notes = [
      'The link is copied. The whole file is in it, and in nothing else.',
      ...(hasSecret ? ['There is a credential in it: take that out before you send it.'] : []),
      ...(url.href.length > LONG_LINK ? ['It is long; some programs cut such links off.'] : []),
    ];
    await this.#copy(url.href, notes.join(' '));
  }

  async #copy(text: string, done: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#say(done);
    } catch {
      this.#say(
        'The browser did not let this page copy. Take it from the address bar or the editor.',
      );
    }
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key === 'F8') {
      event.preventDefault();
      this.#jump(event.shiftKey ? -1 : 1);
    } else if (event.key === 'F2') {
      event.preventDefault();
      this.#readOut(partOf(this, 'about').textContent || 'Nothing is known of this place.');
    } else if (event.key === '.' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.#focusFix();
    }
  }

  /** The findings of the text that the editor shows; none while they are looked for. */
  #found(): readonly Diagnostic[] {
    return this.#checked?.text === this.#editor.value ? this.#checked.diagnostics : [];
  }

  /** Goes to the next finding behind the cursor, or before it, and on from the other end. */
  #jump(step: 1 | -1): void {
    const found = this.#found();
    const at = this.#editor.textarea.selectionStart;
    const next =
      step > 0
        ? (found.find(({ range }) => range.start.offset > at) ?? found[0])
        : (found.findLast(({ range }) => range.start.offset < at) ?? found.at(-1));
    if (!next) return this.#say('Nothing found.');
    reveal(this.#editor, next.range.start.offset, next.range.end.offset);
    const { line, column } = next.range.start;
    this.#say(`Line ${line}, column ${column}: ${plainText(next.message)}`);
  }

  /** Goes to the first fix of the finding at the cursor. */
  #focusFix(): void {
    // Whoever is faster than the list would land in the one of the text before.
    this.#drawList?.();
    const line = this.#editor.activeLine;
    const index = this.#found().findIndex(
      ({ range, fixes }) => range.start.line === line && fixes.length > 0,
    );
    const item = partOf(this, 'findings').children[index];
    const button = item?.querySelector<HTMLElement>('.apply');
    if (button) button.focus();
    else this.#say('There is no fix for this line.');
  }

  /** Shows something below the toolbar, where it is read out too. */
  #say(text: string): void {
    partOf(this, 'status').replaceChildren(element('span', {}, text));
  }

  /** Tells a screen reader what the others see. */
  #readOut(text: string): void {
    const said = partOf(this, 'read-out');
    if (said.textContent !== text) said.textContent = text;
  }
}

function keepDraft(text: string): void {
  try {
    sessionStorage.setItem(DRAFT, text);
  } catch {
    // A browser that keeps nothing still checks.
  }
}

function draft(): string | null {
  try {
    return sessionStorage.getItem(DRAFT);
  } catch {
    return null;
  }
}

function worst(checked: Checked | undefined): string {
  if (!checked) return '';
  if (checked.errors > 0) return 'error';
  return checked.warnings > 0 ? 'warning' : 'none';
}

customElements.define('blueprint-playground', Playground);
