import type { Fence } from './fence.ts';
import { parseMeta } from './meta.ts';

/** What a `yaml` fence is, and so how it is checked. */
export type FenceClass =
  | { class: 'example'; target: string }
  | { class: 'blueprint' }
  | { class: 'fragment'; place: string; host: string | undefined }
  | { class: 'invalid'; rule: string; place: string | undefined; host: string | undefined }
  | { class: 'other'; what: string };

/** Why a fence has no class. */
export interface Unclassified {
  class: 'unclassified';
  message: string;
}

const classKeys = ['example', 'blueprint', 'fragment', 'invalid', 'other'] as const;

/** Reads the class of a `yaml` fence from its meta. */
export function classify(fence: Pick<Fence, 'meta'>): FenceClass | Unclassified {
  const meta = parseMeta(fence.meta);
  const given = classKeys.filter((key) => meta.has(key));
  const value = (key: string) => meta.get(key) ?? '';
  const unclassified = (message: string): Unclassified => ({ class: 'unclassified', message });

  // A fragment may be invalid; every other pair contradicts itself.
  const [first, second] = given;
  const pair = given.length === 2 && first === 'fragment' && second === 'invalid';
  if (given.length === 0) {
    return unclassified(
      'This yaml fence has no class. Write one of `example="…"`, `blueprint`, `fragment="…"`, `invalid="rule"`, `other="what it is"` after `yaml`.',
    );
  }
  if (given.length > 1 && !pair) {
    return unclassified(
      `This yaml fence has ${given.length} classes (${given.join(', ')}). Keep one.`,
    );
  }
  for (const key of given) {
    if (key !== 'blueprint' && value(key) === '') {
      return unclassified(`\`${key}\` needs a value: \`${key}="…"\`.`);
    }
  }
  const host = meta.get('in');
  if (host !== undefined && !meta.has('fragment')) {
    return unclassified(
      '`in` names the Blueprint around a fragment; this fence has no `fragment`.',
    );
  }
  switch (pair ? 'invalid' : first) {
    case 'example':
      return { class: 'example', target: value('example') };
    case 'blueprint':
      return { class: 'blueprint' };
    case 'fragment':
      return { class: 'fragment', place: value('fragment'), host };
    case 'invalid':
      return { class: 'invalid', rule: value('invalid'), place: meta.get('fragment'), host };
    default:
      return { class: 'other', what: value('other') };
  }
}

/** The piece of an example that a fence of any language says it shows. */
export function exampleTarget(fence: Fence): string | undefined {
  return parseMeta(fence.meta).get('example');
}
