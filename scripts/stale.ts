import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readOf } from '../src/blueprint/platform/dated.ts';
import { datedFacts } from '../src/blueprint/platform/index.ts';
import { forms, readEvidence } from '../src/rehearsal/evidence.ts';
import { readPages } from '../src/twins/pages.ts';

/** Days for which what was measured of a version is trusted: frameworks release twice a year or more. */
const EVIDENCE_DAYS = 180;
/** Days for which a page's source is trusted. */
const SOURCE_DAYS = 365;

/** Something that is older than it may be. */
export interface PastFact {
  /** The file to change, from the project's root. */
  path: string;
  what: string;
  /** YYYY-MM-DD. */
  read: string;
  /** YYYY-MM-DD. */
  staleAfter: string;
}

/**
 * What has to be read or measured again: facts of the platform, evidence, and sources of pages.
 *
 * @param root the project's root
 * @param today `YYYY-MM-DD`; what is stale after this day itself is not past it
 * @returns the longest past first
 */
export function staleFacts(root: string, today: string): PastFact[] {
  return [...ofPlatform(), ...ofEvidence(root), ...ofPages(root)]
    .filter(({ staleAfter }) => staleAfter < today)
    .sort((a, b) => (a.staleAfter < b.staleAfter ? -1 : a.staleAfter > b.staleAfter ? 1 : 0));
}

function ofPlatform(): PastFact[] {
  return datedFacts.map((dated) => ({
    path: `src/blueprint/platform/${dated.file}`,
    what: dated.about,
    read: readOf(dated),
    staleAfter: dated.staleAfter,
  }));
}

function ofEvidence(root: string): PastFact[] {
  return readdirSync(join(root, 'examples')).flatMap((example): PastFact[] => {
    const evidence = readEvidence(root, example);
    const days = forms.flatMap((form) =>
      (evidence?.forms[form].scenarios ?? []).map(({ date }) => date),
    );
    if (!evidence || days.length === 0) return [];
    const read = days.reduce((a, b) => (a < b ? a : b));
    const versions = Object.entries(evidence.versions).map(
      ([name, version]) => `${name} ${version}`,
    );
    return [
      {
        path: `src/content/evidence/${example}.json`,
        what: `measured on ${versions.join(', ')}`,
        read,
        staleAfter: after(read, EVIDENCE_DAYS),
      },
    ];
  });
}

function ofPages(root: string): PastFact[] {
  return readPages(root).flatMap(({ path, sources }) =>
    sources.map(({ title, read }) => ({
      path,
      what: `source “${title}”`,
      read,
      staleAfter: after(read, SOURCE_DAYS),
    })),
  );
}

/** The day so many days later. */
function after(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** A list for the terminal, one line each. */
export function formatStale(facts: readonly PastFact[], today: string): string {
  const lines = facts.map(
    ({ path, what, read, staleAfter }) => `${staleAfter} ${path}: ${what}, read ${read}`,
  );
  const count = facts.length === 0 ? 'nothing is' : `${facts.length} to read or measure again,`;
  const advice =
    facts.length === 0
      ? []
      : [
          'Read each source again, mend what has changed, and write today into `read`; CONTRIBUTING.md, “Change a fact of Render”. What was measured: `npm run rehearse -- NAME --record`.',
        ];
  return [...lines, ...advice, `stale: ${count} past its date on ${today}`].join('\n');
}
