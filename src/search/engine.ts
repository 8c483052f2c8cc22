import MiniSearch, { type Options, type SearchResult } from 'minisearch';
import { synonyms } from './synonyms.ts';
import { termOf, termsOf, wordsOf } from './terms.ts';

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
  heading: 5,
  description: 3,
  message: 3,
  page: 2,
  text: 1,
  aside: 0.2,
};

const options: Options<Section> = {
  idField: 'id',
  fields: Object.keys(weights),
  storeFields: ['page', 'heading', 'excerpt'],
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
  const { index } = JSON.parse(json) as { index: [string, unknown][] };
  return {
    sections: MiniSearch.loadJSON(json, options),
    terms: new Set(index.map(([term]) => term)),
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
const SYNONYM = 0.35;
const FEWEST_FOR_PREFIX = 3;

/**
 * Searches the sections and gives the pages that fit, the best first.
 *
 * A section is found by any of the words, and counts the more of them it has. A word that is nowhere in
 * the handbook is taken for a misspelt one. The last word may be unfinished.
 *
 * @param limit how many pages at most
 */
export function search({ sections, terms }: Index, query: string, limit = 8): PageHits[] {
  const asked = [...new Set(termsOf(query))];
  if (asked.length === 0) return [];
  const origin = new Map<string, string>(asked.map((term) => [term, term]));
  for (const term of asked) {
    for (const other of alike.get(term) ?? []) {
      if (terms.has(other) && !origin.has(other)) origin.set(other, term);
    }
  }
  const last = wordsOf(query).at(-1)?.terms.at(-1);
  const found = sections.search(query, {
    tokenize: () => [...origin.keys()],
    boost: weights,
    boostTerm: (term) => (origin.get(term) === term ? 1 : SYNONYM),
    prefix: (term) =>
      origin.get(term) === term &&
      (term === last ? term.length >= FEWEST_FOR_PREFIX : !terms.has(term) && term.length > 4),
    fuzzy: (term) => origin.get(term) === term && !terms.has(term) && distance(term),
    weights: { prefix: 0.4, fuzzy: 0.6 },
  });
  return byPage(found, asked, origin).slice(0, limit);
}

/** Pages about one framework each: they share headings, and answer whoever names that framework. */
const aboutOne = /^\/(?:frameworks|reference\/errors)\/./;
const OF_ANOTHER = 0.55;

/** How much a page counts for a query that names the framework of another page, or none. */
function fit(url: string, page: string, asked: readonly string[]): number {
  if (!aboutOne.test(url)) return 1;
  const names = termsOf(page);
  return asked.some((term) => names.includes(term)) ? 1 : OF_ANOTHER;
}

/** How many letters of a word may be wrong. */
function distance(term: string): number {
  if (term.length < 4) return 0;
  return term.length < 6 ? 1 : 2;
}

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
  origin: ReadonlyMap<string, string>,
): PageHits[] {
  const pages = new Map<string, { score: number; hits: Scored[] }>();
  const scored = found
    .map((result): Scored => {
      const covered =
        new Set(result.queryTerms.map((term) => origin.get(term))).size / asked.length;
      const { id, page, heading, excerpt, terms } = result as SearchResult & Section;
      const score = result.score * covered ** 1.5 * fit(id, page, asked);
      return { url: id, page, heading, excerpt, terms, score, covered };
    })
    .sort((a, b) => b.score - a.score);
  for (const hit of scored) {
    const page = hit.url.replace(/#.*/, '');
    const of = pages.get(page) ?? { score: 0, hits: [] };
    // Several good sections say that the page is about it; the best one says most.
    of.score += hit.score * 0.4 ** of.hits.length;
    of.hits.push(hit);
    pages.set(page, of);
  }
  return [...pages.entries()]
    .sort(([, a], [, b]) => b.score - a.score)
    .map(([page, { hits }]) => ({ page, hits: sectionFirst(hits).slice(0, 3).map(plainHit) }));
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
