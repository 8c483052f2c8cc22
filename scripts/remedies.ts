import { catalog } from '../src/blueprint/index.ts';

/** What to do about a finding of `npm run check`, by the name in its brackets. */
const remedies: Readonly<Record<string, string>> = {
  'fence-markdown': 'mend the Markdown at that place; `<`, `{` and `}` of prose stand in backticks',
  'fence-language': 'name the language after the backticks; `text` is for what is none',
  'fence-class': 'say what the YAML is: README.md, “Check a Blueprint of the handbook”',
  'fence-example':
    'if the example is right, `npm run check -- --write` refreshes the fence; else change the example',
  'fence-place': 'name a place that is in the host, or another host with `in=`',
  'fence-invalid': 'break the named rule and no other, or name the one that it breaks',
  'fence-mark': 'mark a text that is in the block, as `mark="…"`, or leave the mark out',
  'fence-syntax': 'mend the code at that place; a part of a program is still one of its language',
  timeline: 'give the timeline and the example’s Blueprint the same seconds',
  prose: 'write it in other words; src/prose/words.ts has the list and the reasons',
};

/**
 * What to do about these findings, one line for each kind.
 *
 * @param kinds names of rules and kinds, as findings have them in brackets
 */
export function remediesFor(kinds: Iterable<string>): string[] {
  const known = new Set<string>(catalog.map(({ id }) => id));
  return [...new Set(kinds)].flatMap((kind) => {
    const remedy = known.has(kind)
      ? `\`npx render-workers rules ${kind}\` explains it, with a file that is right`
      : remedies[kind];
    return remedy === undefined ? [] : [`[${kind}] ${remedy}.`];
  });
}
