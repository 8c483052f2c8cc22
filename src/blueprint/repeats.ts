import type { Diagnostic } from './diagnostic.ts';
import type { Blueprint } from './model.ts';

/**
 * Says a mistake once that an alias or a merge key repeats: of findings of one rule at one place, with
 * the same words but for the names of resources, the first stays. The resources that the others name
 * become its related places.
 *
 * @param source the whole text of the file
 */
export function withoutRepeats(
  diagnostics: Diagnostic[],
  source: string,
  { services, databases, groups }: Blueprint,
): Diagnostic[] {
  // An alias is a star with its name behind it.
  if (diagnostics.length < 2 || !/\*\S/.test(source)) return diagnostics;
  const places = new Map(
    [...services, ...databases, ...groups].map(({ name, nameRange }) => [name, nameRange]),
  );
  const found = new Map<string, { diagnostic: Diagnostic; names: Set<string> }>();
  for (const diagnostic of diagnostics) {
    const { rule, range } = diagnostic;
    const names: string[] = [];
    const words = diagnostic.message.replace(/`([^`]+)`/g, (quoted, name: string) => {
      if (!places.has(name)) return quoted;
      names.push(name);
      return '';
    });
    const key = `${rule} ${range.start.offset} ${range.end.offset} ${words}`;
    const first = found.get(key);
    if (!first) {
      found.set(key, { diagnostic: { ...diagnostic }, names: new Set(names) });
      continue;
    }
    for (const name of names) {
      const place = places.get(name);
      if (!place || first.names.has(name)) continue;
      first.names.add(name);
      const label = `the same for \`${name}\``;
      first.diagnostic.related = [...first.diagnostic.related, { label, range: place }];
    }
  }
  return [...found.values()].map(({ diagnostic }) => diagnostic);
}
