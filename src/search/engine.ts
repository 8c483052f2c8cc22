import MiniSearch, { type AsPlainObject, type Options, type SearchResult } from 'minisearch';
import { synonyms } from './synonyms.ts';
import { termOf, termsOf, wordsOf } from './terms.ts';

/** @public The search box reads it of this module, which it loads when it is opened. */
export { wordsOf };

/** A section of a page, or its beginning: what is indexed, and what a result leads to. */
export interface Section {
  /** Its address, with the anchor: `/guides/graceful-shutdown/#the-four-duties`. */
  id: string;
  /** The page's title; for search only where the page begins. */
  page: string;
  /** Its heading; empty where the page begins. */
  heading: string;
  /** What readers type for the page, and what it says of itself; where the page begins. */
  keywords: string;
  description: string;
  /** Messages of programs, as they print them. */
  message: string;
  text: string;
  /** What only mentions things: code, explanations of messages. */
  aside: string;
  /** Its first words, for the list of results. */
  excerpt: string;
}

const weights = {
  title: 8,
  keywords: 8,
  heading: 6,
  description: 3,
  message: 3,
  page: 2,
  text: 1,
  aside: 0.2,
};

const options: Options<Section> = {
  idField: 'id',
  fields: Object.keys(weights),
  storeFields: ['page', 'heading', 'excerpt', 'keywords'],
  extractField: (section, field) => {
    if (field === 'title') return section.heading === '' ? section.page : '';
    return section[field as keyof Section];
  },
  tokenize: (text) => termsOf(text),
  // The terms are made whole by the tokenizer, which knows the words beside them.
  processTerm: (term) => term,
};

/** What is loaded to search. */
export interface Index {
  sections: MiniSearch<Section>;
  terms: ReadonlySet<string>;
}

/** A place that a search leads to. */
export interface Hit {
  /** The address, with the anchor of the section. */
  url: string;
  page: string;
  heading: string;
  excerpt: string;
  /** The terms of the index that it was found by. */
  terms: readonly string[];
}

/** What was found on one page, the best place first. */
export interface PageHits {
  /** The address of the page. */
  page: string;
  hits: Hit[];
}

/** Makes the index that `loadIndex` takes, as JSON. */
export function makeIndex(sections: readonly Section[]): string {
  const index = new MiniSearch(options);
  index.addAll(sections);
  return JSON.stringify(index);
}

/** @throws if the text is no index */
export function loadIndex(json: string): Index {
  const written = JSON.parse(json) as AsPlainObject & { index: [string, unknown][] };
  return {
    sections: MiniSearch.loadJS(written, options),
    terms: new Set(written.index.map(([term]) => term)),
  };
}

const alike = new Map<string, Set<string>>();
for (const group of synonyms) {
  const terms = group.map(termOf);
  for (const term of terms) {
    const others = alike.get(term) ?? new Set();
    for (const other of terms) if (other !== term) others.add(other);
    alike.set(term, others);
  }
}

/** How much a synonym counts beside the word itself. */
const SYNONYM = 0.24;
/** A name such as `acks_late` is asked for as a whole: how much it counts, and its parts beside it. */
const WHOLE = 1.6;
const PART = 0.4;
const FEWEST_FOR_PREFIX = 3;

/** A term that is looked for: how much it counts, and for which term of the query. */
interface Wanted {
  weight: number;
  origin: string;
}

function wantedBy(query: string, terms: ReadonlySet<string>): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const { terms: own } of wordsOf(query)) {
    const whole = own.length > 1 && terms.has(own.at(-1) ?? '') ? own.at(-1) : undefined;
    for (const term of own) {
      const weight = whole === undefined ? 1 : term === whole ? WHOLE : PART;
      if (!wanted.has(term)) wanted.set(term, { weight, origin: term });
    }
  }
  for (const [term, { weight }] of [...wanted]) {
    for (const other of alike.get(term) ?? []) {
      if (terms.has(other) && !wanted.has(other)) {
        wanted.set(other, { weight: weight * SYNONYM, origin: term });
      }
    }
  }
  return wanted;
}

/**
 * Searches the sections and gives the pages that fit, the best first.
 *
 * A section is found by any of the words, and counts the more of them it has. A word that is nowhere in
 * the handbook is taken for a misspelt one. The last word may be unfinished.
 *
 * @param limit how many pages at most
 */
export function search({ sections, terms }: Index, query: string, limit = 8): PageHits[] {
  const asked = termsOf(query);
  if (asked.length === 0) return [];
  const wanted = wantedBy(query, terms);
  const isAsked = (term: string) => wanted.get(term)?.origin === term;
  const last = asked.at(-1);
  const found = sections.search(query, {
    tokenize: () => [...wanted.keys()],
    boost: weights,
    boostTerm: (term) => wanted.get(term)?.weight ?? 1,
    prefix: (term) =>
      isAsked(term) &&
      (term === last ? term.length >= FEWEST_FOR_PREFIX : !terms.has(term) && term.length > 4),
    fuzzy: (term) => isAsked(term) && !terms.has(term) && distance(term),
    weights: { prefix: 0.5, fuzzy: 0.9 },
  });
  return byPage(found, asked, wanted).slice(0, limit);
}

/** Pages about one framework each: they share headings, and answer whoever names that framework. */
const aboutOne = /^\/(?:frameworks|reference\/errors)\/./;
const OF_ANOTHER = 0.7;

/** How much a page counts for a query that names the framework of another page, or none. */
function fit(url: string, page: string, found: readonly string[]): number {
  if (!aboutOne.test(url)) return 1;
  const names = namesIn(page);
  return found.some((term) => names.has(term)) ? 1 : OF_ANOTHER;
}

const known = new Map<string, ReadonlySet<string>>();

function namesIn(title: string): ReadonlySet<string> {
  const names = known.get(title) ?? new Set(termsOf(title));
  known.set(title, names);
  return names;
}

/** How much more a section counts that has the words one after the other where it says what it is about. */
const AS_ASKED = 1.5;
const CLOSE = 50;

function phrase(about: string, asked: readonly string[]): number {
  if (asked.length < 2) return 1;
  return ` ${termsOf(about).join(' ')} `.includes(` ${asked.join(' ')} `) ? AS_ASKED : 1;
}

/** How many letters of a word may be wrong. */
function distance(term: string): number {
  if (term.length < 4) return 0;
  return term.length < 6 ? 1 : 2;
}

/** How many places of a page are offered. */
const PLACES = 4;

/** A section that fits nearly as well as its page's beginning is where the reader wants to be. */
const NEARLY = 0.3;

interface Scored extends Hit {
  score: number;
  /** How much of the query it has, from 0 to 1. */
  covered: number;
}

function byPage(
  found: readonly SearchResult[],
  asked: readonly string[],
  wanted: ReadonlyMap<string, Wanted>,
): PageHits[] {
  const pages = new Map<string, { score: number; hits: Scored[] }>();
  const weightOf = (terms: Iterable<string>) =>
    [...new Set(terms)].reduce((sum, term) => sum + (wanted.get(term)?.weight ?? 0), 0);
  const all = weightOf(asked);
  const scored = found
    .map((result): Scored => {
      const { id, page, heading, excerpt, terms } = result as SearchResult & Section;
      const origins = result.queryTerms.map((term) => wanted.get(term)?.origin ?? term);
      const covered = weightOf(origins) / all;
      const score = result.score * covered ** 1.5 * fit(id, page, terms);
      return { url: id, page, heading, excerpt, terms, score, covered };
    })
    .sort((a, b) => b.score - a.score);
  const keywords = new Map(found.map(({ id, keywords }) => [String(id), String(keywords)]));
  // What is far behind stays there.
  for (const hit of scored.slice(0, CLOSE)) {
    const about = [hit.heading, hit.page, hit.excerpt, keywords.get(hit.url)].join(' . ');
    hit.score *= phrase(about, asked);
  }
  scored.sort((a, b) => b.score - a.score);
  for (const hit of scored) {
    const page = hit.url.replace(/#.*/, '');
    const of = pages.get(page) ?? { score: 0, hits: [] };
    // Several good sections say that the page is about it; the best one says most.
    of.score += hit.score * 0.6 ** of.hits.length;
    of.hits.push(hit);
    pages.set(page, of);
  }
  return [...pages.entries()]
    .sort(([, a], [, b]) => b.score - a.score)
    .map(([page, { hits }]) => ({ page, hits: sectionFirst(hits).slice(0, PLACES).map(plainHit) }));
}

function sectionFirst(hits: readonly Scored[]): readonly Scored[] {
  const [first, ...others] = hits;
  if (first?.heading !== '') return hits;
  const better = others.find(
    ({ score, covered }) => covered >= first.covered && score >= first.score * NEARLY,
  );
  return better ? [better, first, ...others.filter((hit) => hit !== better)] : hits;
}

function plainHit({ score: _score, covered: _covered, ...hit }: Scored): Hit {
  return hit;
}
