import type { Hit, Index, PageHits } from '../search/engine.ts';
import { indexPath } from '../search/suggested.ts';
import { element, partOf } from './dom.ts';
import { type Recent, readRecent, rememberPage } from './recent-pages.ts';

type Engine = typeof import('../search/engine.ts');

/** The search box of every page. It loads the index when somebody is about to search. */
export class HandbookSearch extends HTMLElement {
  #loading: Promise<{ engine: Engine; index: Index }> | undefined;
  #asked = '';

  connectedCallback(): void {
    const opener = this.querySelector<HTMLButtonElement>('[data-open-modal]');
    if (!opener) throw new Error('There is no button that opens the search box.');
    if (/(Mac|iPhone|iPod|iPad)/i.test(navigator.platform)) {
      partOf(this, 'modifier').textContent = '⌘';
      opener.setAttribute('aria-keyshortcuts', 'Meta+K');
    }
    opener.disabled = false;
    opener.addEventListener('click', () => this.#open());
    opener.addEventListener('pointerenter', () => this.#preload());
    partOf(this, 'close').addEventListener('click', () => this.#dialog.close());
    this.#dialog.addEventListener('click', (event) => {
      // The backdrop is the dialog itself; a link to another place on this page loads nothing.
      const target = event.target as Element;
      if (target === this.#dialog || target.closest('a')) this.#dialog.close();
    });
    this.#dialog.addEventListener('close', () => this.#holdPage(false));
    this.#query.addEventListener('input', () => this.#search());
    this.#dialog.addEventListener('keydown', (event) => this.#walk(event));
    window.addEventListener('keydown', (event) => this.#shortcut(event));

    const heading = document.querySelector('main h1')?.textContent?.trim();
    if (heading && location.pathname !== '/') {
      rememberPage({ address: location.pathname, title: heading });
    }
  }

  get #dialog(): HTMLDialogElement {
    return this.querySelector('dialog') as HTMLDialogElement;
  }

  get #query(): HTMLInputElement {
    return partOf<HTMLInputElement>(this, 'query');
  }

  #shortcut(event: KeyboardEvent): void {
    const isTyping = (event.target as Element).closest?.(
      'input, textarea, select, [contenteditable]',
    );
    const isSlash =
      event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isSlash && !((event.metaKey || event.ctrlKey) && event.key === 'k')) return;
    event.preventDefault();
    if (this.#dialog.open && !isSlash) this.#dialog.close();
    else if (!this.#dialog.open) this.#open();
  }

  #open(): void {
    this.#dialog.showModal();
    this.#holdPage(true);
    this.#query.select();
    this.#preload();
    const recent = readRecent().filter(({ address }) => address !== location.pathname);
    partOf(this, 'recent').hidden = recent.length === 0;
    partOf(this, 'recent-pages').replaceChildren(...recent.map(recentItem));
  }

  /** Keeps the page below the box from scrolling with it. */
  #holdPage(isHeld: boolean): void {
    document.body.toggleAttribute('data-search-modal-open', isHeld);
  }

  #preload(): void {
    // What went wrong is told when somebody searches.
    this.#load().catch(() => undefined);
  }

  #load(): Promise<{ engine: Engine; index: Index }> {
    this.#loading ??= loadAll().catch((error) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #search(): Promise<void> {
    const query = this.#query.value;
    this.#asked = query;
    partOf(this, 'start').hidden = query.trim() !== '';
    if (query.trim() === '') return this.#show('', []);
    try {
      const { engine, index } = await this.#load();
      if (query !== this.#asked) return;
      const found = engine.search(index, query);
      const status =
        found.length === 0
          ? `Nothing found for “${query.trim()}”. Try the name of the framework, the field or the error.`
          : `${found.length === 1 ? '1 page' : `${found.length} pages`}, the best first`;
      this.#show(
        status,
        found.map((page) => resultItem(page, engine)),
      );
    } catch {
      this.#show('The index of the search could not be loaded. It is made by a build.', []);
    }
  }

  #show(status: string, items: HTMLElement[]): void {
    partOf(this, 'status').textContent = status;
    partOf(this, 'results').replaceChildren(...items);
  }

  /** Arrows lead through the links, Enter from the box to the first one. */
  #walk(event: KeyboardEvent): void {
    const links = [...this.#dialog.querySelectorAll('a')].filter((link) => link.checkVisibility());
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === 'Enter' && document.activeElement === this.#query) {
      partOf(this, 'results').querySelector('a')?.click();
    } else if (event.key === 'ArrowDown') {
      links[Math.min(at + 1, links.length - 1)]?.focus();
    } else if (event.key === 'ArrowUp' && at >= 0) {
      (links[at - 1] ?? this.#query).focus();
    } else return;
    event.preventDefault();
  }
}

async function loadAll(): Promise<{ engine: Engine; index: Index }> {
  const [engine, response] = await Promise.all([import('../search/engine.ts'), fetch(indexPath)]);
  if (!response.ok) throw new Error(`${indexPath}: ${response.status}`);
  return { engine, index: engine.loadIndex(await response.text()) };
}

function recentItem({ address, title }: Recent): HTMLElement {
  return element('li', {}, element('a', { href: address }, title));
}

function resultItem({ hits }: PageHits, engine: Engine): HTMLElement {
  return element('li', {}, ...hits.map((hit, place) => resultLink(hit, place === 0, engine)));
}

function resultLink(hit: Hit, isBest: boolean, { wordsOf }: Engine): HTMLElement {
  const found = new Set(hit.terms);
  const marked = (text: string) => mark(text, found, wordsOf);
  const name = element('strong', {}, ...marked(hit.heading || hit.page));
  const where = isBest && hit.heading ? [element('span', { class: 'where' }, hit.page)] : [];
  const excerpt = element('span', { class: 'excerpt' }, ...marked(hit.excerpt));
  return element('a', { href: hit.url }, ...where, name, ...(isBest ? [excerpt] : []));
}

/** A text with the words marked that it was found by. */
function mark(
  text: string,
  found: ReadonlySet<string>,
  wordsOf: Engine['wordsOf'],
): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let from = 0;
  for (const { text: word, terms } of wordsOf(text)) {
    const at = text.indexOf(word, from);
    if (at < 0 || !terms.some((term) => found.has(term))) continue;
    parts.push(text.slice(from, at), element('mark', {}, word));
    from = at + word.length;
  }
  return [...parts, text.slice(from)];
}
