import type { ExternalLink } from './external.ts';
import type { Outcome, Visit } from './visit.ts';

const headings: readonly [outcome: Outcome, heading: string, advice: string][] = [
  ['dead', 'Gone', 'Replace each by where its content is now, or take the statement out.'],
  ['silent', 'No answer', 'Open each by hand. If it stays so for two weeks, replace it.'],
  ['moved', 'Moved for good', 'Write the new address.'],
  ['refused', 'Not for a program', 'They want a person: open each by hand now and then.'],
];

/** The list with the day put down for each link that answered. */
export function withVisits(
  links: readonly ExternalLink[],
  visits: readonly Visit[],
  today: string,
): ExternalLink[] {
  const seen = new Set(
    visits
      .filter(({ outcome }) => outcome === 'alive' || outcome === 'moved')
      .map(({ url }) => url),
  );
  return links.map((link) => (seen.has(link.url) ? { ...link, seen: today } : link));
}

/** Whether somebody has to look. */
export function isBroken({ outcome }: Visit): boolean {
  return outcome === 'dead' || outcome === 'silent';
}

/** What was found, as Markdown: the links by outcome, each with the files that lead there. */
export function reportOf(links: readonly ExternalLink[], visits: readonly Visit[]): string {
  const known = new Map(links.map((link) => [link.url, link]));
  const alive = visits.filter(({ outcome }) => outcome === 'alive').length;
  const parts = [`${visits.length} external links visited, ${alive} answered as they are written.`];
  for (const [outcome, heading, advice] of headings) {
    const own = visits.filter((visit) => visit.outcome === outcome);
    if (own.length === 0) continue;
    const items = own.map(({ url, why, to }) => {
      const { seen = '', usedIn = [] } = known.get(url) ?? {};
      const target = to === undefined ? '' : ` → <${to}>`;
      const places = usedIn.map((path) => `\`${path}\``).join(', ');
      return `- <${url}>${target} (${why}; last seen ${seen}) in ${places}`;
    });
    parts.push(`## ${heading}\n\n${advice}\n\n${items.join('\n')}`);
  }
  return `${parts.join('\n\n')}\n`;
}
