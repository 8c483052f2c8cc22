import { checkBlueprint } from '../blueprint/index.ts';

/** A fix that the checker offers. */
export interface OfferedFix {
  title: string;
  isSafe: boolean;
}

/**
 * The fixes that the checker offers for what a rule finds in a text, each once.
 *
 * @param rule the rule's id
 * @param text a Blueprint that breaks it
 */
function fixesOf(rule: string, text: string): OfferedFix[] {
  const found = checkBlueprint(text)
    .diagnostics.filter((diagnostic) => diagnostic.rule === rule)
    .flatMap(({ fixes = [] }) => fixes.map(({ title, safe }) => ({ title, isSafe: safe })));
  return found.filter(
    ({ title }, index) => found.findIndex((other) => other.title === title) === index,
  );
}

/** What to do about a finding, as inline Markdown: what the command does by itself, and what is yours. */
export function fixText(rule: string, text: string): string {
  const fixes = fixesOf(rule, text);
  if (fixes.length === 0) return 'Fix: by hand; the message says what is expected.';
  const flag = fixes.every(({ isSafe }) => isSafe) ? '`--fix`' : '`--fix-unsafe`';
  return `Fix: by hand, or with ${flag}: ${fixes.map(({ title }) => title).join('; ')}.`;
}
