import GithubSlugger from 'github-slugger';
import { groupAt } from '../errors/index.ts';
import { scenarios } from '../rehearsal/scenarios/index.ts';

/**
 * The anchor in a page's twin of what a component draws on the page under an id of its own: there it
 * is the heading's.
 *
 * @param address the page's
 * @param anchor the one on the page
 */
export function twinAnchor(address: string, anchor: string): string {
  const slugger = new GithubSlugger();
  const slugs = new Map(drawnAt(address).map(({ id, title }) => [id, slugger.slug(title)]));
  return slugs.get(anchor) ?? anchor;
}

function drawnAt(address: string): { id: string; title: string }[] {
  if (address === '/reference/scenarios/') {
    return scenarios.map(({ name, title }) => ({ id: name, title }));
  }
  return (groupAt(address)?.messages ?? []).map(({ id, means }) => ({ id, title: means }));
}
