import type { Note, Project, ProjectFile } from '../../builder/types.ts';
import { element, inline, partOf } from '../dom.ts';
import { onSite } from '../on-site.ts';
import { stretchesOf } from './stretches.ts';
import { yamlParts } from './yaml-parts.ts';

/** The files of a project as tabs, one of them open. */
export interface FileView {
  show(project: Project): void;
  /** The file that is open; undefined before the first project. */
  open(): ProjectFile | undefined;
}

/** From how many lines on a file scrolls for itself, so that what stands below stays near. */
const LONG = 200;

const readFirst = ['render.yaml', 'README.md'];

/** The files in the order of a first reading. */
function inReadingOrder(files: readonly ProjectFile[]): ProjectFile[] {
  const isFirst = ({ path }: ProjectFile) => readFirst.includes(path);
  const first = readFirst.flatMap((path) => files.filter((file) => file.path === path));
  return [...first, ...files.filter((file) => !isFirst(file))];
}

/** Takes over the tabs and the panel that the page has. */
export function fileView(root: HTMLElement): FileView {
  const tabs = partOf(root, 'files');
  const panel = partOf(root, 'file');
  let files: ProjectFile[] = [];
  let notes: readonly Note[] = [];
  let openPath = 'render.yaml';
  const open = () => files.find(({ path }) => path === openPath) ?? files[0];

  const showOpen = (before?: ProjectFile) => {
    const file = open();
    if (!file) return;
    openPath = file.path;
    for (const tab of tabs.children) {
      const isOpen = tab.textContent === openPath;
      tab.setAttribute('aria-selected', String(isOpen));
      tab.setAttribute('tabindex', isOpen ? '0' : '-1');
      if (isOpen) panel.setAttribute('aria-labelledby', tab.id);
    }
    panel.classList.toggle('long', file.text.split('\n').length > LONG);
    panel.replaceChildren(
      ...linesOf(
        file,
        notes.filter(({ about }) => about.file === file.path),
        before,
      ),
    );
  };

  const choose = (tab: Element | null | undefined) => {
    if (!(tab instanceof HTMLElement)) return;
    openPath = tab.textContent;
    showOpen();
    tab.focus();
  };
  tabs.addEventListener('click', ({ target }) => {
    if (target instanceof Element) choose(target.closest('[role="tab"]'));
  });
  tabs.addEventListener('keydown', (event) => {
    const all = [...tabs.children];
    const at = all.findIndex((tab) => tab.getAttribute('aria-selected') === 'true');
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(all.at(to % all.length));
  });

  return {
    open,
    show(project) {
      const before = open();
      files = inReadingOrder(project.files);
      notes = project.notes.filter(({ kind }) => kind === 'choice');
      const hadFocus = tabs.contains(document.activeElement);
      tabs.replaceChildren(...files.map(tabOf));
      showOpen(before);
      if (hadFocus) tabs.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
    },
  };
}

function tabOf({ path }: ProjectFile, index: number): HTMLElement {
  const attributes = { type: 'button', role: 'tab', id: `file-${index}`, 'aria-controls': 'file' };
  return element('button', attributes, path);
}

/** The lines of a file beside the notes about them. */
function linesOf(
  { path, text }: ProjectFile,
  notes: readonly Note[],
  before: ProjectFile | undefined,
): HTMLElement[] {
  const lines = text.replace(/\n$/, '').split('\n');
  const known = before?.path === path ? new Set(before.text.split('\n')) : undefined;
  const isYaml = /\.ya?ml$/.test(path);
  const whole = notes.filter(({ about }) => !about.lines).map(noteOf);
  const stretches = stretchesOf(lines.length, notes);
  return [
    ...(whole.length > 0 ? [element('div', { class: 'notes of-file' }, ...whole)] : []),
    ...stretches.flatMap(({ first, last, notes: about }) => {
      const code = element('code');
      for (const [index, line] of lines.slice(first - 1, last).entries()) {
        const shown = element('span', { 'data-line': String(first + index) });
        shown.append(...(isYaml ? coloured(line) : [line]), '\n');
        if (known && !known.has(line)) shown.className = 'changed';
        code.append(shown);
      }
      const block = element('pre', { class: about.length > 0 ? 'noted' : undefined }, code);
      return about.length > 0
        ? [block, element('div', { class: 'notes' }, ...about.map(noteOf))]
        : [block];
    }),
  ];
}

function coloured(line: string): Node[] {
  return yamlParts(line).map(({ kind, text }) =>
    kind === 'mark' ? document.createTextNode(text) : element('span', { class: kind }, text),
  );
}

/** A note with the link to where the handbook explains it. */
export function noteOf({ text, href }: Note): HTMLElement {
  return element('p', {}, ...inline(text), ' ', element('a', { href: onSite(href) }, 'Read why'));
}
